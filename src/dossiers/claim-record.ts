import type { ClaimJudgement } from '../evidence/claim.rules';

/** A claim as a dossier carries it: what is said today, what is to show it, and whether it holds for this version. */
export interface RecordedClaim {
  readonly id: string;
  /** `CL-0001`. */
  readonly code: string;
  /** `FN-1`. */
  readonly function: string;
  readonly revision: number;
  readonly statement: string;
  readonly metric: string;
  readonly comparator: string;
  /** In the digits in which it was fixed. */
  readonly threshold: string;
  readonly unit: string | null;
  readonly population: string;
  readonly task: string | null;
  readonly subgroup: string | null;
  readonly minimumN: number;
  readonly statedBy: string;
  readonly statedAt: string;
  readonly withdrawal: { readonly reason: string; readonly at: string; readonly by: string } | null;
  /** The evidence of this version that is linked today and stands. */
  readonly evidence: readonly { readonly code: string; readonly statedAfterRun: boolean }[];
  readonly judgement: ClaimJudgement;
}
