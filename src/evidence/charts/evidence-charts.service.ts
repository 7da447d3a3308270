import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { UnitOfWork } from '../../audit-trail/unit-of-work';
import { Refusal } from '../../kernel/refusal';
import { ModelVersion } from '../../models/model-version.entity';
import { Evidence } from '../evidence.entity';
import type { ChartedVersion } from './charted';
import { chartedEvidence } from './charted-evidence';
import { chartsOfEvidence, chartsOfVersion } from './charts-of';
import { type ShownChart, shownCharts } from './chart-page';

/** Versions of one model beside each other, the newest ones; more would tell less. */
const VERSIONS = 20;
/** Charts of one page; what is left out stands with its own evidence. */
const CHARTS = 8;

/** What still stands: neither withdrawn nor superseded, and with results. */
const STANDING = `
  SELECT t.id FROM evidence t WHERE t.version_id = ANY ($1) AND t.results IS NOT NULL
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = t.id)
    AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = t.id)`;

/** Charts of evidence, drawn, for pages: what `partials/charts` prints. */
@Injectable()
export class EvidenceCharts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The figures of one piece of evidence, whatever has become of it. */
  async ofEvidence(id: string): Promise<ShownChart[]> {
    const { manager } = this.unitOfWork;
    const evidence = await manager.findOneBy(Evidence, { id });
    if (evidence === null) throw Refusal.notFound(`Evidence ${id}`);
    const charted = await chartedEvidence(manager, [evidence]);
    return shownCharts([...charted.values()].flatMap(chartsOfEvidence).slice(0, CHARTS));
  }

  /** The same metrics over the versions of a model, and then what stands of this version's own evidence. */
  async ofVersion(versionId: string): Promise<ShownChart[]> {
    const { manager } = this.unitOfWork;
    const current = await manager.findOneBy(ModelVersion, { id: versionId });
    if (current === null) throw Refusal.notFound(`Version ${versionId}`);
    const charts = chartsOfVersion(await versionsBeside(manager, current), current.semanticVersion);
    return shownCharts(charts.slice(0, CHARTS));
  }
}

/** The newest versions of the model and this one, oldest first, each with the evidence of it that stands. */
async function versionsBeside(db: EntityManager, { id: own, modelId }: ModelVersion): Promise<ChartedVersion[]> {
  const select = { id: true, semanticVersion: true } as const;
  const newest = await db.find(ModelVersion, { select, where: { modelId }, order: { id: 'DESC' }, take: VERSIONS });
  const others = newest.some(({ id }) => id === own) ? [] : await db.find(ModelVersion, { select, where: { id: own } });
  const versions = [...newest, ...others].reverse();
  const rows = await db.query<{ id: string }[]>(STANDING, [versions.map(({ id }) => id)]);
  const where = { id: In(rows.map(({ id }) => id)) };
  const standing = await db.find(Evidence, { where, order: { number: 'ASC' } });
  const charted = await chartedEvidence(db, standing);
  return versions.map(({ id: versionId, semanticVersion }) => ({
    semanticVersion,
    evidence: standing.flatMap((one) => {
      const found = one.versionId === versionId ? charted.get(one.id) : undefined;
      return found === undefined ? [] : [found];
    }),
  }));
}
