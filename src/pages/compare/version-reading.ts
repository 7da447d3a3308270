import { type EntityManager, In } from 'typeorm';
import type { Classification } from '../../classification/classification.entity';
import { ClassificationWithdrawal } from '../../classification/classification-withdrawal.entity';
import { classificationsOf, inForce } from '../../classification/in-force';
import { Dossier } from '../../dossiers/dossier.entity';
import { readVersion } from '../../dossiers/facts/version-facts';
import { describeEvidence } from '../../evidence/evidence-descriptions';
import type { DescribedEvidence } from '../../evidence/evidence.dto';
import { Evidence } from '../../evidence/evidence.entity';
import { EvidenceLink } from '../../evidence/evidence-link.entity';
import { VersionLabeling } from '../../evidence/version-labeling.entity';
import { describeClaims } from '../../intended-use/claim-descriptions';
import type { DescribedClaim } from '../../intended-use/claim.dto';
import { Claim } from '../../intended-use/claim.entity';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import { END_OF_TIME } from '../../kernel/clock';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Model } from '../../models/model.entity';
import { Signature } from '../../signatures/signature.entity';
import { describeSubmissions } from '../../submissions/submission-coverages';
import type { DescribedSubmission } from '../../submissions/submission.dto';
import { Submission } from '../../submissions/submission.entity';

/** A function with what was said of it at the instant at which its version is read. */
export interface ReadFunction {
  readonly one: SoftwareFunction;
  readonly intendedUse: IntendedUse | null;
  readonly classifications: readonly Classification[];
}

/** Everything of a version that a comparison shows. */
export interface ReadVersion {
  readonly version: ModelVersion;
  readonly model: Model;
  /** When it was approved: what is said of its functions is read as it was then. Null while it is not approved. */
  readonly approvedAt: Date | null;
  readonly parent: string | null;
  readonly functions: readonly ReadFunction[];
  readonly claims: readonly DescribedClaim[];
  readonly evidence: readonly DescribedEvidence[];
  readonly links: readonly EvidenceLink[];
  readonly labelings: readonly VersionLabeling[];
  readonly submissions: readonly DescribedSubmission[];
  readonly dossiers: readonly Dossier[];
  readonly signatures: readonly Signature[];
}

const APPROVED_AT = `
  SELECT max((snapshot->>'stateSince')::timestamptz) AS at FROM record_revision
  WHERE record_type = 'model_version' AND record_id = $1 AND snapshot->>'state' = 'approved'`;

async function approvedAt(db: EntityManager, { id, state }: ModelVersion): Promise<Date | null> {
  if (state === 'draft' || state === 'in-review') return null;
  const [{ at }] = await db.query<[{ at: Date | null }]>(APPROVED_AT, [id]);
  return at;
}

async function functionsOf(db: EntityManager, version: ModelVersion, asOf: Date): Promise<ReadFunction[]> {
  const where = { modelId: version.modelId };
  const all = (await db.find(SoftwareFunction, { where, order: { ordinal: 'ASC' } })).filter(
    ({ createdAt }) => createdAt <= asOf,
  );
  const ids = all.map(({ id }) => id);
  const uses = (await db.find(IntendedUse, { where: { functionId: In(ids) }, order: { revision: 'ASC' } })).filter(
    ({ statedAt }) => statedAt <= asOf,
  );
  const usesOver = await db.findBy(IntendedUseWithdrawal, { intendedUseId: In(uses.map(({ id }) => id)) });
  const decided = (await classificationsOf(db, ids)).filter(({ decidedAt }) => decidedAt <= asOf);
  const over = await db.findBy(ClassificationWithdrawal, { classificationId: In(decided.map(({ id }) => id)) });
  const withdrawn = new Set([
    ...usesOver.filter(({ withdrawnAt }) => withdrawnAt <= asOf).map(({ intendedUseId }) => intendedUseId),
    ...over.filter(({ withdrawnAt }) => withdrawnAt <= asOf).map(({ classificationId }) => classificationId),
  ]);
  return all.map((one) => {
    const latest = uses.filter(({ functionId }) => functionId === one.id).at(-1);
    const own = decided.filter(({ functionId }) => functionId === one.id);
    return {
      one,
      intendedUse: latest === undefined || withdrawn.has(latest.id) ? null : latest,
      classifications: inForce(own, version.id, withdrawn),
    };
  });
}

async function submissionsOf(db: EntityManager, { id, modelId }: ModelVersion): Promise<DescribedSubmission[]> {
  const all = await db.find(Submission, { where: { modelId }, order: { id: 'ASC' } });
  return (await describeSubmissions(db, all)).filter(({ coverage }) => {
    const versions = coverage.flatMap(({ versionId }) => versionId ?? []);
    return versions.length === 0 || versions.includes(id);
  });
}

const claimsOf = async (
  db: EntityManager,
  functions: readonly ReadFunction[],
  asOf: Date,
): Promise<DescribedClaim[]> => {
  const functionId = In(functions.map(({ one }) => one.id));
  const claims = await db.find(Claim, { where: { functionId }, order: { number: 'ASC' } });
  return describeClaims(db, claims, asOf);
};

async function parentOf(db: EntityManager, { parentVersionId }: ModelVersion): Promise<string | null> {
  return parentVersionId === null ? null : (await readVersion(db, parentVersionId)).version.semanticVersion;
}

/**
 * A version with all that is compared: its own evidence, dossiers and signatures as they are; what is said of the
 * functions as it was when the version was approved, or as it is while nobody has approved it.
 */
export async function readWhole(db: EntityManager, versionId: string): Promise<ReadVersion> {
  const { version, model } = await readVersion(db, versionId);
  const approved = await approvedAt(db, version);
  const asOf = approved ?? END_OF_TIME;
  const functions = await functionsOf(db, version, asOf);
  const claims = await claimsOf(db, functions, asOf);
  const where = { versionId };
  const evidence = await describeEvidence(db, await db.find(Evidence, { where, order: { number: 'ASC' } }));
  const links = await db.find(EvidenceLink, { where: { evidenceId: In(evidence.map((one) => one.evidence.id)) } });
  const dossiers = await db.find(Dossier, { where, order: { id: 'ASC' } });
  const signed = [
    ...[versionId, ...dossiers.map(({ id }) => id), ...evidence.map((one) => one.evidence.id)],
    ...functions.flatMap(({ intendedUse, classifications }) => [
      ...(intendedUse === null ? [] : [intendedUse.id]),
      ...classifications.map(({ id }) => id),
    ]),
    ...claims.map(({ claim }) => claim.id),
  ];
  return {
    ...{ version, model, approvedAt: approved, parent: await parentOf(db, version) },
    ...{ functions, claims, evidence, links, dossiers },
    labelings: await db.find(VersionLabeling, { where, order: { id: 'ASC' } }),
    submissions: await submissionsOf(db, version),
    signatures: await db.find(Signature, { where: { recordId: In(signed) }, order: { id: 'ASC' } }),
  };
}
