import type { Role } from '../../access/policy/roles';

/** The demo's hands carry the names of their roles: nobody is made up. */
export const DEMO_PEOPLE = {
  administrator: 'Demo Administrator',
  'quality-lead': 'Demo Quality Lead',
  specialist: 'Demo Specialist',
  contributor: 'Demo ML Lead',
  reviewer: 'Demo Reviewer',
  approver: 'Demo Approver',
  auditor: 'Demo Auditor',
} as const satisfies Partial<Record<Role, string>>;

export type DemoRole = keyof typeof DEMO_PEOPLE;

/** Whose words the demo quotes; he has no account. */
export const CLINICAL_LEAD = 'Demo Clinical Lead';
