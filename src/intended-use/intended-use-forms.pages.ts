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
import { FunctionSettings } from './function-settings.service';
import { Functions } from './functions.service';
import { ADD_FUNCTION, STATE_INTENDED_USE } from './intended-use.form';
import { IntendedUses } from './intended-uses.service';

/** The forms of functions and of what they are for. */
@Controller()
export class IntendedUseFormsPages {
  constructor(
    private readonly functions: Functions,
    private readonly intendedUses: IntendedUses,
    private readonly settings: FunctionSettings,
    private readonly desk: FormDesk,
  ) {}

  @Get('models/:id/functions/new')
  @May('function:write')
  @Does('showNewFunction', 'Show the form of a new function')
  @Page('forms/form')
  async showNewFunction(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: ADD_FUNCTION, subject: id }, await this.settings.adding(id));
  }

  @Post('models/:id/functions/new')
  @May('function:write')
  @Does('addFunctionByForm', 'Add a function by its form')
  @DeskForm()
  addFunction(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.adding(id);
    return this.desk.take({ actor, form: ADD_FUNCTION, subject: id, said, setting }, async (input) => {
      const added = await this.functions.add(actor, id, input);
      return `/functions/${added.id}`;
    });
  }

  @Get('functions/:id/intended-uses/new')
  @May('intended-use:state')
  @Does('showNewIntendedUse', 'Show the form that states what a function is for')
  @Page('forms/form')
  async showNew(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: STATE_INTENDED_USE, subject: id }, await this.settings.stating(id));
  }

  @Post('functions/:id/intended-uses/new')
  @May('intended-use:state')
  @Does('stateIntendedUseByForm', 'State what a function is for by its form')
  @DeskForm()
  state(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.stating(id);
    return this.desk.take({ actor, form: STATE_INTENDED_USE, subject: id, said, setting }, async (input, revision) => {
      const stated = await this.intendedUses.state(actor, id, input, revision);
      return `/intended-uses/${stated.id}`;
    });
  }

  @Get('intended-uses/:id/withdraw')
  @May('intended-use:state')
  @Does('showIntendedUseWithdrawal', 'Show the form that withdraws an intended use')
  @Page('forms/form')
  async showWithdrawal(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: WITHDRAW, subject: id }, await this.settings.withdrawing(id));
  }

  @Post('intended-uses/:id/withdraw')
  @May('intended-use:state')
  @Does('withdrawIntendedUseByForm', 'Withdraw an intended use by its form')
  @DeskForm()
  withdraw(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.withdrawing(id);
    return this.desk.take({ actor, form: WITHDRAW, subject: id, said, setting }, async ({ reason }) => {
      await this.intendedUses.withdraw(actor, id, reason);
      return `/intended-uses/${id}`;
    });
  }
}
