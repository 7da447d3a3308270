import type { Actor } from '../../kernel/actor';

const actor = (id: string, name: string): Actor => ({
  ...{ id: `demo-${id}`, name, role: id },
  ...{ via: { kind: 'program', id: null }, requestId: null },
});

/** The demo's hands carry the names of their roles: nobody is made up. */
export const specialist = actor('specialist', 'Demo Specialist');
export const mlLead = actor('contributor', 'Demo ML Lead');
export const approver = actor('approver', 'Demo Approver');
export const CLINICAL_LEAD = 'Demo Clinical Lead';
