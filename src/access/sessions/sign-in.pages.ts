import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { Form, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { ForEverybody, May } from '../may';
import { dropToken, keepToken } from '../session-cookie';
import { PasswordSignIns } from './password-sign-ins.service';
import { SignInForm, SignInPage, whenceOf } from './session.dto';
import { Sessions } from './sessions.service';

/** Coming in and going out, for people. */
@Controller()
export class SignInPages {
  constructor(
    private readonly signIns: PasswordSignIns,
    private readonly sessions: Sessions,
  ) {}

  @Get('sign-in')
  @ForEverybody()
  @Does('showSignIn', 'Show how to sign in')
  @Page('access/sign-in')
  show(@Query() { next }: SignInPage) {
    return { said: { next } };
  }

  @Post('sign-in')
  @ForEverybody()
  @Repeatable()
  @Does('signInByForm', 'Sign in with a password and a one-time code')
  @Form('access/sign-in')
  async signIn(
    @Body() { next, ...said }: SignInForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.signIns.signIn(said, { whence: whenceOf(request), requestId: request.id });
    keepToken(reply, opened.token);
    return seeOther(next);
  }

  @Post('sign-out')
  @May('session:end')
  @Repeatable()
  @Does('signOutByForm', 'Sign out')
  @Form('access/sign-in')
  async signOut(@By() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.sessions.end(actor, actor.via.id ?? '', 'signed-out', actor.id);
    dropToken(reply);
    return seeOther('/sign-in');
  }
}
