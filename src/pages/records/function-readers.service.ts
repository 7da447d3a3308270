import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, IsNull, LessThanOrEqual } from 'typeorm';
import type { Reading } from '../../access/reading';
import { Records } from '../../audit-trail/records';
import { describeClassifications } from '../../classification/classification-descriptions';
import type { DescribedClassification } from '../../classification/classification.dto';
import { classificationsOf } from '../../classification/in-force';
import { describeEvidence } from '../../evidence/evidence-descriptions';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { Evidence } from '../../evidence/evidence.entity';
import { EvidenceLink } from '../../evidence/evidence-link.entity';
import { describeClaims } from '../../intended-use/claim-descriptions';
import type { DescribedClaim } from '../../intended-use/claim.dto';
import { Claim } from '../../intended-use/claim.entity';
import { Claims } from '../../intended-use/claims.service';
import type { DescribedIntendedUse } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { END_OF_TIME } from '../../kernel/clock';
import { Model } from '../../models/model.entity';
import { ModelVersion } from '../../models/model-version.entity';
import { type ReadFrame, RecordFrames } from './record-frames.service';

/** A function with its model: where everything that is said of it stands. */
export interface Place {
  readonly function: SoftwareFunction;
  readonly model: Model;
}

export interface ReadUse extends Place {
  readonly use: IntendedUse;
  readonly withdrawal: IntendedUseWithdrawal | null;
  /** Every revision, the first one first. */
  readonly revisions: readonly Pick<IntendedUse, 'id' | 'revision' | 'statedAt' | 'statedBy'>[];
  readonly frame: ReadFrame;
}

export interface ReadOneFunction extends Place {
  /** The first one first. */
  readonly uses: readonly DescribedIntendedUse[];
  readonly determinations: readonly DescribedClassification[];
  readonly claims: readonly DescribedClaim[];
  readonly evidence: readonly DescribedEvidence[];
  readonly frame: ReadFrame;
}

export interface ReadClaim extends Place {
  readonly claim: DescribedClaim;
  readonly links: readonly EvidenceLink[];
  readonly evidence: readonly DescribedEvidence[];
  readonly versions: readonly ModelVersion[];
  readonly frame: ReadFrame;
}

/** Reads functions, and what is said of them, as their pages show them: now, or as they were at that instant. */
@Injectable()
export class FunctionRecords {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly records: Records,
    private readonly claims: Claims,
    private readonly frames: RecordFrames,
  ) {}

  async use(id: string, reader: Reading, asOf?: Date): Promise<ReadUse> {
    const { manager } = this.dataSource;
    const use = await this.records.get(IntendedUse, id, asOf);
    const withdrawal = await manager.findOneBy(IntendedUseWithdrawal, { intendedUseId: id });
    const { functionId } = use;
    const revisions = await manager.find(IntendedUse, {
      where: { functionId, statedAt: LessThanOrEqual(asOf ?? END_OF_ALL) },
      select: { id: true, revision: true, statedAt: true, statedBy: true },
      order: { revision: 'ASC' },
    });
    return {
      ...{ use, revisions, ...(await placeOf(manager, functionId)) },
      withdrawal: withdrawal !== null && withdrawal.withdrawnAt <= (asOf ?? END_OF_TIME) ? withdrawal : null,
      frame: await this.frames.of({ type: 'intended_use', id, asOf, reader }),
    };
  }

  async one(id: string, reader: Reading, asOf?: Date): Promise<ReadOneFunction> {
    const { manager } = this.dataSource;
    await this.records.get(SoftwareFunction, id, asOf);
    const until = asOf ?? END_OF_TIME;
    const claims = await manager.find(Claim, { where: { functionId: id }, order: { number: 'ASC' } });
    const links = await manager.findBy(EvidenceLink, { functionId: id, endedAt: IsNull() });
    const linked = await manager.findBy(Evidence, { id: In(links.map(({ evidenceId }) => evidenceId)) });
    const decided = (await classificationsOf(manager, [id])).filter(({ decidedAt }) => decidedAt <= until);
    return {
      ...(await placeOf(manager, id)),
      uses: await usesOf(manager, id, until),
      determinations: await describeClassifications(manager, decided, until),
      claims: await describeClaims(manager, claims, until),
      evidence: await describeEvidence(
        manager,
        linked.filter(({ recordedAt }) => recordedAt <= until),
        until,
      ),
      frame: await this.frames.of({ type: 'software_function', id, asOf, reader }),
    };
  }

  async claim(id: string, reader: Reading, asOf?: Date): Promise<ReadClaim> {
    const { manager } = this.dataSource;
    const claim = await this.claims.get(id, asOf);
    const begun = asOf === undefined ? {} : { linkedAt: LessThanOrEqual(asOf) };
    const all = await manager.find(EvidenceLink, { where: { claimId: id, ...begun }, order: { id: 'ASC' } });
    const links = all.filter(({ endedAt }) => endedAt === null || endedAt > (asOf ?? END_OF_TIME));
    const linked = await manager.find(Evidence, {
      where: { id: In(links.map(({ evidenceId }) => evidenceId)) },
      order: { number: 'ASC' },
    });
    const versionIds = [...new Set(linked.map(({ versionId }) => versionId))];
    return {
      ...{ claim, links, ...(await placeOf(manager, claim.claim.functionId)) },
      evidence: await describeEvidence(manager, linked, asOf),
      versions: await manager.find(ModelVersion, { where: { id: In(versionIds) }, order: { createdAt: 'DESC' } }),
      frame: await this.frames.of({ type: 'claim', id, asOf, reader, beside: all.map((one) => one.id) }),
    };
  }
}

/** A date that PostgreSQL can be given as the end of time. */
const END_OF_ALL = new Date('9999-12-31T00:00:00Z');

/** A function and its model. */
export async function placeOf(manager: EntityManager, functionId: string): Promise<Place> {
  const found = await manager.findOneByOrFail(SoftwareFunction, { id: functionId });
  return { function: found, model: await manager.findOneByOrFail(Model, { id: found.modelId }) };
}

async function usesOf(manager: EntityManager, functionId: string, until: Date): Promise<DescribedIntendedUse[]> {
  const uses = await manager.find(IntendedUse, { where: { functionId }, order: { revision: 'ASC' } });
  const over = await manager.findBy(IntendedUseWithdrawal, { intendedUseId: In(uses.map(({ id }) => id)) });
  return uses
    .filter(({ statedAt }) => statedAt <= until)
    .map((intendedUse) => ({
      intendedUse,
      withdrawal: over.find((one) => one.intendedUseId === intendedUse.id && one.withdrawnAt <= until) ?? null,
    }));
}
