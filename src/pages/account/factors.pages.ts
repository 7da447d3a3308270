import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../../access/by';
import { ConfirmTotp, SetPassword } from '../../access/credentials/credential.dto';
import { Credentials } from '../../access/credentials/credentials.service';
import { Passwords } from '../../access/credentials/passwords.service';
import { Totps } from '../../access/credentials/totps.service';
import { May } from '../../access/may';
import { People } from '../../access/people/people.service';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { ShowsOnce } from '../../http/idempotency.interceptor';
import type { Said } from '../../http/pages/forms/said';
import { Act, DeskForm, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { takenForm, type Wrong } from '../../http/pages/taken-form';
import { Id } from '../../http/parameters';
import type { Actor } from '../../kernel/actor';
import { homeOf, presentCodeForm, presentPasskeyForm, presentPasswordForm, presentSecret } from './factors-page';

/** What one signs in with, set by oneself: from the account, and by who came by a one-time link. */
@Controller('account')
export class FactorsPages {
  constructor(
    private readonly people: People,
    private readonly credentials: Credentials,
    private readonly passwords: Passwords,
    private readonly totps: Totps,
  ) {}

  @Get('password')
  @May('credential:change')
  @Does('showPassword', 'Show the form that sets a password')
  @Page('account/password')
  async showPassword(@By() actor: Actor) {
    return presentPasswordForm(actor, (await this.people.get(actor.id)).person.userName);
  }

  @Post('password')
  @May('credential:change')
  @Does('setPasswordByForm', 'Set a password by its form')
  @DeskForm('account/password')
  setPassword(@By() actor: Actor, @Body() said: Said) {
    const again = async (wrong: Wrong) =>
      presentPasswordForm(actor, (await this.people.get(actor.id)).person.userName, wrong);
    const act = async (input: SetPassword) => {
      await this.passwords.set(actor, input);
      return seeOther(homeOf(actor));
    };
    return takenForm({ input: SetPassword, said, act, again });
  }

  @Post('app')
  @May('credential:change')
  @ShowsOnce('totp')
  @Does('beginTotpByForm', 'Show a secret for an authenticator app')
  @DeskForm('account/app')
  async beginApp(@By() actor: Actor) {
    return presentSecret(actor, await this.totps.begin(actor));
  }

  @Post('app/confirm')
  @May('credential:change')
  @Does('confirmTotpByForm', 'Confirm an authenticator app by its first code')
  @DeskForm('account/app')
  confirmApp(@By() actor: Actor, @Body() said: Said) {
    const act = async ({ code }: ConfirmTotp) => {
      await this.totps.confirm(actor, code);
      return seeOther(homeOf(actor));
    };
    return takenForm({ input: ConfirmTotp, said, act, again: (wrong) => presentCodeForm(actor, wrong) });
  }

  @Get('passkeys/new')
  @May('credential:change')
  @Does('showNewPasskey', 'Show how a passkey is added')
  @Page('account/passkey')
  newPasskey(@By() actor: Actor) {
    return presentPasskeyForm(actor);
  }

  @Post('credentials/:id/end')
  @May('credential:change')
  @Does('endCredentialByForm', 'End something that one signs in with, by its form')
  @Act()
  async end(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.credentials.end(actor, id, reason);
    return seeOther('/account');
  }
}
