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
import { ClassificationSettings } from './classification-settings.service';
import { ClassificationWithdrawals } from './classification-withdrawals.service';

/** The form that withdraws a determination. */
@Controller('classifications/:id/withdraw')
export class ClassificationFormsPages {
  constructor(
    private readonly withdrawals: ClassificationWithdrawals,
    private readonly settings: ClassificationSettings,
    private readonly desk: FormDesk,
  ) {}

  @Get()
  @May('classification:decide')
  @Does('showClassificationWithdrawal', 'Show the form that withdraws a determination')
  @Page('forms/form')
  async show(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: WITHDRAW, subject: id }, await this.settings.withdrawing(id));
  }

  @Post()
  @May('classification:decide')
  @Does('withdrawClassificationByForm', 'Withdraw a determination by its form')
  @DeskForm()
  withdraw(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.withdrawing(id);
    return this.desk.take({ actor, form: WITHDRAW, subject: id, said, setting }, async ({ reason }) => {
      await this.withdrawals.withdraw(actor, id, reason);
      return `/classifications/${id}`;
    });
  }
}
