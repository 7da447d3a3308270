/** Every role that a person can have. A role is given and ended by somebody else, each time by an act. */
export const ROLES = [
  'specialist',
  'contributor',
  'reviewer',
  'approver',
  'quality-lead',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** What must be on file of a person, and in force, before a role is given: kinds of qualifications. */
export type Needed = 'training' | 'identity-verification';

/** 21 CFR 11.10(i): qualified people; 11.100(b): whoever signs was identified before. */
export const NEEDS: Readonly<Record<Role, readonly Needed[]>> = {
  specialist: ['training'],
  contributor: ['training'],
  reviewer: ['training', 'identity-verification'],
  approver: ['training', 'identity-verification'],
  'quality-lead': ['training', 'identity-verification'],
  administrator: [],
  auditor: [],
};

/** Roles that stand alone: who administers touches no record, and who audits touches nothing. */
export const ALONE: readonly Role[] = ['administrator', 'auditor'];
