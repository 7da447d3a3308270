import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { presentGrant } from '../grants/auditor-grant.dto';
import { AuditorGrants } from '../grants/auditor-grants.service';
import { LinkUses } from '../credentials/link-uses.service';
import { ForEverybody, May } from '../may';
import { People } from '../people/people.service';
import { dropToken, keepToken } from '../session-cookie';
import { MeAnswer, SessionAnswer, SessionsAnswer } from './session.answer';
import { presentSession, UseLink, whenceOf } from './session.dto';
import { Sessions } from './sessions.service';

@ApiTags('People')
@Controller('api/v1')
export class MeController {
  constructor(
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly links: LinkUses,
    private readonly grants: AuditorGrants,
  ) {}

  @Get('me')
  @May('self:read')
  @Does('getMe', 'Read who asks')
  @Answers(200, 'The person, the roles that he has now, and as an auditor the grants that run', MeAnswer)
  async me(@By() { id, name, via }: Actor) {
    const { roles } = await this.people.get(id);
    const grants = (await this.grants.runningOf(id)).map(presentGrant);
    return { id, name, via: via.kind, roles, grants };
  }

  @Get('me/sessions')
  @May('self:act')
  @Does('listMySessions', 'Read where one is signed in')
  @Answers(200, 'What is open', SessionsAnswer)
  async mine(@By() { id }: Actor) {
    return { items: (await this.sessions.openOf(id)).map(presentSession) };
  }

  @Delete('me/sessions/:id')
  @May('self:act')
  @Does('endMySession', 'End a session of one’s own')
  @Answers(200, 'The session, ended', SessionAnswer)
  async end(@By() actor: Actor, @Id() id: string) {
    return presentSession(await this.sessions.end(actor, id, 'revoked', actor.id));
  }

  @Delete('sessions/current')
  @May('session:end')
  @Does('signOut', 'Sign out')
  @Answers(200, 'The session, ended', SessionAnswer)
  async signOut(@By() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    const ended = await this.sessions.end(actor, actor.via.id ?? '', 'signed-out', actor.id);
    dropToken(reply);
    return presentSession(ended);
  }

  @Post('links/use')
  @ForEverybody()
  @Repeatable()
  @Does('useLink', 'Use a one-time link', 'It opens a session that sets what one signs in with, and nothing else')
  @Answers(201, 'The session; its token is in the cookie', SessionAnswer)
  async use(
    @Body() { token }: UseLink,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.links.use(token, whenceOf(request), request.id);
    keepToken(reply, opened.token);
    return presentSession(opened.session);
  }
}
