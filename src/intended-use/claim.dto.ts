import { Choice, MayWords, Words } from '../http/fields';
import { DecimalText, WholeNumber } from '../http/number-fields';
import { type Claim, COMPARATORS, type Comparator, type ClaimRevision, type ClaimWithdrawal } from './claim.entity';

/** A claim as a person states it, with all of its acceptance criterion. */
export class ClaimInput {
  @Words(10, 1000) statement: string;
  @Words(1, 100) metric: string;
  @Choice(COMPARATORS) comparator: Comparator;
  @DecimalText() threshold: string;
  @MayWords(40) unit?: string | null;
  @Words(3, 1000) population: string;
  @MayWords(200) task?: string | null;
  @MayWords(200) subgroup?: string | null;
  @WholeNumber(1, 1_000_000_000) minimumN: number;
}

export class StateClaim extends ClaimInput {
  @MayWords(2000) reason?: string | null;
}

/** The claim as it reads from now on, and why it changes. */
export class ReviseClaim extends ClaimInput {
  @Words(3, 2000) reason: string;
}

/** A claim with all that was ever said of it. */
export interface DescribedClaim {
  readonly claim: Claim;
  /** The first one first; the last one holds. */
  readonly revisions: readonly ClaimRevision[];
  readonly current: ClaimRevision;
  readonly withdrawal: ClaimWithdrawal | null;
}

/** As it is printed and cited: CL-0001. */
export const claimCode = ({ number }: Pick<Claim, 'number'>): string => `CL-${String(number).padStart(4, '0')}`;

const presentRevision = (one: ClaimRevision) => {
  const { revision, statement, metric, comparator, threshold, unit, population, task, subgroup, minimumN } = one;
  const criterion = { metric, comparator, threshold, unit, population, task, subgroup, minimumN };
  return { revision, statement, ...criterion, statedBy: one.statedBy, statedAt: one.statedAt };
};

export const presentClaim = ({ claim, revisions, current, withdrawal }: DescribedClaim) => ({
  ...{ id: claim.id, code: claimCode(claim), functionId: claim.functionId },
  state: withdrawal === null ? 'current' : 'withdrawn',
  ...presentRevision(current),
  revisions: revisions.map(presentRevision),
  withdrawal: withdrawal && { reason: withdrawal.reason, at: withdrawal.withdrawnAt, by: withdrawal.withdrawnBy },
  href: `/api/v1/claims/${claim.id}`,
});
