import { type EntityManager, In } from 'typeorm';
import type { DescribedIntendedUse } from './intended-use.dto';
import type { IntendedUse } from './intended-use.entity';
import { IntendedUseWithdrawal } from './intended-use-withdrawal.entity';

/** Revisions, each with its withdrawal, if there is one, in the state that the manager reads. */
export async function describeIntendedUses(
  manager: EntityManager,
  rows: readonly IntendedUse[],
): Promise<DescribedIntendedUse[]> {
  const withdrawn = await manager.findBy(IntendedUseWithdrawal, { intendedUseId: In(rows.map(({ id }) => id)) });
  const withdrawalOf = (id: string) => withdrawn.find(({ intendedUseId }) => intendedUseId === id) ?? null;
  return rows.map((intendedUse) => ({ intendedUse, withdrawal: withdrawalOf(intendedUse.id) }));
}
