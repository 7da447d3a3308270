import type { Role } from './roles';

const WORKING: readonly Role[] = ['specialist', 'contributor', 'reviewer', 'approver', 'quality-lead'];

/** Who may do it, and how he must have come. */
interface Given {
  readonly to: readonly Role[];
  /** So may an auditor, in person, of what a grant of his covers, while it runs. */
  readonly granted?: true;
  /** Everybody may, about himself, whatever his roles are, and with none. */
  readonly self?: true;
  /** So may who came by a one-time link, which opens nothing else. */
  readonly byLink?: true;
  /** A person at the other end, with all that he signs in with: never a token (21 CFR 11.200(a)). */
  readonly inPerson?: true;
  /** Only for so long after signing in: who got hold of a session does not get the account with it. */
  readonly fresh?: true;
  /** The operator's token may do it too: before there is anybody. */
  readonly operator?: true;
}

/** What somebody may do, as `noun:verb`, and which roles may. What is not here nobody may. */
export const PERMISSIONS = {
  'record:read': { to: WORKING, granted: true },
  'organization:write': { to: ['specialist', 'quality-lead'] },
  'model:write': { to: ['specialist', 'quality-lead'] },
  'version:write': { to: ['specialist', 'contributor'] },
  'version:transition': { to: ['specialist', 'approver', 'quality-lead'] },
  'labeling:record': { to: ['specialist'] },
  'submission:write': { to: ['specialist'] },
  'function:write': { to: ['specialist'] },
  'intended-use:state': { to: ['specialist'] },
  'claim:state': { to: ['specialist'] },
  'file:store': { to: ['specialist', 'contributor', 'reviewer', 'approver', 'quality-lead'] },
  'evidence:record': { to: ['specialist', 'contributor'] },
  'classification:decide': { to: ['specialist'] },
  'dossier:issue': { to: ['specialist', 'quality-lead'] },
  'retention:set': { to: ['quality-lead'] },
  'hold:place': { to: ['quality-lead'] },
  'hold:release': { to: ['quality-lead'] },
  'disposal:request': { to: ['specialist', 'quality-lead'] },
  'disposal:decide': { to: ['quality-lead', 'approver'] },
  'signature:give': { to: ['specialist', 'contributor', 'reviewer', 'approver', 'quality-lead'], inPerson: true },
  'signature-plan:state': { to: ['quality-lead'], inPerson: true },
  'draft:keep': { to: WORKING },
  'view:keep': { to: [...WORKING, 'administrator'] },
  'comment:write': { to: WORKING, inPerson: true },
  'job:read': { to: ['quality-lead', 'administrator'] },
  'job:run': { to: ['quality-lead', 'administrator'] },
  'audit-trail:read': { to: [...WORKING, 'administrator'], granted: true },
  'audit-trail:verify': { to: [...WORKING, 'administrator'] },
  'auditor-grant:read': { to: ['quality-lead', 'administrator'] },
  'auditor-grant:give': { to: ['quality-lead'], inPerson: true },
  /** How the service is set and how it is, without a secret; it tells of no record. */
  'service:read': { to: [...WORKING, 'administrator'], inPerson: true },
  'person:read': { to: [...WORKING, 'administrator'] },
  'person:manage': { to: ['administrator'], inPerson: true },
  'person:begin': { to: [], operator: true },
  'role:give': { to: ['administrator'], inPerson: true },
  'qualification:record': { to: ['quality-lead'], inPerson: true },
  'token:issue': { to: WORKING, inPerson: true },
  'self:read': { to: [], self: true, byLink: true },
  'self:act': { to: [], self: true, inPerson: true },
  'session:end': { to: [], self: true, byLink: true, inPerson: true },
  'credential:change': { to: [], self: true, byLink: true, inPerson: true, fresh: true },
} as const satisfies Readonly<Record<string, Given>>;

export type Permission = keyof typeof PERMISSIONS;

/** What is given with a permission. */
export const givenOf = (permission: Permission): Given => PERMISSIONS[permission];

/** What a token may be given: reading, and writing what comes from a pipeline; nothing that needs a person. */
export const SCOPES = (Object.keys(PERMISSIONS) as Permission[]).filter((one) => {
  const { to, inPerson } = givenOf(one);
  return inPerson !== true && to.some((role) => WORKING.includes(role));
});
