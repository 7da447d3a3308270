import type { Permission } from './policy/permissions';
import type { Allows } from './policy/reading.rules';

/** A page that stands in the menu of whoever may see it. */
export interface Place {
  readonly href: string;
  readonly name: string;
}

const PLACES: readonly (Place & { readonly takes: Permission })[] = [
  { href: '/search', name: 'All lists', takes: 'view:keep' },
  { href: '/account', name: 'Account', takes: 'self:act' },
  { href: '/imports', name: 'Spreadsheets', takes: 'draft:keep' },
  { href: '/people', name: 'People', takes: 'person:read' },
  { href: '/grants', name: 'Auditors’ grants', takes: 'auditor-grant:read' },
  { href: '/tokens', name: 'API tokens', takes: 'person:manage' },
  { href: '/alerts', name: 'Security alerts', takes: 'service:read' },
  { href: '/settings', name: 'Settings', takes: 'service:read' },
  { href: '/system', name: 'System', takes: 'service:read' },
];

/** The pages about people and the service that somebody may see, in their order. */
export const menuOf = (allows: Allows): readonly Place[] =>
  PLACES.filter(({ takes }) => allows(takes)).map(({ href, name }) => ({ href, name }));
