import { Injectable } from '@nestjs/common';
import { Records } from '../audit-trail/records';
import { ListAnswers } from '../http/list-answers';
import type { Setting } from '../http/pages/forms/drawn-form';
import { Model } from './model.entity';
import { ModelVersion } from './model-version.entity';
import { VERSION_LIST } from './version.list';
import { isBySignature, nextStates } from './version-lifecycle.rules';

/** So many versions can be said to be the parent; the newest. */
const OFFERED = 200;

const SAID: Readonly<Record<string, string>> = {
  draft: 'Draft',
  'in-review': 'In review',
  approved: 'Approved',
  released: 'Released',
  retired: 'Retired',
};

/** What stands around the forms of versions. */
@Injectable()
export class VersionSettings {
  constructor(
    private readonly records: Records,
    private readonly lists: ListAnswers,
  ) {}

  /** Of a new version of a model: the newest one is offered as its parent. */
  async registering(modelId: string): Promise<Setting> {
    const model = await this.records.get(Model, modelId);
    const query = { limit: OFFERED, sort: '-createdAt' };
    const { items } = await this.lists.page(VERSION_LIST, { query, scope: null, within: { modelId } });
    const parents = items.map(({ id, label, semanticVersion }) => ({
      value: id,
      label: `${label} (${semanticVersion})`,
    }));
    return {
      ...{ title: 'Register a version', crumbs: this.crumbs(model), notice: model.illustrative },
      ...{ options: { parentVersionId: parents }, start: { parentVersionId: parents[0]?.value ?? null } },
    };
  }

  /** Of an edit, which only a draft takes. */
  async revising(id: string): Promise<Setting> {
    const { stands, crumbs, notice } = await this.around(id);
    return { title: `Revise ${stands.record.label}`, crumbs, notice, stands };
  }

  /** Of a change of state. */
  async changing(id: string): Promise<Setting> {
    const { stands, crumbs, notice } = await this.around(id);
    const { label, state } = stands.record;
    const next = nextStates(state).filter((one) => !isBySignature(one));
    const text =
      next.length === 0
        ? 'Nothing follows on this state but by signature.'
        : `From here it goes to ${next.map((one) => SAID[one] ?? one).join(' or ')}; what else follows takes signatures.`;
    return {
      ...{
        title: `Change the state of ${label}`,
        crumbs,
        notice,
        stands: { ...stands, record: { to: next[0] ?? null } },
      },
      notes: [{ heading: `It is ${SAID[state] ?? state} now`, text, cite: 'ISO 13485 7.3.9' }],
    };
  }

  private async around(id: string) {
    const stands = await this.records.standing(ModelVersion, id);
    const model = await this.records.get(Model, stands.record.modelId);
    const crumbs = [...this.crumbs(model), { href: `/versions/${id}`, name: stands.record.semanticVersion }];
    return { stands, crumbs, notice: model.illustrative };
  }

  private crumbs({ id, name }: Model): Setting['crumbs'] {
    return [
      { href: '/models', name: 'Models' },
      { href: `/models/${id}`, name },
    ];
  }
}
