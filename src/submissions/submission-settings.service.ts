import { Injectable } from '@nestjs/common';
import { Records } from '../audit-trail/records';
import { ListAnswers } from '../http/list-answers';
import type { Setting } from '../http/pages/forms/drawn-form';
import { FUNCTION_LIST } from '../intended-use/function.list';
import { Model } from '../models/model.entity';
import { VERSION_LIST } from '../models/version.list';
import { Submission } from './submission.entity';
import { presentSubmission } from './submission.dto';
import { Submissions } from './submissions.service';

/** So many versions, and so many functions, can be said to be covered; the newest. */
const OFFERED = 200;

/** What stands around the forms of submissions. */
@Injectable()
export class SubmissionSettings {
  constructor(
    private readonly submissions: Submissions,
    private readonly records: Records,
    private readonly lists: ListAnswers,
  ) {}

  /** Of a new submission about a model. */
  async registering(modelId: string): Promise<Setting> {
    const start = { authority: 'FDA', decisionKind: 'pending' };
    return { title: 'Register a submission', ...(await this.around(modelId)), start };
  }

  /** Of an edit. */
  async revising(id: string): Promise<Setting> {
    const { by, at } = await this.records.standing(Submission, id);
    const record = presentSubmission(await this.submissions.get(id));
    const around = await this.around(record.modelId);
    const name = record.number ?? `Submission of ${record.submittedOn}`;
    const crumbs = [...around.crumbs, { href: `/submissions/${id}`, name }];
    return { ...around, title: `Revise ${name}`, crumbs, stands: { record, revision: record.revision, by, at } };
  }

  private async around(modelId: string): Promise<Omit<Setting, 'title'>> {
    const { name, illustrative: notice } = await this.records.get(Model, modelId);
    const asked = { query: { limit: OFFERED, sort: '-createdAt' }, scope: null, within: { modelId } };
    const versions = await this.lists.page(VERSION_LIST, asked);
    const functions = await this.lists.page(FUNCTION_LIST, asked);
    const crumbs = [
      { href: '/models', name: 'Models' },
      { href: `/models/${modelId}`, name },
    ];
    const versionIds = versions.items.map((one) => ({ value: one.id, label: one.label }));
    const functionIds = functions.items.map((one) => ({ value: one.id, label: `${one.code} ${one.name}` }));
    return { crumbs, notice, options: { versionIds, functionIds } };
  }
}
