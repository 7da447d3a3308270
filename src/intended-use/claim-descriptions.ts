import { type EntityManager, In } from 'typeorm';
import { END_OF_TIME } from '../kernel/clock';
import type { DescribedClaim } from './claim.dto';
import { type Claim, ClaimRevision, ClaimWithdrawal } from './claim.entity';

/**
 * Claims with their revisions and withdrawals, in the state that the manager reads, as they were at that instant; a claim
 * that nobody had stated yet is left out.
 */
export async function describeClaims(
  read: Pick<EntityManager, 'find'>,
  claims: readonly Claim[],
  asOf = END_OF_TIME,
): Promise<DescribedClaim[]> {
  const claimId = In(claims.map(({ id }) => id));
  const said = new Map<string, ClaimRevision[]>(claims.map(({ id }) => [id, []]));
  for (const one of await read.find(ClaimRevision, { where: { claimId }, order: { revision: 'ASC' } })) {
    if (one.statedAt <= asOf) said.get(one.claimId)?.push(one);
  }
  const withdrawals = (await read.find(ClaimWithdrawal, { where: { claimId } })).filter(
    ({ withdrawnAt }) => withdrawnAt <= asOf,
  );
  const withdrawn = new Map(withdrawals.map((one) => [one.claimId, one]));
  return claims.flatMap((claim) => {
    const revisions = said.get(claim.id) ?? [];
    const current = revisions.at(-1);
    return current === undefined ? [] : [{ claim, revisions, current, withdrawal: withdrawn.get(claim.id) ?? null }];
  });
}
