import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import { ForEverybody } from '../may';
import { keepToken } from '../session-cookie';
import { PasswordSignIns } from './password-sign-ins.service';
import { SessionAnswer } from './session.answer';
import { presentSession, SignIn, whenceOf } from './session.dto';

@ApiTags('People')
@Controller('api/v1/sessions')
export class SignInController {
  constructor(private readonly signIns: PasswordSignIns) {}

  @Post()
  @ForEverybody()
  @Repeatable()
  @Does('signIn', 'Sign in with a password and a one-time code')
  @Answers(201, 'The session; its token is in the cookie', SessionAnswer)
  async signIn(@Body() said: SignIn, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const opened = await this.signIns.signIn(said, { whence: whenceOf(request), requestId: request.id });
    keepToken(reply, opened.token);
    return presentSession(opened.session);
  }
}
