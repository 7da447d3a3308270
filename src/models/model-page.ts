import type { Look } from '../http/pages/words';
import type { VersionState } from './version-lifecycle.rules';

/** Whose the model is. */
export const KINDS = { own: 'Own', 'third-party': 'Third party' } as const;

/** How a state is said, and how grave it looks. */
export const STATES: Readonly<Record<VersionState, Look>> = {
  draft: { word: 'Draft', look: '', icon: 'pencil' },
  'in-review': { word: 'In review', look: 'state-now', icon: 'eye' },
  approved: { word: 'Approved', look: 'state-ok', icon: 'signature' },
  released: { word: 'Released', look: 'state-ok', icon: 'circle-check' },
  retired: { word: 'Retired', look: '', icon: 'archive' },
};
