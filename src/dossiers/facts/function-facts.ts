import { type EntityManager, In } from 'typeorm';
import { whatWouldChange } from '../../classification/changes';
import { classificationCode } from '../../classification/classification.dto';
import type { Classification } from '../../classification/classification.entity';
import { classificationsOf, inForce, withdrawnClassifications } from '../../classification/in-force';
import { functionCode, intendedUseCode } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import type { RecordedClassification, RecordedFunction, RecordedIntendedUse } from '../dossier-record';

/** Ids of what was withdrawn: it is readable and holds no more. */
type Withdrawn = ReadonlySet<string>;

function recordedIntendedUse(
  one: SoftwareFunction,
  uses: readonly IntendedUse[],
  withdrawn: Withdrawn,
): RecordedIntendedUse | null {
  const latest = uses.filter(({ functionId }) => functionId === one.id).at(-1);
  if (latest === undefined || withdrawn.has(latest.id)) return null;
  const { statement, medicalPurpose, condition, population, users, environment, inputs, outputs } = latest;
  const { workflowRole, autonomy, exclusions, contraindications, statedBy } = latest;
  return {
    ...{ statement, medicalPurpose, condition, population, users, environment, inputs, outputs },
    ...{ workflowRole, autonomy, exclusions, contraindications, statedBy },
    code: intendedUseCode(one, latest),
    statedAt: latest.statedAt.toISOString(),
  };
}

/** A determination as a dossier carries it, among all of its function. */
export function recordedClassification(one: Classification, all: readonly Classification[]): RecordedClassification {
  const { ruleSet, facts, result, decision, decidedOutcome, decisionReason, criterionRationales, dissent, decidedBy } =
    one;
  const older = all.find(({ id }) => id === one.supersedesId);
  return {
    ...{ ruleSet, facts, result, decision, decidedOutcome, decisionReason, criterionRationales, dissent, decidedBy },
    code: classificationCode(one),
    forEveryVersion: one.versionId === null,
    wouldChange: whatWouldChange(ruleSet, Object.fromEntries(facts.map(({ fact, value }) => [fact, value]))),
    decidedAt: one.decidedAt.toISOString(),
    supersedes: older === undefined ? null : classificationCode(older),
  };
}

async function withdrawnUses(db: EntityManager, uses: readonly IntendedUse[]): Promise<Withdrawn> {
  const withdrawals = await db.findBy(IntendedUseWithdrawal, { intendedUseId: In(uses.map(({ id }) => id)) });
  return new Set(withdrawals.map(({ intendedUseId }) => intendedUseId));
}

/** The functions of a model with what is stated of each, and what was decided that holds for this version. */
export async function recordedFunctions(
  db: EntityManager,
  modelId: string,
  versionId: string,
): Promise<RecordedFunction[]> {
  const functions = await db.find(SoftwareFunction, { where: { modelId }, order: { ordinal: 'ASC' } });
  const functionId = In(functions.map(({ id }) => id));
  const uses = await db.find(IntendedUse, { where: { functionId }, order: { revision: 'ASC' } });
  const classifications = await classificationsOf(
    db,
    functions.map(({ id }) => id),
  );
  const [usesOver, decisionsOver] = [
    await withdrawnUses(db, uses),
    await withdrawnClassifications(db, classifications),
  ];
  return functions.map((one) => {
    const own = classifications.filter((other) => other.functionId === one.id);
    return {
      ...{ id: one.id, code: functionCode(one), name: one.name, purpose: one.purpose },
      intendedUse: recordedIntendedUse(one, uses, usesOver),
      classifications: inForce(own, versionId, decisionsOver).map((decided) => recordedClassification(decided, own)),
    };
  });
}
