import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, type Looking, Looks } from '../../access/by';
import { Delegations } from '../../access/delegations/delegations.service';
import { May } from '../../access/may';
import { ApiTokens } from '../../access/tokens/api-tokens.service';
import { Because } from '../../http/because.dto';
import { Does } from '../../http/does';
import { Act, Page } from '../../http/pages/page';
import { seeOther } from '../../http/pages/see-other';
import { keepSettings, settingsIn } from '../../http/pages/settings-cookie';
import { Id } from '../../http/parameters';
import { Repeatable } from '../../http/repeatable';
import type { Actor } from '../../kernel/actor';
import { ChooseSettings } from './account.dto';
import { presentAccount } from './account-page';
import { Accounts } from './accounts.service';

const ACCOUNT = '/account';

/** One’s own account. */
@Controller('account')
export class AccountPages {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: ApiTokens,
    private readonly delegations: Delegations,
  ) {}

  @Get()
  @May('self:act')
  @Does('showAccount', 'Show one’s own account')
  @Page('account/account')
  async show(@Looks() looking: Looking, @Req() request: FastifyRequest) {
    return presentAccount(looking, { ...(await this.accounts.of(looking.actor)), settings: settingsIn(request) });
  }

  @Post('settings')
  @May('self:act')
  @Repeatable()
  @Does('chooseSettings', 'Choose how pages look')
  @Act()
  choose(@Body() said: ChooseSettings, @Res({ passthrough: true }) reply: FastifyReply) {
    keepSettings(reply, said);
    return seeOther(`${ACCOUNT}#settings`);
  }

  @Post('sessions/:id/end')
  @May('self:act')
  @Does('endSessionByForm', 'End a session of one’s own, by its form')
  @Act()
  async endSession(@By() actor: Actor, @Id() id: string) {
    await this.accounts.endSession(actor, id);
    return seeOther(`${ACCOUNT}#sessions`);
  }

  @Post('sessions/end-others')
  @May('self:act')
  @Does('endOtherSessions', 'End all other sessions of one’s own')
  @Act()
  async endOthers(@By() actor: Actor) {
    await this.accounts.endOtherSessions(actor);
    return seeOther(`${ACCOUNT}#sessions`);
  }

  @Post('tokens/:id/end')
  @May('self:act')
  @Does('endMyTokenByForm', 'End a token of one’s own, by its form')
  @Act()
  async endToken(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.tokens.end(actor, id, reason, actor.id);
    return seeOther(`${ACCOUNT}#tokens`);
  }

  @Post('delegations/:id/end')
  @May('self:act')
  @Does('endDelegationByForm', 'End a delegation of one’s own, by its form')
  @Act()
  async endDelegation(@By() actor: Actor, @Id() id: string, @Body() { reason }: Because) {
    await this.delegations.end(actor, id, reason);
    return seeOther(`${ACCOUNT}#delegations`);
  }
}
