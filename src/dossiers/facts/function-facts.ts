import { type EntityManager, In } from 'typeorm';
import { whatWouldChange } from '../../classification/changes';
import { classificationCode } from '../../classification/classification.dto';
import { Classification } from '../../classification/classification.entity';
import { ClassificationWithdrawal } from '../../classification/classification-withdrawal.entity';
import { functionCode } from '../../intended-use/intended-use.dto';
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
    code: `IU-${one.ordinal}.${latest.revision}`,
    statedAt: latest.statedAt.toISOString(),
  };
}

/** What holds for this version: its own determination goes before one for every version, a newer before an older. */
function current(all: readonly Classification[], versionId: string, withdrawn: Withdrawn): Classification[] {
  const superseded = new Set(all.map(({ supersedesId }) => supersedesId));
  const living = all.filter(
    (one) =>
      !superseded.has(one.id) && !withdrawn.has(one.id) && (one.versionId === null || one.versionId === versionId),
  );
  const isDeviceStatus = ({ result }: Classification): boolean => 'cdsCriteria' in result.outcome;
  return [true, false].flatMap((wanted) => {
    const some = living.filter((one) => isDeviceStatus(one) === wanted);
    const own = some.filter((one) => one.versionId === versionId);
    return (own.length > 0 ? own : some).slice(-1);
  });
}

function recordedClassification(one: Classification, all: readonly Classification[]): RecordedClassification {
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

async function withdrawnAmong(
  db: EntityManager,
  uses: readonly IntendedUse[],
  classifications: readonly Classification[],
): Promise<Withdrawn> {
  const ofUses = await db.findBy(IntendedUseWithdrawal, { intendedUseId: In(uses.map(({ id }) => id)) });
  const decided = In(classifications.map(({ id }) => id));
  const ofDecisions = await db.findBy(ClassificationWithdrawal, { classificationId: decided });
  return new Set([
    ...ofUses.map(({ intendedUseId }) => intendedUseId),
    ...ofDecisions.map(({ classificationId }) => classificationId),
  ]);
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
  const classifications = await db.find(Classification, { where: { functionId }, order: { number: 'ASC' } });
  const withdrawn = await withdrawnAmong(db, uses, classifications);
  return functions.map((one) => {
    const own = classifications.filter((other) => other.functionId === one.id);
    return {
      ...{ id: one.id, code: functionCode(one), name: one.name, purpose: one.purpose },
      intendedUse: recordedIntendedUse(one, uses, withdrawn),
      classifications: current(own, versionId, withdrawn).map((decided) => recordedClassification(decided, own)),
    };
  });
}
