import type { Scope } from '../../database/scope';
import { givenOf, type Permission } from './permissions';
import type { Role } from './roles';

/** How somebody came: with a session, with a token, by a one-time link, or with the operator's token. */
export type Via = 'session' | 'token' | 'link' | 'operator';

/** Who asks, as far as it decides what he may. */
export interface Asking {
  readonly via: Via;
  readonly roles: readonly Role[];
  /** Whether the person signed in a short while ago; nobody else has to. */
  readonly isFresh: boolean;
  /** What the token was given; null without one. */
  readonly scopes: readonly Permission[] | null;
}

/** What an auditor was given, from an instant on and until another one, at which it is over. */
export interface Grant extends Scope {
  readonly from: Date;
  readonly until: Date;
}

/** When it is asked, what an auditor was given, and whether the route says of which records it tells. */
export interface Circumstances {
  readonly now: Date;
  readonly grants: readonly Grant[];
  readonly isBounded: boolean;
}

/**
 * Why not: nobody in that role may, the token was not given it, it takes the person himself, he has to sign in
 * again, the operator is none, no grant of the auditor runs, or the route does not say of which records it tells.
 */
export type Because = 'role' | 'scope' | 'in-person' | 'operator' | 'stale' | 'expired' | 'closed';

/** In what somebody acts: a role, himself, or the operator before there is anybody. */
export type ActingAs = Role | 'person' | 'operator';

/** Yes, and in which role, and to an auditor of how much; or no, and why. */
export type Verdict = { readonly role: ActingAs; readonly scope?: Scope } | { readonly because: Because };

const NOTHING_GIVEN: Circumstances = { now: new Date(0), grants: [], isBounded: false };

/** Whether a grant runs at an instant. */
export const runsAt = ({ from, until }: Pick<Grant, 'from' | 'until'>, now: Date): boolean =>
  from <= now && now < until;

/**
 * Whether somebody may do something: pure, and no unless a line of the table says yes. The role that allows it is the one
 * that the act is recorded in; of several the one that stands first in the table.
 */
export function verdictOn(
  { via, roles, isFresh, scopes }: Asking,
  permission: Permission,
  circumstances = NOTHING_GIVEN,
): Verdict {
  const { to, granted = false, self = false, byLink = false, ...given } = givenOf(permission);
  const { inPerson = false, fresh = false, operator = false } = given;
  if (via === 'operator') return operator ? { role: 'operator' } : { because: 'operator' };
  if (via === 'link') return byLink ? { role: 'person' } : { because: 'role' };
  const role = self ? 'person' : to.find((one) => roles.includes(one));
  if (role === undefined)
    return granted && roles.includes('auditor') ? auditing(via, circumstances) : { because: 'role' };
  if (via === 'session') return fresh && !isFresh ? { because: 'stale' } : { role };
  if (self && !inPerson) return { role };
  if (inPerson) return { because: 'in-person' };
  return scopes?.includes(permission) === true ? { role } : { because: 'scope' };
}

/** An auditor is there himself, while a grant runs, for all that the running ones cover together. */
function auditing(via: Via, { now, grants, isBounded }: Circumstances): Verdict {
  if (via !== 'session') return { because: 'in-person' };
  const running = grants.filter((one) => runsAt(one, now));
  if (running.length === 0) return { because: 'expired' };
  if (!isBounded) return { because: 'closed' };
  const all = (idsOf: (grant: Grant) => readonly string[]): string[] => [...new Set(running.flatMap(idsOf))];
  return { role: 'auditor', scope: { modelIds: all((one) => one.modelIds), dossierIds: all((one) => one.dossierIds) } };
}
