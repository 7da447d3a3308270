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
import { EvidenceActs } from './evidence-acts.service';
import { LINK_EVIDENCE, RECORD_LABELING } from './evidence.form';
import { EvidenceSettings } from './intake/evidence-settings.service';

const withdrawing = (code: string): string => `Withdraw ${code}`;
const linking = (code: string): string => `Link ${code}`;

/** The forms of what is done with evidence, and of labeling. */
@Controller()
export class EvidenceActsPages {
  constructor(
    private readonly acts: EvidenceActs,
    private readonly settings: EvidenceSettings,
    private readonly desk: FormDesk,
  ) {}

  @Get('evidence/:id/withdraw')
  @May('evidence:record')
  @Does('showEvidenceWithdrawal', 'Show the form that withdraws evidence')
  @Page('forms/form')
  async showWithdrawal(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: WITHDRAW, subject: id }, await this.settings.about(id, withdrawing));
  }

  @Post('evidence/:id/withdraw')
  @May('evidence:record')
  @Does('withdrawEvidenceByForm', 'Withdraw evidence by its form')
  @DeskForm()
  withdraw(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.about(id, withdrawing);
    return this.desk.take({ actor, form: WITHDRAW, subject: id, said, setting }, async ({ reason }) => {
      await this.acts.recorder.withdraw(actor, id, reason);
      return `/evidence/${id}`;
    });
  }

  @Get('evidence/:id/links/new')
  @May('evidence:record')
  @Does('showNewLink', 'Show the form that links evidence to a claim or a function')
  @Page('forms/form')
  async showLink(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: LINK_EVIDENCE, subject: id }, await this.settings.about(id, linking));
  }

  @Post('evidence/:id/links/new')
  @May('evidence:record')
  @Does('linkEvidenceByForm', 'Link evidence to a claim or a function by its form')
  @DeskForm()
  link(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.about(id, linking);
    return this.desk.take({ actor, form: LINK_EVIDENCE, subject: id, said, setting }, async (input) => {
      await this.acts.links.add(actor, id, input);
      return `/evidence/${id}`;
    });
  }

  @Get('versions/:id/labeling')
  @May('labeling:record')
  @Does('showNewLabeling', 'Show the form of the labeling of a version')
  @Page('forms/form')
  async showLabeling(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: RECORD_LABELING, subject: id }, await this.settings.labeling(id));
  }

  @Post('versions/:id/labeling')
  @May('labeling:record')
  @Does('recordLabelingByForm', 'Record the labeling of a version by its form')
  @DeskForm()
  label(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.labeling(id);
    return this.desk.take({ actor, form: RECORD_LABELING, subject: id, said, setting }, async (input) => {
      await this.acts.labelings.record(actor, id, input);
      return `/versions/${id}`;
    });
  }
}
