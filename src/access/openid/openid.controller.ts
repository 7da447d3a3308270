import { Controller, Get, Header, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersIn } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { IgnoresOthers } from '../../http/ignores-others';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { ForEverybody, May } from '../may';
import { OWN_ORIGIN, type OwnOrigin } from '../own-origin';
import { OpenidLinks } from './openid-links.service';
import { OpenidReturns } from './openid-returns.service';
import { OpenidSignIns } from './openid-sign-ins.service';
import { OpenidDepartureAnswer } from './openid.answer';
import { arrivingOf, OpenidReturn, presentDeparture, returnAddressOf, sendOn } from './openid.dto';

/** Signing in by who vouches for people, and what goes with it. */
@ApiTags('People')
@Controller('api/v1')
export class OpenidController {
  constructor(
    private readonly signIns: OpenidSignIns,
    private readonly links: OpenidLinks,
    private readonly returns: OpenidReturns,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  @Post('sign-in/openid')
  @ForEverybody()
  @Repeatable()
  @Does('beginOpenidSignIn', 'Begin to sign in by an OpenID issuer', 'The same for everybody: it tells of nobody')
  @Answers(200, 'Where the browser is to go, within ten minutes', OpenidDepartureAnswer)
  async begin(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return presentDeparture(reply, await this.signIns.begin(returnAddressOf(request, this.own)));
  }

  @Get('sign-in/openid/callback')
  @ForEverybody()
  @IgnoresOthers()
  @Header('location', '/')
  @Header('content-type', 'text/html; charset=utf-8')
  @Does(
    'finishOpenid',
    'Come back from an OpenID issuer',
    'For the browser that it sends back, once, with what it says',
  )
  @AnswersIn(303, 'What was begun is done; where a session was opened, its token is in the cookie', 'text/html')
  async finish(
    @Query() said: OpenidReturn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return sendOn(request, reply, await this.returns.finish(arrivingOf(said, request, this.own)));
  }

  @Post('me/openid')
  @May('credential:change')
  @Repeatable()
  @Does(
    'beginOpenidLink',
    'Begin to link an identity of an OpenID issuer to one’s account',
    'Other sessions end with it',
  )
  @Answers(200, 'Where the browser is to go, within ten minutes', OpenidDepartureAnswer)
  async link(@By() actor: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return presentDeparture(reply, await this.links.begin(actor, returnAddressOf(request, this.own)));
  }
}
