import { type EntityManager, In } from 'typeorm';
import type { Classification } from '../../classification/classification.entity';
import { ClassificationWithdrawal } from '../../classification/classification-withdrawal.entity';
import { classificationsOf, inForce } from '../../classification/in-force';
import { Dossier } from '../../dossiers/dossier.entity';
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
import { Refusal } from '../../kernel/refusal';
import { ModelVersion } from '../../models/model-version.entity';
import { Model } from '../../models/model.entity';
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
  SELECT record_id AS id, max((snapshot->>'stateSince')::timestamptz) AS at FROM record_revision
  WHERE record_type = 'model_version' AND record_id = ANY ($1) AND snapshot->>'state' = 'approved' GROUP BY record_id`;

/** What is read of all versions at once: each table by one statement, however many there are. */
interface Gathered {
  readonly functions: readonly SoftwareFunction[];
  readonly uses: readonly IntendedUse[];
  readonly usesOver: readonly IntendedUseWithdrawal[];
  readonly decided: readonly Classification[];
  readonly decisionsOver: readonly ClassificationWithdrawal[];
  readonly claims: readonly DescribedClaim[];
}

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

async function gather(db: EntityManager, modelIds: readonly string[]): Promise<Gathered> {
  const where = { modelId: In([...modelIds]) };
  const functions = await db.find(SoftwareFunction, { where, order: { ordinal: 'ASC' } });
  const functionId = In(idsOf(functions));
  const uses = await db.find(IntendedUse, { where: { functionId }, order: { revision: 'ASC' } });
  const decided = await classificationsOf(db, idsOf(functions));
  return {
    ...{ functions, uses, decided },
    usesOver: await db.findBy(IntendedUseWithdrawal, { intendedUseId: In(idsOf(uses)) }),
    decisionsOver: await db.findBy(ClassificationWithdrawal, { classificationId: In(idsOf(decided)) }),
    claims: await describeClaims(db, await db.find(Claim, { where: { functionId }, order: { number: 'ASC' } })),
  };
}

/** The functions of a version, with what was said of each at that instant. */
function functionsAt(all: Gathered, { id, modelId }: ModelVersion, asOf: Date): ReadFunction[] {
  const over = [
    ...all.usesOver.filter(({ withdrawnAt }) => withdrawnAt <= asOf).map(({ intendedUseId }) => intendedUseId),
    ...all.decisionsOver.filter(({ withdrawnAt }) => withdrawnAt <= asOf).map((one) => one.classificationId),
  ];
  const withdrawn = new Set(over);
  const there = all.functions.filter((one) => one.modelId === modelId && one.createdAt <= asOf);
  return there.map((one) => {
    const latest = all.uses.filter((use) => use.functionId === one.id && use.statedAt <= asOf).at(-1);
    const own = all.decided.filter((other) => other.functionId === one.id && other.decidedAt <= asOf);
    return {
      one,
      intendedUse: latest === undefined || withdrawn.has(latest.id) ? null : latest,
      classifications: inForce(own, id, withdrawn),
    };
  });
}

/** Claims of these functions as they were at that instant; what nobody had stated yet is left out. */
function claimsAt(claims: readonly DescribedClaim[], functions: readonly ReadFunction[], asOf: Date): DescribedClaim[] {
  const ids = new Set(functions.map(({ one }) => one.id));
  return claims
    .filter(({ claim }) => ids.has(claim.functionId))
    .flatMap(({ claim, revisions, withdrawal }) => {
      const said = revisions.filter(({ statedAt }) => statedAt <= asOf);
      const current = said.at(-1);
      const over = withdrawal !== null && withdrawal.withdrawnAt <= asOf ? withdrawal : null;
      return current === undefined ? [] : [{ claim, revisions: said, current, withdrawal: over }];
    });
}

/** Of one that covers no version in particular, every version. */
const covers = ({ submission, coverage }: DescribedSubmission, { id, modelId }: ModelVersion): boolean => {
  const versions = coverage.flatMap(({ versionId }) => versionId ?? []);
  return submission.modelId === modelId && (versions.length === 0 || versions.includes(id));
};

async function named(db: EntityManager, ids: readonly string[]): Promise<ModelVersion[]> {
  const found = await db.find(ModelVersion, { where: { id: In([...ids]) } });
  return ids.map((id) => {
    const version = found.find((one) => one.id === id);
    if (version === undefined) throw Refusal.notFound(`Version ${id}`);
    return version;
  });
}

const isApproved = ({ state }: ModelVersion): boolean => state !== 'draft' && state !== 'in-review';

/** Rows of versions, by the version. */
async function ofVersions(db: EntityManager, ids: readonly string[]) {
  const where = { versionId: In([...ids]) };
  const evidence = await describeEvidence(db, await db.find(Evidence, { where, order: { number: 'ASC' } }));
  return {
    evidence,
    links: await db.find(EvidenceLink, { where: { evidenceId: In(evidence.map((one) => one.evidence.id)) } }),
    dossiers: await db.find(Dossier, { where, order: { id: 'ASC' } }),
    labelings: await db.find(VersionLabeling, { where, order: { id: 'ASC' } }),
  };
}

/** The ids of everything in a version that people sign. */
const signable = ({ version, functions, claims, evidence, dossiers }: Omit<ReadVersion, 'signatures'>): string[] => [
  ...[
    version.id,
    ...idsOf(dossiers),
    ...evidence.map((one) => one.evidence.id),
    ...claims.map(({ claim }) => claim.id),
  ],
  ...functions.flatMap(({ intendedUse, classifications }) => [
    ...(intendedUse === null ? [] : [intendedUse.id]),
    ...idsOf(classifications),
  ]),
];

/**
 * Versions with all that is compared: their own evidence, dossiers and signatures as they are; what is said of the
 * functions as it was when a version was approved, or as it is while nobody has approved it. Each table is read once.
 */
export async function readWhole(db: EntityManager, ids: readonly string[]): Promise<ReadVersion[]> {
  const versions = await named(db, ids);
  const modelIds = [...new Set(versions.map(({ modelId }) => modelId))];
  const models = await db.findBy(Model, { id: In(modelIds) });
  const parents = await db.findBy(ModelVersion, { id: In(versions.flatMap((one) => one.parentVersionId ?? [])) });
  const approvals = await db.query<{ id: string; at: Date }[]>(APPROVED_AT, [ids]);
  const all = await gather(db, modelIds);
  const own = await ofVersions(db, ids);
  const submitted = await db.find(Submission, { where: { modelId: In(modelIds) }, order: { id: 'ASC' } });
  const submissions = await describeSubmissions(db, submitted);
  const read = versions.map((version): Omit<ReadVersion, 'signatures'> => {
    const approvedAt = isApproved(version) ? (approvals.find(({ id }) => id === version.id)?.at ?? null) : null;
    const functions = functionsAt(all, version, approvedAt ?? END_OF_TIME);
    return {
      ...{ version, approvedAt, functions, claims: claimsAt(all.claims, functions, approvedAt ?? END_OF_TIME) },
      model: models.find(({ id }) => id === version.modelId)!,
      parent: parents.find(({ id }) => id === version.parentVersionId)?.semanticVersion ?? null,
      evidence: own.evidence.filter(({ evidence }) => evidence.versionId === version.id),
      links: own.links,
      dossiers: own.dossiers.filter(({ versionId }) => versionId === version.id),
      labelings: own.labelings.filter(({ versionId }) => versionId === version.id),
      submissions: submissions.filter((one) => covers(one, version)),
    };
  });
  const where = { recordId: In(read.flatMap(signable)) };
  const signatures = await db.find(Signature, { where, order: { id: 'ASC' } });
  return read.map((one) => ({ ...one, signatures }));
}
