import type { Mark } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { markPath } from './marks';
import { TYPE } from './styles';

const LEFT = 86;
const MEANING = 162;
const MARKS_AT = 350;
const PITCH = 12;

const NAMES: readonly (readonly [string, string])[] = [
  ['FN IU CL', 'function · intended use (function.revision) · claim'],
  ['EV DS SI', 'evidence · data set · site'],
  ['DT SG GAP', 'determination · signature · gap'],
  ['AE', 'audit event, by its place in the log'],
];

const MARKS: readonly (readonly [Mark, string])[] = [
  ['met', 'met, supported'],
  ['condition', 'met with a condition'],
  ['not-met', 'not met'],
  ['unknown', 'not known'],
  ['gap', 'gap: something is missing'],
];

const NOTE =
  'A number after a record, as in EV-0101 · 18, is the page where it stands. Shapes, never colours alone, carry a meaning.';

/** How records are named and what the marks mean, under the contents. */
export function drawKey(galley: Galley): void {
  const { type } = galley.press;
  const pieces = [...namePieces(galley), ...markPieces(galley)];
  const note = stack(type.lines(NOTE, TYPE.note, 418), {
    owner: galley.element('P'),
    x: LEFT,
    y: bottomOf(pieces) + 14,
    style: TYPE.note,
  });
  galley.y += 17.5;
  galley.place({ pieces: [...pieces, ...note], height: bottomOf(note) });
}

function namePieces(galley: Galley): Piece[] {
  const { type } = galley.press;
  const pieces = stack([type.line('How records are named', TYPE.h3)], {
    owner: galley.element('P'),
    x: LEFT,
    y: 0,
    style: TYPE.h3,
  });
  NAMES.forEach(([ids, meaning], at) => {
    const owner = galley.element('P');
    const style = TYPE.cell;
    const y = 15.5 + at * PITCH;
    const strong = { ...TYPE.cellStrong, ink: 'accent' } as const;
    pieces.push(...stack([type.line(`${ids} `, strong)], { owner, x: LEFT, y, style: strong }));
    pieces.push(...stack([type.line(meaning, style)], { owner, x: MEANING, y, style }));
  });
  return pieces;
}

function markPieces(galley: Galley): Piece[] {
  const { type } = galley.press;
  const pieces = stack([type.line('Marks', TYPE.h3)], {
    owner: galley.element('P'),
    x: MARKS_AT,
    y: 0,
    style: TYPE.h3,
  });
  MARKS.forEach(([mark, meaning], at) => {
    const style = TYPE.cell;
    const lines = [type.line(meaning, style)];
    const place = { owner: galley.element('P'), x: MARKS_AT + 13, y: 15.5 + at * PITCH, style };
    pieces.push({ ...stack(lines, place)[0], beside: (base) => markPath(mark, MARKS_AT, base) });
  });
  return pieces;
}
