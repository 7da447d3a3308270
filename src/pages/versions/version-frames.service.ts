import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Reading } from '../../access/reading';
import { ModelVersion } from '../../models/model-version.entity';
import type { Model } from '../../models/model.entity';
import { Models } from '../../models/models.service';
import { type NamedParty, Parties } from '../../models/parties.service';
import { Versions } from '../../models/versions.service';

/** Versions on the rail; the list has all of them. */
const ON_THE_RAIL = 200;

/** How much there is under each tab. */
export interface TabCounts {
  readonly functions: number;
  readonly classified: number;
  readonly evidence: number;
  readonly claims: number;
  readonly submissions: number;
  readonly dossiers: number;
}

/** As `classification/in-force.ts` and `dossiers/facts/submission-facts.ts` pick, in one statement. */
const COUNTS = `
  SELECT
    (SELECT count(*)::integer FROM software_function f WHERE f.model_id = v.model_id) AS functions,
    (SELECT count(DISTINCT c.function_id)::integer FROM classification c JOIN software_function f ON f.id = c.function_id
      WHERE f.model_id = v.model_id AND (c.version_id IS NULL OR c.version_id = v.id)
        AND NOT EXISTS (SELECT FROM classification n WHERE n.supersedes_id = c.id)
        AND NOT EXISTS (SELECT FROM classification_withdrawal w WHERE w.classification_id = c.id)) AS classified,
    (SELECT count(*)::integer FROM evidence e WHERE e.version_id = v.id) AS evidence,
    (SELECT count(*)::integer FROM claim c JOIN software_function f ON f.id = c.function_id WHERE f.model_id = v.model_id
      AND NOT EXISTS (SELECT FROM claim_withdrawal w WHERE w.claim_id = c.id)) AS claims,
    (SELECT count(*)::integer FROM submission s WHERE s.model_id = v.model_id) AS submissions,
    (SELECT count(*)::integer FROM dossier d WHERE d.version_id = v.id) AS dossiers
  FROM model_version v WHERE v.id = $1`;

export type OnTheRail = Pick<ModelVersion, 'id' | 'semanticVersion' | 'state' | 'stateSince'>;

/** What stands around every tab of a version. */
export interface ReadVersion {
  readonly version: ModelVersion;
  readonly model: Model;
  readonly parties: readonly NamedParty[];
  /** Newest first. */
  readonly rail: readonly OnTheRail[];
  readonly counts: TabCounts;
  readonly asOf?: Date;
  readonly reader: Reading;
}

/** Reads what stands around every tab of a version. */
@Injectable()
export class VersionFrames {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly versions: Versions,
    private readonly models: Models,
    private readonly parties: Parties,
  ) {}

  /** The version as it is, or as it was at that instant; its model and the rail are those of today. */
  async of(id: string, reader: Reading, asOf?: Date): Promise<ReadVersion> {
    const version = await this.versions.get(id, asOf);
    const [counts] = await this.dataSource.query<[TabCounts]>(COUNTS, [id]);
    return {
      ...{ version, counts, reader, asOf },
      model: await this.models.get(version.modelId),
      parties: await this.parties.named(version.modelId),
      rail: await this.railOf(version.modelId),
    };
  }

  /** The versions of a model, the newest first. */
  railOf(modelId: string): Promise<OnTheRail[]> {
    return this.dataSource.manager.find(ModelVersion, {
      where: { modelId },
      select: { id: true, semanticVersion: true, state: true, stateSince: true },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: ON_THE_RAIL,
    });
  }
}
