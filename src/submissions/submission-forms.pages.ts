import { Body, Controller, Get, Post } from '@nestjs/common';
import { By } from '../access/by';
import { May } from '../access/may';
import { FormDesk } from '../drafts/form-desk';
import { Does } from '../http/does';
import type { Said } from '../http/pages/forms/said';
import { DeskForm, Page } from '../http/pages/page';
import { Id } from '../http/parameters';
import type { Actor } from '../kernel/actor';
import { REGISTER_SUBMISSION, REVISE_SUBMISSION } from './submission.form';
import { SubmissionSettings } from './submission-settings.service';
import { Submissions } from './submissions.service';

/** The forms of submissions. */
@Controller()
export class SubmissionFormsPages {
  constructor(
    private readonly submissions: Submissions,
    private readonly settings: SubmissionSettings,
    private readonly desk: FormDesk,
  ) {}

  @Get('models/:id/submissions/new')
  @May('submission:write')
  @Does('showNewSubmission', 'Show the form of a new submission')
  @Page('forms/form')
  async showNew(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REGISTER_SUBMISSION, subject: id }, await this.settings.registering(id));
  }

  @Post('models/:id/submissions/new')
  @May('submission:write')
  @Does('registerSubmissionByForm', 'Register a submission by its form')
  @DeskForm()
  register(@By() actor: Actor, @Id() id: string, @Body() typed: Said) {
    const filled = { actor, form: REGISTER_SUBMISSION, subject: id, said: { ...typed, modelId: id } };
    return this.desk.take({ ...filled, setting: () => this.settings.registering(id) }, async (input) => {
      const { submission } = await this.submissions.register(actor, input);
      return `/submissions/${submission.id}`;
    });
  }

  @Get('submissions/:id/revise')
  @May('submission:write')
  @Does('showSubmissionRevision', 'Show the form that revises a submission')
  @Page('forms/form')
  async showRevision(@By() actor: Actor, @Id() id: string) {
    return this.desk.show({ actor, form: REVISE_SUBMISSION, subject: id }, await this.settings.revising(id));
  }

  @Post('submissions/:id/revise')
  @May('submission:write')
  @Does('reviseSubmissionByForm', 'Revise a submission by its form')
  @DeskForm()
  revise(@By() actor: Actor, @Id() id: string, @Body() said: Said) {
    const setting = () => this.settings.revising(id);
    return this.desk.take({ actor, form: REVISE_SUBMISSION, subject: id, said, setting }, async (input, revision) => {
      await this.submissions.revise(actor, { id, revision: revision ?? 0 }, input);
      return `/submissions/${id}`;
    });
  }
}
