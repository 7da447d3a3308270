import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { FormDesk } from '../drafts/form-desk';
import { Does } from '../http/does';
import type { Said } from '../http/pages/forms/said';
import { WITHDRAW } from '../http/pages/forms/withdrawal';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { REVISE_CLAIM, STATE_CLAIM } from './claim.form';
import { Claims } from './claims.service';
import { FunctionSettings } from './function-settings.service';

/** The forms of claims. */
@Controller()
export class ClaimFormsPages {
  constructor(
    private readonly claims: Claims,
    private readonly settings: FunctionSettings,
    private readonly desk: FormDesk,
  ) {}

  @Get('functions/:id/claims/new')
  @May('claim:state')
  @Does('showNewClaim', 'Show the form of a new claim')
  @Page('forms/form')
  async showNew(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: STATE_CLAIM, subject: id }, await this.settings.claiming(id));
  }

  @Post('functions/:id/claims/new')
  @May('claim:state')
  @Does('stateClaimByForm', 'State a claim by its form')
  @DeskForm()
  state(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.claiming(id);
    return this.desk.take({ actor, form: STATE_CLAIM, subject: id, said, setting }, async (input) => {
      const { claim } = await this.claims.state(actor, id, input);
      return `/claims/${claim.id}`;
    });
  }

  @Get('claims/:id/revise')
  @May('claim:state')
  @Does('showClaimRevision', 'Show the form that revises a claim')
  @Page('forms/form')
  async showRevision(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REVISE_CLAIM, subject: id }, await this.settings.revising(id));
  }

  @Post('claims/:id/revise')
  @May('claim:state')
  @Does('reviseClaimByForm', 'Revise a claim by its form')
  @DeskForm()
  revise(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.revising(id);
    return this.desk.take({ actor, form: REVISE_CLAIM, subject: id, said, setting }, async (input, revision) => {
      await this.claims.revise(actor, { id, revision: revision ?? 0 }, input);
      return `/claims/${id}`;
    });
  }

  @Get('claims/:id/withdraw')
  @May('claim:state')
  @Does('showClaimWithdrawal', 'Show the form that withdraws a claim')
  @Page('forms/form')
  async showWithdrawal(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: WITHDRAW, subject: id }, await this.settings.withdrawingClaim(id));
  }

  @Post('claims/:id/withdraw')
  @May('claim:state')
  @Does('withdrawClaimByForm', 'Withdraw a claim by its form')
  @DeskForm()
  withdraw(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.withdrawingClaim(id);
    return this.desk.take({ actor, form: WITHDRAW, subject: id, said, setting }, async ({ reason }) => {
      await this.claims.withdraw(actor, id, reason);
      return `/claims/${id}`;
    });
  }
}
