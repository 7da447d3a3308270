import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { By, type Looking, Looks } from '../../access/by';
import { May } from '../../access/may';
import { TellsOfNone } from '../../access/within';
import { FormDesk } from '../../drafts/form-desk';
import { Does } from '../../http/does';
import type { Setting } from '../../http/pages/forms/drawn-form';
import type { Said } from '../../http/pages/forms/said';
import { DeskForm, Page } from '../../http/pages/page';
import type { Actor } from '../../kernel/actor';
import { STATE_PLAN } from './signature-plan.form';
import { presentPlansPage } from './signature-plan-page';
import { SignaturePlans } from './signature-plans.service';

const HOME = '/settings/signatures';

/** By which steps what is signed, for people. */
@Controller('settings/signatures')
export class SignaturePlansPages {
  constructor(
    private readonly plans: SignaturePlans,
    private readonly desk: FormDesk,
  ) {}

  @Get()
  @May('record:read')
  @TellsOfNone()
  @Does('showSignaturePlans', 'Show by which steps what is signed')
  @Page('service/plans')
  async all(@Looks() looking: Looking) {
    return presentPlansPage(looking, await this.plans.all());
  }

  @Get(':process/new')
  @May('signature-plan:state')
  @Does('showNewPlan', 'Show the form that states a signature plan')
  @Page('people/form')
  async showNew(@By() actor: Actor, @Param('process') process: string) {
    return this.desk.show({ actor, form: STATE_PLAN, subject: 'new' }, await this.setting(process));
  }

  @Post(':process/new')
  @May('signature-plan:state')
  @Does('statePlanByForm', 'State a signature plan by its form')
  @DeskForm('people/form')
  state(@By() actor: Actor, @Param('process') process: string, @Body() said: Said) {
    const filled = { actor, form: STATE_PLAN, subject: 'new', said, setting: () => this.setting(process) };
    return this.desk.take(filled, async (input) => {
      await this.plans.state(actor, input);
      return HOME;
    });
  }

  private async setting(process: string): Promise<Setting> {
    const start = await this.plans.named(process);
    const crumbs = [
      { href: '/settings', name: 'Settings' },
      { href: HOME, name: 'Signature plans' },
    ];
    return {
      ...{ title: 'State a signature plan', crumbs, start: { ...start } },
      notes: [
        {
          heading: 'From now on',
          text: 'What was signed before counts where its step, meaning and role are asked for still. An edition is never edited; the last one holds.',
          cite: '21 CFR 11.10(f)',
        },
      ],
    };
  }
}
