import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Look } from '../../http/pages/words';
import type { Reading } from '../../access/reading';
import type { presentDossier } from '../../dossiers/dossier.dto';
import { DOSSIER_LIST } from '../../dossiers/dossier.list';
import type { ShownChart } from '../../evidence/charts/chart-page';
import { EvidenceCharts } from '../../evidence/charts/evidence-charts.service';
import type { presentEvidence } from '../../evidence/evidence.dto';
import { EVIDENCE_LIST } from '../../evidence/evidence.list';
import type { Page } from '../../kernel/page';
import { describeSubmissions } from '../../submissions/submission-coverages';
import type { DescribedSubmission } from '../../submissions/submission.dto';
import { Submission } from '../../submissions/submission.entity';
import { eventsOf, type TimelineEvent } from '../records/timeline';
import { SignedLists } from './signed-lists';
import { type ReadVersion, VersionFrames } from './version-frames.service';

/** Rows that a tab shows at once. */
const EVIDENCE_SHOWN = 100;
const DOSSIERS_SHOWN = 200;
export const EVENTS_SHOWN = 100;

/** The version, and every record under it that acts are about. */
const UNDER = `
  SELECT $1::uuid AS id
  UNION ALL SELECT id FROM evidence WHERE version_id = $1
  UNION ALL SELECT l.id FROM evidence_link l JOIN evidence e ON e.id = l.evidence_id WHERE e.version_id = $1
  UNION ALL SELECT c.id FROM classification c JOIN software_function f ON f.id = c.function_id
    JOIN model_version v ON v.model_id = f.model_id WHERE v.id = $1 AND c.version_id = $1
  UNION ALL SELECT id FROM dossier WHERE version_id = $1
  UNION ALL SELECT id FROM dossier_job WHERE version_id = $1`;

export interface ReadEvidenceTab {
  readonly read: ReadVersion;
  readonly page: Page<ReturnType<typeof presentEvidence>>;
  /** Above the first rows alone. */
  readonly charts: readonly ShownChart[];
  readonly signed: ReadonlyMap<string, Look>;
}

export interface ReadSubmissionsTab {
  readonly read: ReadVersion;
  readonly submissions: readonly DescribedSubmission[];
}

export interface ReadDossiersTab {
  readonly read: ReadVersion;
  readonly page: Page<ReturnType<typeof presentDossier>>;
  readonly signed: ReadonlyMap<string, Look>;
}

export interface ReadTrailTab {
  readonly read: ReadVersion;
  readonly events: readonly TimelineEvent[];
}

/** Reads the tabs of a version that are lists: its evidence, its submissions, its dossiers and its trail. */
@Injectable()
export class VersionLists {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly frames: VersionFrames,
    private readonly signed: SignedLists,
    private readonly charts: EvidenceCharts,
  ) {}

  /** A page of the evidence, the latest first. */
  async evidence(versionId: string, reader: Reading, cursor?: string): Promise<ReadEvidenceTab> {
    const read = await this.frames.of(versionId, reader);
    const query = { limit: EVIDENCE_SHOWN, sort: '-number', cursor };
    const within = { versionId };
    const page = await this.signed.lists.page(EVIDENCE_LIST, { query, scope: reader.scope, within });
    const ids = page.items.map(({ id }) => id);
    const charts = cursor === undefined ? await this.charts.ofVersion(versionId) : [];
    return { read, page, signed: await this.signed.looks.of('evidence-review', ids), charts };
  }

  /** What went to authorities about the model, with what each covers. */
  async submissions(versionId: string, reader: Reading): Promise<ReadSubmissionsTab> {
    const read = await this.frames.of(versionId, reader);
    const { manager } = this.dataSource;
    const where = { modelId: read.version.modelId };
    const all = await manager.find(Submission, { where, order: { submittedOn: 'DESC', id: 'DESC' } });
    return { read, submissions: await describeSubmissions(manager, all) };
  }

  /** The dossiers, the latest first. */
  async dossiers(versionId: string, reader: Reading): Promise<ReadDossiersTab> {
    const read = await this.frames.of(versionId, reader);
    const query = { limit: DOSSIERS_SHOWN, sort: '-issuedAt' };
    const page = await this.signed.lists.page(DOSSIER_LIST, { query, scope: reader.scope, within: { versionId } });
    const ids = page.items.map(({ id }) => id);
    return { read, page, signed: await this.signed.looks.of('dossier-issue', ids) };
  }

  /** What happened to the version and all under it, the latest first. */
  async trail(versionId: string, reader: Reading, before?: string): Promise<ReadTrailTab> {
    const read = await this.frames.of(versionId, reader);
    const { manager } = this.dataSource;
    const under = await manager.query<{ id: string }[]>(UNDER, [versionId]);
    const ids = under.map(({ id }) => id);
    return { read, events: await eventsOf(manager, { ids, scope: reader.scope, before, most: EVENTS_SHOWN }) };
  }
}
