export const VERSION_STATES = ['draft', 'in-review', 'approved', 'released', 'retired'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** The whole life of a version (21 CFR 820, ISO 13485 7.3.9): what is not in this table does not happen. */
const TRANSITIONS: Readonly<Record<VersionState, readonly VersionState[]>> = {
  draft: ['in-review'],
  'in-review': ['approved', 'draft'],
  approved: ['released', 'retired'],
  released: ['retired'],
  retired: [],
};

/** The states that may follow. */
export const nextStates = (state: VersionState): readonly VersionState[] => TRANSITIONS[state];

/** Null when the transition is in the table, else why it is not done, with what is possible instead. */
export function refusedTransition(from: VersionState, to: VersionState): string | null {
  const next = TRANSITIONS[from];
  if (next.includes(to)) return null;
  const possible = next.length === 0 ? 'nothing follows it' : `it can go to ${next.join(' or ')}`;
  return `A version that is ${from} does not go to ${to}; ${possible}`;
}

/** Only a draft is edited: from review on, what was reviewed is what stays. */
export const isEditable = (state: VersionState): boolean => state === 'draft';

/** What takes signatures (21 CFR 820.30, ISO 13485 7.3.9): nobody says it alone. */
export const isBySignature = (to: VersionState): boolean => to === 'approved' || to === 'released';
