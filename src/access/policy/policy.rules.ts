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

/**
 * Why not: nobody in that role may, the token was not given it, it takes the person himself, he has to sign in
 * again, or the operator is none.
 */
export type Because = 'role' | 'scope' | 'in-person' | 'operator' | 'stale';

/** In what somebody acts: a role, himself, or the operator before there is anybody. */
export type ActingAs = Role | 'person' | 'operator';

/** Yes, and in which role; or no, and why. */
export type Verdict = { readonly role: ActingAs } | { readonly because: Because };

/**
 * Whether somebody may do something: pure, and no unless a line of the table says yes. The role that allows it is the one
 * that the act is recorded in; of several the one that stands first in the table.
 */
export function verdictOn({ via, roles, isFresh, scopes }: Asking, permission: Permission): Verdict {
  const { to, self = false, byLink = false, inPerson = false, fresh = false, operator = false } = givenOf(permission);
  if (via === 'operator') return operator ? { role: 'operator' } : { because: 'operator' };
  if (via === 'link') return byLink ? { role: 'person' } : { because: 'role' };
  const role = self ? 'person' : to.find((one) => roles.includes(one));
  if (role === undefined) return { because: 'role' };
  if (via === 'session') return fresh && !isFresh ? { because: 'stale' } : { role };
  if (self && !inPerson) return { role };
  if (inPerson) return { because: 'in-person' };
  return scopes?.includes(permission) === true ? { role } : { because: 'scope' };
}
