import type { Vouched } from './vouched.rules';

/** What two clocks that are set may differ by. */
export const SKEW_MS = 5_000;
/** How long a proof waits to be used after it was given. */
export const GOOD_FOR_MS = 5 * 60 * 1000;

/** An identity, by its issuer and what that calls it. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** What a person was asked to prove. */
export interface Demanded {
  /** His own identities: those linked to his account now. */
  readonly identities: readonly Identity[];
  readonly begunAt: Date;
  readonly now: Date;
  /** In the issuer’s own word; null where any will do. */
  readonly acr: string | null;
}

export type StepUpFault = 'identity' | 'unstated' | 'stale' | 'early' | 'acr';

/**
 * Why a proof is not the one that was asked for: of somebody else, from before it was asked for (an issuer may answer
 * `prompt=login` out of a session that it has, OpenID Connect Core 1.0 §3.1.2.1), or not strong enough; null where it is.
 */
export function stepUpFault(
  { issuer, subject, authTime, acr }: Vouched,
  { identities, begunAt, now, acr: demanded }: Demanded,
): StepUpFault | null {
  if (!identities.some((one) => one.issuer === issuer && one.subject === subject)) return 'identity';
  if (authTime === null) return 'unstated';
  if (authTime.getTime() < begunAt.getTime() - SKEW_MS) return 'stale';
  if (authTime.getTime() > now.getTime() + SKEW_MS) return 'early';
  return demanded === null || demanded === acr ? null : 'acr';
}
