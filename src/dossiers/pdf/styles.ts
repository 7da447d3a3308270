import type { FaceKey } from './faces';
import type { Ink } from './ink';

/** How a text is set. `refs` says how a reference names its page: `EV-0101 · 14` in cells, `(p 14)` in prose. */
export interface TextStyle {
  readonly face: FaceKey;
  readonly size: number;
  readonly leading: number;
  readonly ink: Ink;
  readonly refs: 'cell' | 'prose';
}

const style = (face: FaceKey, size: number, leading: number, ink: Ink = 'ink'): TextStyle => ({
  face,
  size,
  leading,
  ink,
  refs: 'prose',
});
const cell = (base: TextStyle): TextStyle => ({ ...base, refs: 'cell' });

/** The type of every role, as the look of the dossier fixes it. */
export const TYPE = {
  coverName: style('serifB', 44, 50),
  coverVersion: style('serif', 44, 50),
  coverKind: style('serif', 19, 26, 'muted'),
  coverRow: cell(style('sans', 9, 12)),
  h1: style('serifB', 21, 26),
  h1Number: style('serif', 21, 26, 'muted'),
  lead: style('serif', 11, 15.6),
  h2: style('serifB', 13, 19.5),
  h2Id: style('sansB', 9.5, 19.5, 'accent'),
  h3: style('sansB', 9.5, 13),
  body: style('serif', 9.5, 13),
  statement: style('serifI', 9.5, 13),
  note: style('sans', 7.5, 10, 'muted'),
  form: style('serif', 8.8, 12),
  formLabel: style('sansB', 8, 12, 'muted'),
  margin: style('sans', 7.5, 10, 'muted'),
  caption: style('sans', 8.5, 11),
  continued: style('sans', 8.5, 13),
  cell: cell(style('sans', 8, 11)),
  cellStrong: cell(style('sansB', 8, 11)),
  head: style('sansB', 7.5, 9.5),
  headUnit: style('sans', 7.5, 9.5),
  inWords: style('sans', 7.8, 10.4, 'muted'),
  factTitle: style('sansB', 8.8, 12),
  fact: cell(style('sans', 7.5, 10)),
  factLabel: style('sans', 7.5, 10, 'muted'),
  verdict: style('serifB', 13, 16),
  verdictDetail: style('sans', 8, 11, 'muted'),
  criterion: style('serifB', 17, 22),
  markWord: style('sansB', 8, 11),
  numeral: style('serif', 26, 30, 'accent'),
  stepTitle: style('serifB', 10.5, 14),
  command: style('mono', 7.5, 15),
  quoteBy: style('sans', 8, 11),
  gapId: style('sansB', 9.5, 13, 'alarm'),
  gapLevel: style('sansB', 8, 11),
  gapTitle: style('sansB', 9.2, 12),
  gapSide: cell(style('sans', 7.8, 10.4)),
  gapSideLabel: style('sansB', 7.5, 10.4, 'muted'),
  contents: style('serifB', 10.5, 14),
  contentsNote: style('sans', 8, 11, 'muted'),
  contentsNumber: style('sans', 9, 12, 'muted'),
  contentsPage: style('sansB', 9, 12),
} as const;

/** Where the baseline lies below the top of a line. */
export const baseline = ({ size, leading }: TextStyle): number => leading / 2 + 0.33 * size;

const BOLD: Partial<Record<FaceKey, FaceKey>> = { serif: 'serifB', serifI: 'serifB', sans: 'sansB', mono: 'monoB' };
const ITALIC: Partial<Record<FaceKey, FaceKey>> = { serif: 'serifI', serifI: 'serif', sans: 'sansI' };

export const strong = (face: FaceKey): FaceKey => BOLD[face] ?? face;
export const emphasis = (face: FaceKey): FaceKey => ITALIC[face] ?? face;
