import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../../http/answers';
import { Does } from '../../http/does';
import { Repeatable } from '../../http/repeatable';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { ForEverybody, May } from '../may';
import { OWN_ORIGIN, type OwnOrigin } from '../own-origin';
import { keepToken } from '../session-cookie';
import { SessionAnswer } from '../sessions/session.answer';
import { presentSession, whenceOf } from '../sessions/session.dto';
import { PasskeyRegistrations } from './passkey-registrations.service';
import { PasskeySignIns } from './passkey-sign-ins.service';
import { PasskeyAnswer, PasskeyCreationAnswer, PasskeyRequestAnswer } from './passkey.answer';
import { AddPasskey, presentPasskey, UsePasskey } from './passkey.dto';
import { relyingPartyOf } from './relying-party';

@ApiTags('People')
@Controller('api/v1')
export class PasskeysController {
  constructor(
    private readonly registrations: PasskeyRegistrations,
    private readonly signIns: PasskeySignIns,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  @Post('me/passkeys/options')
  @May('credential:change')
  @Repeatable()
  @Does('preparePasskey', 'Begin to add a passkey')
  @Answers(200, 'What the browser is to make', PasskeyCreationAnswer)
  prepare(@By() { id }: Actor, @Req() request: FastifyRequest) {
    return this.registrations.prepare(id, relyingPartyOf(request, this.own));
  }

  @Post('me/passkeys')
  @May('credential:change')
  @Does('addPasskey', 'Add a passkey of one’s own')
  @Answers(201, 'The passkey, which opens sessions from now on', PasskeyAnswer)
  async add(@By() actor: Actor, @Body() { name, response }: AddPasskey, @Req() request: FastifyRequest) {
    return presentPasskey(await this.registrations.add(actor, name, response, relyingPartyOf(request, this.own)));
  }

  @Post('passkeys/options')
  @ForEverybody()
  @Repeatable()
  @Does('preparePasskeySignIn', 'Begin to sign in with a passkey', 'The same for everybody: it tells of nobody')
  @Answers(200, 'What the browser is to sign', PasskeyRequestAnswer)
  prepareSignIn(@Req() request: FastifyRequest) {
    return this.signIns.prepare(relyingPartyOf(request, this.own));
  }

  @Post('passkeys/sign-in')
  @ForEverybody()
  @Repeatable()
  @Does('signInWithPasskey', 'Sign in with a passkey')
  @Answers(201, 'The session; its token is in the cookie', SessionAnswer)
  async signIn(
    @Body() { response }: UsePasskey,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const coming = { ...whenceOf(request), requestId: request.id };
    const opened = await this.signIns.signIn(response, relyingPartyOf(request, this.own), coming);
    keepToken(reply, opened.token);
    return presentSession(opened.session);
  }
}
