import { givenOf, type Permission } from './permissions';
import { type Via, verdictOn } from './policy.rules';
import type { Role } from './roles';

/** Whether somebody who looks at a page may do what it could offer him; whoever does it is asked again. */
export type Allows = (permission: Permission) => boolean;

/** Of somebody who came so, in these roles: a sign-in that is old is asked for anew when he does it. */
export const allowing =
  (via: Via, roles: readonly Role[]): Allows =>
  (permission) =>
    'role' in verdictOn({ via, roles, isFresh: true, scopes: null }, permission);

/** A role as it stands in a sentence. */
export const NAMED: Readonly<Record<Role, string>> = {
  ...{ specialist: 'a specialist', contributor: 'a contributor', reviewer: 'a reviewer', approver: 'an approver' },
  ...{ 'quality-lead': 'a quality lead', administrator: 'an administrator', auditor: 'an auditor' },
};

/** Who can, for whoever cannot: `a quality lead or an administrator`. */
export const whoMay = (permission: Permission): string => {
  const names = givenOf(permission).to.map((role) => NAMED[role]);
  const last = names.pop() ?? 'nobody';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
};
