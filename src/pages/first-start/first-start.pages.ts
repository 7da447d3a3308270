import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By } from '../../access/by';
import { LinkUses } from '../../access/credentials/link-uses.service';
import { ForEverybody, May } from '../../access/may';
import { Qualifications } from '../../access/people/qualifications.service';
import { dropToken, keepToken } from '../../access/session-cookie';
import { whenceOf } from '../../access/sessions/session.dto';
import { Sessions } from '../../access/sessions/sessions.service';
import { Does } from '../../http/does';
import { Act, Form, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { Repeatable } from '../../http/repeatable';
import type { Actor } from '../../kernel/actor';
import { Arrivals } from './arrivals.service';
import { OpenLink, tokenOf } from './first-start.dto';
import { presentFactorsStep, presentPolicyStep } from './first-start-page';
import { POLICY } from './policy';

/** How somebody begins: the first time, and after a loss. */
@Controller('first-start')
export class FirstStartPages {
  constructor(
    private readonly links: LinkUses,
    private readonly arrivals: Arrivals,
    private readonly sessions: Sessions,
    private readonly qualifications: Qualifications,
  ) {}

  @Get()
  @ForEverybody()
  @Does('showFirstStart', 'Show where a one-time link is opened')
  @Page('first-start/link')
  show() {
    return {};
  }

  @Post()
  @ForEverybody()
  @Repeatable()
  @Does('openLinkByForm', 'Open a one-time link')
  @Form('first-start/link')
  async open(
    @Body() { token }: OpenLink,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.links.use(tokenOf(token), whenceOf(request), request.id);
    keepToken(reply, opened.token);
    return seeOther('/first-start/factors');
  }

  @Get('factors')
  @May('self:read')
  @Does('showFirstFactors', 'Show what one sets to sign in with')
  @Page('first-start/factors')
  async factors(@By() { id }: Actor) {
    return presentFactorsStep(await this.arrivals.of(id));
  }

  @Post('done')
  @May('session:end')
  @Repeatable()
  @Does('endFirstStart', 'Go on to sign in with what was set')
  @Act()
  async done(@By() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.sessions.end(actor, actor.via.id ?? '', 'signed-out', actor.id);
    dropToken(reply);
    return seeOther('/sign-in?next=/first-start/policy');
  }

  @Get('policy')
  @May('self:act')
  @Does('showPolicy', 'Show what one accepts before one signs')
  @Page('first-start/policy')
  async policy(@By() { id }: Actor) {
    return presentPolicyStep(await this.qualifications.of(id));
  }

  @Post('policy')
  @May('self:act')
  @Does('acceptPolicyByForm', 'Accept the policy on signatures')
  @Act()
  async accept(@By() actor: Actor) {
    await this.qualifications.accept(actor, POLICY.title);
    return seeOther('/');
  }
}
