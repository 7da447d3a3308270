import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By } from '../../access/by';
import { May } from '../../access/may';
import { keepToken } from '../../access/session-cookie';
import { SignInPage, whenceOf } from '../../access/sessions/session.dto';
import { Does } from '../../http/does';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { takenForm, type Wrong } from '../../http/pages/taken-form';
import { Repeatable } from '../../http/repeatable';
import type { Actor } from '../../kernel/actor';
import { SignInAgain } from './sign-in-again.dto';
import { SignInsAgain } from './sign-ins-again.service';

/** Proving anew who one is, where the service asks for it. */
@Controller('account/sign-in-again')
export class SignInAgainPages {
  constructor(private readonly signIns: SignInsAgain) {}

  @Get()
  @May('self:act')
  @Does('showSignInAgain', 'Show how to sign in again')
  @Page('account/sign-in-again')
  async show(@By() actor: Actor, @Query() { next }: SignInPage) {
    return { next, wrong: null, ...(await this.signIns.asking(actor)) };
  }

  @Post()
  @May('self:act')
  @Repeatable()
  @Does('signInAgainByForm', 'Sign in again with a password and a one-time code')
  @DeskForm('account/sign-in-again')
  signIn(
    @By() actor: Actor,
    @Body() said: Said,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const act = async (input: SignInAgain) => {
      const opened = await this.signIns.signIn(actor, input, { whence: whenceOf(request), requestId: request.id });
      keepToken(reply, opened.token);
      return seeOther(input.next);
    };
    const again = async (wrong: Wrong) => ({ next: '/account', wrong, ...(await this.signIns.asking(actor)) });
    return takenForm({ input: SignInAgain, said, act, again });
  }
}
