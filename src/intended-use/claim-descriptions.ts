import { type EntityManager, In } from 'typeorm';
import type { DescribedClaim } from './claim.dto';
import { type Claim, ClaimRevision, ClaimWithdrawal } from './claim.entity';

/** Claims with their revisions and withdrawals, in the state that the manager reads. */
export async function describeClaims(
  read: Pick<EntityManager, 'find'>,
  claims: readonly Claim[],
): Promise<DescribedClaim[]> {
  const claimId = In(claims.map(({ id }) => id));
  const all = await read.find(ClaimRevision, { where: { claimId }, order: { revision: 'ASC' } });
  const withdrawals = await read.find(ClaimWithdrawal, { where: { claimId } });
  return claims.map((claim) => {
    const revisions = all.filter((one) => one.claimId === claim.id);
    const withdrawal = withdrawals.find((one) => one.claimId === claim.id) ?? null;
    return { claim, revisions, current: revisions[revisions.length - 1], withdrawal };
  });
}
