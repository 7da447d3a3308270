import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '../../http/answers';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { ShowsOnce } from '../../http/idempotency.interceptor';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { By } from '../by';
import { May } from '../may';
import { CredentialAnswer, CredentialsAnswer, NewTotpAnswer } from './credential.answer';
import { ConfirmTotp, presentCredential, SetPassword } from './credential.dto';
import { Credentials } from './credentials.service';
import { Passwords } from './passwords.service';
import { Totps } from './totps.service';

/** What one signs in with oneself: nobody sets anything for anybody else. */
@ApiTags('People')
@Controller('api/v1/me')
export class CredentialsController {
  constructor(
    private readonly credentials: Credentials,
    private readonly passwords: Passwords,
    private readonly totps: Totps,
  ) {}

  @Get('credentials')
  @May('self:read')
  @Does('listMyCredentials', 'Read what one signs in with')
  @Answers(200, 'All of it, ended ones too', CredentialsAnswer)
  async list(@By() { id }: Actor) {
    return { items: (await this.credentials.of(id)).map(presentCredential) };
  }

  @Post('credentials/:id/end')
  @May('credential:change')
  @Does('endMyCredential', 'End something that one signs in with', 'Never the last way in; other sessions end')
  @Answers(200, 'The credential, which opens nothing any more', CredentialAnswer)
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    return presentCredential(await this.credentials.end(actor, id, reason));
  }

  @Post('password')
  @May('credential:change')
  @Does('setPassword', 'Set one’s password', 'With the present one, save after a one-time link; other sessions end')
  @Answers(201, 'That there is one', CredentialAnswer)
  async password(@By() actor: Actor, @Body() input: SetPassword) {
    return presentCredential(await this.passwords.set(actor, input));
  }

  @Post('totp')
  @May('credential:change')
  @ShowsOnce('totp')
  @Does(
    'beginTotp',
    'Make a secret for an authenticator app',
    'It is told once, and opens nothing until it is confirmed',
  )
  @Answers(201, 'The secret', NewTotpAnswer)
  async begin(@By() actor: Actor) {
    return { totp: await this.totps.begin(actor) };
  }

  @Post('totp/confirm')
  @May('credential:change')
  @Does('confirmTotp', 'Confirm a secret by its first code', 'It takes the place of the one before; other sessions end')
  @Answers(201, 'That there is one', CredentialAnswer)
  async confirm(@By() actor: Actor, @Body() { code }: ConfirmTotp) {
    return presentCredential(await this.totps.confirm(actor, code));
  }
}
