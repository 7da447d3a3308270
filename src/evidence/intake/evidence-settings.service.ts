import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, IsNull } from 'typeorm';
import { Records } from '../../audit-trail/records';
import { ListAnswers } from '../../http/list-answers';
import type { Setting } from '../../http/pages/forms/drawn-form';
import { CLAIM_LIST } from '../../intended-use/claim.list';
import { FUNCTION_LIST } from '../../intended-use/function.list';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';
import { Evidence } from '../evidence.entity';
import { EvidenceLink } from '../evidence-link.entity';
import { evidenceCode } from '../evidence.rules';

/** So many claims, and so many functions, can be chosen from. */
const OFFERED = 200;

const SHORT = 90;
const shortened = (text: string): string => (text.length <= SHORT ? text : `${text.slice(0, SHORT).trimEnd()}…`);

/** What stands around the forms of evidence. */
@Injectable()
export class EvidenceSettings {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
    private readonly lists: ListAnswers,
  ) {}

  /** Of evidence for a version. */
  async recording(versionId: string): Promise<Setting> {
    const { modelId, ...around } = await this.ofVersion(versionId);
    const start = { kind: 'benchmark' };
    return { title: 'Record evidence', ...around, options: await this.options(modelId), start, notes: NOTES };
  }

  /** Of evidence that takes the place of older evidence; it begins with what was said of that, without its files. */
  async superseding(id: string): Promise<Setting> {
    const { older, code, ...setting } = await this.of(id);
    const links = await this.dataSource.manager.findBy(EvidenceLink, { evidenceId: id, endedAt: IsNull() });
    const claimIds = links.map(({ claimId }) => claimId).filter((one) => one !== null);
    const functionIds = links.map(({ functionId }) => functionId).filter((one) => one !== null);
    const start = { ...older, claimIds, functionIds, performedOn: null, statedFacts: older.statedFacts };
    return { ...setting, title: `Put newer evidence in the place of ${code}`, start, notes: NOTES };
  }

  /** Of evidence that is withdrawn, or linked. */
  async about(id: string, act: (code: string) => string): Promise<Setting> {
    const { code, crumbs, notice, options } = await this.of(id);
    return {
      title: act(code),
      crumbs,
      notice,
      options: { claimId: options.claimIds, functionId: options.functionIds },
    };
  }

  /** Of the labeling of a version. */
  async labeling(versionId: string): Promise<Setting> {
    const { crumbs, notice } = await this.ofVersion(versionId);
    return { title: 'Record the labeling', crumbs, notice };
  }

  private async of(id: string) {
    const older = await this.records.get(Evidence, id);
    const { modelId, crumbs, notice } = await this.ofVersion(older.versionId);
    const code = evidenceCode(older);
    const options = await this.options(modelId);
    return { older, code, notice, options, crumbs: [...crumbs, { href: `/evidence/${id}`, name: code }] };
  }

  private async ofVersion(id: string) {
    const { modelId, semanticVersion } = await this.records.get(ModelVersion, id);
    const { name, illustrative: notice } = await this.records.get(Model, modelId);
    const crumbs = [
      { href: '/models', name: 'Models' },
      { href: `/models/${modelId}`, name },
      { href: `/versions/${id}/evidence`, name: semanticVersion },
    ];
    return { modelId, notice, crumbs };
  }

  private async options(modelId: string) {
    const query = { limit: OFFERED };
    const current = { query, scope: null, within: { modelId, state: 'current' } };
    const claims = await this.lists.page(CLAIM_LIST, current);
    const functions = await this.lists.page(FUNCTION_LIST, { query, scope: null, within: { modelId } });
    return {
      claimIds: claims.items.map(({ id, code, statement }) => ({ value: id, label: code, hint: shortened(statement) })),
      functionIds: functions.items.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
    };
  }
}

const NOTES: Setting['notes'] = [
  {
    heading: 'What good evidence states',
    text: 'The question set and its revision, n, the interval, the settings, and a criterion fixed before the run.',
    cite: 'FDA-2024-D-4488 X',
  },
];
