import type { GapLevel, Mark } from '../../blocks';

/** Words that the pages print beside what a record says. They stand here once more, so that a page is not held against itself. */
export const MARK_NAMES: Readonly<Record<Mark, string>> = {
  met: 'Met',
  condition: 'Met, condition',
  'not-met': 'Not met',
  unknown: 'Unknown',
  gap: 'Gap',
  none: 'None',
};

export const GAP_LEVELS: Readonly<Record<GapLevel, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };

export const BRAND = ['Predicate', 'the regulatory record of clinical AI'];

export const STRIP_NOTE =
  'The strip above is drawn from the digest of this record, one bar for each of its 64 digits. ' +
  'The same strip is at the foot of every page of this dossier.';

export const KEY = [
  'How records are named',
  ...['FN IU CL', 'function · intended use (function.revision) · claim', 'EV DS SI', 'evidence · data set · site'],
  ...['DT SG GAP', 'determination · signature · gap', 'AE', 'audit event, by its place in the log'],
  'Marks',
  ...['met, supported', 'met with a condition', 'not met', 'not known', 'gap: something is missing'],
  'A number after a record, as in EV-0101 · 18, is the page where it stands. Shapes, never colours alone, carry a meaning.',
];
