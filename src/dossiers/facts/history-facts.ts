import { type EntityManager, In } from 'typeorm';
import { classificationCode } from '../../classification/classification.dto';
import type { Classification } from '../../classification/classification.entity';
import { classificationsOf, withdrawnClassifications } from '../../classification/in-force';
import { functionCode, intendedUseCode } from '../../intended-use/intended-use.dto';
import { IntendedUse } from '../../intended-use/intended-use.entity';
import { IntendedUseWithdrawal } from '../../intended-use/intended-use-withdrawal.entity';
import { SoftwareFunction } from '../../intended-use/software-function.entity';
import type { ModelVersion } from '../../models/model-version.entity';
import type { Dossier } from '../dossier.entity';
import type { HistoricDetermination, HistoricUse, HistoricVersion, RecordedHistory } from '../history-record';
import { outcomeOf } from '../sections/outcomes';
import { versionsAndDossiers } from './versions-and-dossiers';

/** What people say of a function in an intended use, field by field. */
const FIELDS = [
  ...(['statement', 'medicalPurpose', 'condition', 'population', 'users', 'environment', 'inputs'] as const),
  ...(['outputs', 'workflowRole', 'autonomy', 'exclusions', 'contraindications'] as const),
];

const historicVersion = (one: ModelVersion, dossiers: readonly Dossier[]): HistoricVersion => ({
  ...{ id: one.id, semanticVersion: one.semanticVersion, state: one.state, changeSummary: one.changeSummary },
  ...{ stateSince: one.stateSince.toISOString(), createdAt: one.createdAt.toISOString() },
  dossiers: dossiers.filter(({ versionId }) => versionId === one.id).map(({ code }) => code),
});

function historicUses(
  one: SoftwareFunction,
  uses: readonly IntendedUse[],
  withdrawn: ReadonlySet<string>,
): HistoricUse[] {
  const own = uses.filter(({ functionId }) => functionId === one.id);
  return own.map((use, at): HistoricUse => {
    const before = own[at - 1] as IntendedUse | undefined;
    const last = at === own.length - 1 ? 'holds' : 'superseded';
    return {
      ...{ code: intendedUseCode(one, use), function: functionCode(one), statedBy: use.statedBy },
      statedAt: use.statedAt.toISOString(),
      changed: before === undefined ? [] : FIELDS.filter((name) => before[name] !== use[name]),
      standing: withdrawn.has(use.id) ? 'withdrawn' : last,
    };
  });
}

interface Decisions {
  readonly all: readonly Classification[];
  readonly withdrawn: ReadonlySet<string>;
  readonly versions: readonly ModelVersion[];
}

function historicDeterminations(
  one: SoftwareFunction,
  { all, withdrawn, versions }: Decisions,
): HistoricDetermination[] {
  const superseded = new Set(all.map(({ supersedesId }) => supersedesId));
  return all
    .filter(({ functionId }) => functionId === one.id)
    .map((decided) => {
      const older = all.find(({ id }) => id === decided.supersedesId);
      const standing = superseded.has(decided.id) ? 'superseded' : 'holds';
      return {
        ...{ code: classificationCode(decided), function: functionCode(one), ruleSet: decided.ruleSet },
        ...{ outcome: outcomeOf(decided).words, decidedBy: decided.decidedBy },
        decidedAt: decided.decidedAt.toISOString(),
        version: versions.find(({ id }) => id === decided.versionId)?.semanticVersion ?? null,
        supersedes: older === undefined ? null : classificationCode(older),
        standing: withdrawn.has(decided.id) ? 'withdrawn' : standing,
      };
    });
}

/** The versions of a model, and every revision of what its functions are for and of what was decided of them. */
export async function recordedHistory(db: EntityManager, modelId: string): Promise<RecordedHistory> {
  const { versions, dossiers } = await versionsAndDossiers(db, modelId);
  const functions = await db.find(SoftwareFunction, { where: { modelId }, order: { ordinal: 'ASC' } });
  const ids = functions.map(({ id }) => id);
  const uses = await db.find(IntendedUse, { where: { functionId: In(ids) }, order: { revision: 'ASC' } });
  const over = await db.findBy(IntendedUseWithdrawal, { intendedUseId: In(uses.map(({ id }) => id)) });
  const all = await classificationsOf(db, ids);
  const decisions = { all, withdrawn: await withdrawnClassifications(db, all), versions };
  const usesOver = new Set(over.map(({ intendedUseId }) => intendedUseId));
  return {
    versions: versions.map((one) => historicVersion(one, dossiers)),
    intendedUses: functions.flatMap((one) => historicUses(one, uses, usesOver)),
    determinations: functions.flatMap((one) => historicDeterminations(one, decisions)),
  };
}
