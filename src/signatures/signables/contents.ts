import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { classificationCode } from '../../classification/classification.dto';
import { Classification } from '../../classification/classification.entity';
import { classificationsOf, inForce, withdrawnClassifications } from '../../classification/in-force';
import { describeEvidence } from '../../evidence/evidence-descriptions';
import { Evidence } from '../../evidence/evidence.entity';
import { evidenceCode } from '../../evidence/evidence.rules';
import { describeClaims } from '../../intended-use/claim-descriptions';
import { claimCode } from '../../intended-use/claim.dto';
import { Claim, ClaimRevision } from '../../intended-use/claim.entity';
import { intendedUseCode } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Process } from '../process/steps.rules';
import { type ManifestEntry, orderedManifest } from '../process/signing-payload.rules';
import { RowDigests } from './row-digests';
import type { Reads, ToSign } from './to-sign';

/** A record that a version rests on, and by which process it is signed itself. */
export interface Content extends ManifestEntry {
  readonly process: Process;
  readonly id: string;
  /** `IU-1.4`. */
  readonly code: string;
}

/** Where the records of a process lie. */
const TABLES: Readonly<Partial<Record<Process, string>>> = {
  'intended-use': 'intended_use',
  claim: 'claim',
  classification: 'classification',
  'evidence-review': 'evidence',
};

/** What holds for a version today: what its functions are for, how they are classified, what is claimed and what shows it. */
@Injectable()
export class Contents {
  constructor(private readonly digests: RowDigests) {}

  /** All of it, each under its code, as the manifest of the version; and the records on which a question keeps it back. */
  async ofVersion(read: Reads, version: ModelVersion): Promise<Pick<ToSign, 'manifest' | 'asked'>> {
    const { id, modelId } = version;
    const artifacts = version.artifacts.map(({ kind, name, sha256 }) => ({ name: `${kind} ${name}`, sha256 }));
    const functions = await read.find(SoftwareFunction, { where: { modelId }, order: { ordinal: 'ASC' } });
    const records = await this.recordsOf(read, id, functions);
    return {
      manifest: orderedManifest([...artifacts, ...records.map(({ name, sha256 }) => ({ name, sha256 }))]),
      asked: [
        ...[
          { type: 'model_version', id },
          { type: 'model', id: modelId },
        ],
        ...functions.map((one) => ({ type: 'software_function', id: one.id })),
        ...records.map((one) => ({ type: TABLES[one.process] ?? one.process, id: one.id })),
      ],
    };
  }

  /** The records that are signed themselves. */
  async records(read: Reads, { id, modelId }: Pick<ModelVersion, 'id' | 'modelId'>): Promise<Content[]> {
    return this.recordsOf(
      read,
      id,
      await read.find(SoftwareFunction, { where: { modelId }, order: { ordinal: 'ASC' } }),
    );
  }

  private async recordsOf(read: Reads, id: string, functions: readonly SoftwareFunction[]): Promise<Content[]> {
    const functionIds = functions.map((one) => one.id);
    return [
      ...(await this.uses(read, functions)),
      ...(await this.classifications(read, functionIds, id)),
      ...(await this.claims(read, functionIds)),
      ...(await this.evidence(read, id)),
    ];
  }

  /** What each of these functions is for, as a manifest; empty where nothing is stated, or holds no more. */
  async intendedUses(read: Reads, functionIds: readonly string[]): Promise<ReadonlyMap<string, ManifestEntry[]>> {
    const functions = await read.find(SoftwareFunction, { where: { id: In([...functionIds]) } });
    const uses = await this.usesByFunction(read, functions);
    return new Map(
      functionIds.map((id) => {
        const use = uses.get(id);
        return [id, use === undefined ? [] : [{ name: use.name, sha256: use.sha256 }]];
      }),
    );
  }

  private async uses(read: Reads, functions: readonly SoftwareFunction[]): Promise<Content[]> {
    const uses = await this.usesByFunction(read, functions);
    return functions.flatMap(({ id }) => uses.get(id) ?? []);
  }

  private async usesByFunction(
    read: Reads,
    functions: readonly SoftwareFunction[],
  ): Promise<ReadonlyMap<string, Content>> {
    const functionId = In(functions.map(({ id }) => id));
    const uses = await read.find(IntendedUse, { where: { functionId }, order: { revision: 'ASC' } });
    const withdrawn = await read.findBy(IntendedUseWithdrawal, { intendedUseId: In(uses.map(({ id }) => id)) });
    return new Map(
      functions.flatMap((one): [string, Content][] => {
        const latest = uses.filter((use) => use.functionId === one.id).at(-1);
        if (latest === undefined || withdrawn.some(({ intendedUseId }) => intendedUseId === latest.id)) return [];
        const code = intendedUseCode(one, latest);
        return [[one.id, content('intended-use', latest.id, code, this.digests.of(IntendedUse, latest).sha256)]];
      }),
    );
  }

  private async classifications(read: Reads, functionIds: readonly string[], versionId: string): Promise<Content[]> {
    const all = await classificationsOf(read, functionIds);
    const withdrawn = await withdrawnClassifications(read, all);
    return functionIds
      .flatMap((id) =>
        inForce(
          all.filter(({ functionId }) => functionId === id),
          versionId,
          withdrawn,
        ),
      )
      .map((one) =>
        content('classification', one.id, classificationCode(one), this.digests.of(Classification, one).sha256),
      );
  }

  private async claims(read: Reads, functionIds: readonly string[]): Promise<Content[]> {
    const functionId = In([...functionIds]);
    const claims = await describeClaims(
      read,
      await read.find(Claim, { where: { functionId }, order: { number: 'ASC' } }),
    );
    return claims
      .filter(({ withdrawal }) => withdrawal === null)
      .map(({ claim, current }) =>
        content('claim', claim.id, claimCode(claim), this.digests.of(ClaimRevision, current).sha256),
      );
  }

  private async evidence(read: Reads, versionId: string): Promise<Content[]> {
    const rows = await read.find(Evidence, { where: { versionId }, order: { number: 'ASC' } });
    return (await describeEvidence(read, rows))
      .filter(({ state }) => state === 'recorded')
      .map(({ evidence }) =>
        content('evidence-review', evidence.id, evidenceCode(evidence), this.digests.of(Evidence, evidence).sha256),
      );
  }
}

const content = (process: Process, id: string, code: string, sha256: string): Content => ({
  ...{ process, id, code, name: code, sha256 },
});
