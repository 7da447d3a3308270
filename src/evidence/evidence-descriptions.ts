import { Any, type EntityManager } from 'typeorm';
import { END_OF_TIME } from '../kernel/clock';
import type { DescribedEvidence } from './evidence.dto';
import { Evidence } from './evidence.entity';
import { evidenceState } from './evidence.rules';
import { EvidenceFile } from './evidence-file.entity';
import { EvidenceWithdrawal } from './evidence-withdrawal.entity';

/** What a map holds under a key, as a list that may be empty. */
function grouped<T>(rows: readonly T[], keyOf: (row: T) => string | null): (key: string) => readonly T[] {
  const groups = new Map<string | null, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return (key) => groups.get(key) ?? [];
}

/**
 * Evidence with its files and with what has become of it until that instant, in the state that the manager reads. Five
 * hundred ids are one parameter: as many parameters would take longer to write than the answer.
 */
export async function describeEvidence(
  manager: Pick<EntityManager, 'find' | 'findBy'>,
  rows: readonly Evidence[],
  asOf = END_OF_TIME,
): Promise<DescribedEvidence[]> {
  const ids = rows.map(({ id }) => id);
  const files = await manager.find(EvidenceFile, { where: { evidenceId: Any(ids) }, order: { id: 'ASC' } });
  const withdrawals = await manager.findBy(EvidenceWithdrawal, { evidenceId: Any(ids) });
  const newer = await manager.find(Evidence, {
    where: { supersedesId: Any(ids) },
    select: { id: true, supersedesId: true, recordedAt: true },
  });
  const filesOf = grouped(files, ({ evidenceId }) => evidenceId);
  const withdrawalsOf = grouped(withdrawals, ({ evidenceId }) => evidenceId);
  const newerThan = grouped(newer, ({ supersedesId }) => supersedesId);
  return rows.map((evidence) => {
    const withdrawal = withdrawalsOf(evidence.id).find(({ withdrawnAt }) => withdrawnAt <= asOf) ?? null;
    const supersededById = newerThan(evidence.id).find(({ recordedAt }) => recordedAt <= asOf)?.id ?? null;
    const state = evidenceState(supersededById !== null, withdrawal !== null);
    return { evidence, files: filesOf(evidence.id), withdrawal, supersededById, state };
  });
}
