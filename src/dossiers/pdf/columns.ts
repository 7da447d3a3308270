import type { Cell, Column, Row, Text } from '../blocks';
import { MARK_INDENT } from './marks';
import { TYPE, type TextStyle } from './styles';
import type { Typesetter } from './typesetter';
import { hasWide } from './wide';

export const COLUMN_GAP = 8;

/** A column at its place in the table. */
export interface PlacedColumn {
  readonly column: Column;
  readonly x: number;
  readonly width: number;
  readonly flush: boolean;
}

/** What a column cannot do without (numbers, digests, references), and what it would rather have (its longest word). */
interface Want {
  hard: number;
  soft: number;
  numbers: boolean;
}

/** Shares the width by weight; no column is narrower than its widest number, and no word is broken that could stand. */
export function placeColumns(
  type: Typesetter,
  columns: readonly Column[],
  rows: Iterable<Row>,
  area: { readonly x: number; readonly width: number },
): PlacedColumn[] {
  const wants = columns.map((column) => headWant(type, column));
  for (const row of rows) if ('cells' in row) row.cells.forEach((cell, at) => cellWant(type, cell, wants[at]));
  const room = area.width - COLUMN_GAP * (columns.length - 1);
  const widths = share(columns, leastWidths(wants, room), room);
  let x = area.x;
  return columns.map((column, at) => {
    const placed = { column, x, width: widths[at], flush: column.align === 'right' || isNumeric(column, wants[at]) };
    x += widths[at] + COLUMN_GAP;
    return placed;
  });
}

const isNumeric = ({ align }: Column, { numbers }: Want): boolean => align === undefined && numbers;

function headWant(type: Typesetter, { head, unit }: Column): Want {
  const soft = Math.max(longestWord(type, head, TYPE.head), longestWord(type, unit ?? '', TYPE.headUnit));
  return { hard: 0, soft, numbers: false };
}

function cellWant(type: Typesetter, cell: Cell, want: Want | undefined): void {
  if (want === undefined) return;
  const soft = (text: Text, indent = 0): void => {
    want.soft = Math.max(want.soft, longestWord(type, text, TYPE.cell) + indent);
  };
  if (typeof cell === 'string' || Array.isArray(cell)) soft(cell as Text);
  else if ('number' in cell) {
    want.numbers = true;
    const style = cell.strong === true ? TYPE.cellStrong : TYPE.cell;
    want.hard = Math.max(want.hard, type.segment(cell.number.normalize('NFC'), style).width);
  } else if ('sha256' in cell) {
    const half = type.segment('0'.repeat(32), DIGEST).width;
    want.hard = Math.max(want.hard, half / 2);
    want.soft = Math.max(want.soft, half);
  } else if ('lines' in cell) cell.lines.forEach((line) => soft(line));
  else if ('text' in cell) soft(cell.text, MARK_INDENT);
}

const DIGEST = { face: 'mono', size: 7.2, ink: 'ink' } as const;

function longestWord(type: Typesetter, text: Text, style: TextStyle): number {
  if (typeof text !== 'string' || hasWide(text))
    return Math.max(0, ...type.words(text, style).map(({ width }) => width));
  let longest = '';
  for (const word of text.split(/[ \n]/)) if (word.length > longest.length) longest = word;
  return longest === '' ? 0 : type.segment(longest.normalize('NFC'), style).width;
}

/** What the columns get at least; when all wishes together are too wide, long words give way before numbers do. */
function leastWidths(wants: readonly Want[], room: number): number[] {
  const most = room * 0.4;
  const wished = wants.map(({ hard, soft }) => Math.max(hard, Math.min(soft, most)) + 0.05);
  if (sum(wished) <= room) return wished;
  const hard = wants.map((want) => want.hard + 0.05);
  const spare = Math.max(0, room - sum(hard));
  const missing = wished.map((width, at) => width - hard[at]);
  return hard.map((width, at) => width + (spare * missing[at]) / Math.max(1e-9, sum(missing)));
}

function share(columns: readonly Column[], least: readonly number[], room: number): number[] {
  const fixed = new Set<number>();
  for (;;) {
    const left = room - sum([...fixed].map((at) => least[at]));
    const weights = sum(columns.map(({ weight }, at) => (fixed.has(at) ? 0 : weight)));
    const widths = columns.map(({ weight }, at) => (fixed.has(at) ? least[at] : (left * weight) / weights));
    const short = widths.findIndex((width, at) => !fixed.has(at) && width < least[at]);
    if (short === -1) return widths;
    fixed.add(short);
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
