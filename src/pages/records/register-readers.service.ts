import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { Reading } from '../../access/reading';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';
import type { PartyRole } from '../../models/model-party.entity';
import type { Organization } from '../../models/organization.entity';
import { Organizations } from '../../models/organizations.service';
import type { DescribedSubmission } from '../../submissions/submission.dto';
import { Submissions } from '../../submissions/submissions.service';
import { type ReadFrame, RecordFrames } from './record-frames.service';

/** A role of an organization for a model. */
export interface HeldRole {
  readonly role: PartyRole;
  readonly note: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly modelId: string;
  readonly model: string;
}

export interface ReadOrganization {
  readonly organization: Organization;
  readonly roles: readonly HeldRole[];
  readonly frame: ReadFrame;
}

export interface ReadSubmission {
  readonly described: DescribedSubmission;
  readonly model: Model;
  readonly versions: readonly ModelVersion[];
  readonly functions: readonly SoftwareFunction[];
  readonly frame: ReadFrame;
}

/** Its roles until `$3`, of the models `$2`, or of all where that is null; what ended later had not ended then. */
const ROLES = `
  SELECT p.role, p.note, p.started_at AS "startedAt", p.model_id AS "modelId", m.name AS model,
    CASE WHEN $3::timestamptz IS NULL OR p.ended_at <= $3 THEN p.ended_at END AS "endedAt"
  FROM model_party p JOIN model m ON m.id = p.model_id
  WHERE p.organization_id = $1 AND ($2::uuid[] IS NULL OR p.model_id = ANY ($2))
    AND ($3::timestamptz IS NULL OR p.started_at <= $3)
  ORDER BY lower(m.name), p.id LIMIT 500`;

/** Reads organizations and submissions as their pages show them, now or as they were at that instant. */
@Injectable()
export class RegisterRecords {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly organizations: Organizations,
    private readonly submissions: Submissions,
    private readonly frames: RecordFrames,
  ) {}

  /** An organization with its roles; an auditor is told of those for the models that he was given. */
  async organization(id: string, reader: Reading, asOf?: Date): Promise<ReadOrganization> {
    const organization = await this.organizations.get(id, asOf);
    const models = reader.scope === null ? null : [...reader.scope.modelIds];
    return {
      organization,
      roles: await this.dataSource.query<HeldRole[]>(ROLES, [id, models, asOf ?? null]),
      frame: await this.frames.of({ type: 'organization', id, asOf, reader }),
    };
  }

  async submission(id: string, reader: Reading, asOf?: Date): Promise<ReadSubmission> {
    const { manager } = this.dataSource;
    const described = await this.submissions.get(id, asOf);
    const { coverage, submission } = described;
    const versionIds = coverage.flatMap(({ versionId }) => versionId ?? []);
    const functionIds = coverage.flatMap(({ functionId }) => functionId ?? []);
    return {
      described,
      model: await manager.findOneByOrFail(Model, { id: submission.modelId }),
      versions: await manager.find(ModelVersion, { where: { id: In(versionIds) }, order: { createdAt: 'DESC' } }),
      functions: await manager.find(SoftwareFunction, { where: { id: In(functionIds) }, order: { ordinal: 'ASC' } }),
      frame: await this.frames.of({ type: 'submission', id, asOf, reader }),
    };
  }
}
