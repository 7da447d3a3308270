import type { Cell, Text } from '../blocks';
import type { Piece } from './compose';
import { stack } from './compose';
import type { Line } from './line';
import { MARK_INDENT, markPath, outcomePath } from './marks';
import type { PlacedColumn } from './columns';
import type { Element } from './structure';
import { TYPE } from './styles';
import { spaced, type Typesetter } from './typesetter';

/** A cell broken into lines, once: for the height of its row, and for drawing it. */
export interface CellLines {
  readonly lines: readonly Line[];
  readonly flush: boolean;
  readonly indent: number;
  readonly beside?: (x: number, base: number) => string;
}

/** Breaks a cell for its column; a number stays on its line, a digest is two lines of 32 digits. */
export function setCell(type: Typesetter, cell: Cell, { width, flush }: PlacedColumn, strong: boolean): CellLines {
  const style = strong ? TYPE.cellStrong : TYPE.cell;
  const plain = (text: Text): CellLines => ({ lines: type.lines(text, style, width), flush, indent: 0 });
  const marked = (text: string, beside: (x: number, base: number) => string): CellLines => ({
    lines: type.lines(text, style, width - MARK_INDENT),
    flush: false,
    indent: MARK_INDENT,
    beside,
  });
  if (typeof cell === 'string' || Array.isArray(cell)) return plain(cell as Text);
  if ('number' in cell) {
    const numberStyle = strong || cell.strong === true ? TYPE.cellStrong : TYPE.cell;
    const segment = type.segment(cell.number.normalize('NFC'), numberStyle);
    return { lines: [{ segments: [segment], width: segment.width }], flush: true, indent: 0 };
  }
  if ('sha256' in cell) return { lines: type.digest(cell.sha256, 7.2, width), flush: false, indent: 0 };
  if ('lines' in cell)
    return { lines: cell.lines.flatMap((line) => type.lines(spaced(line), style, width)), flush, indent: 0 };
  if ('mark' in cell) return marked(cell.text, (x, base) => markPath(cell.mark, x, base));
  if ('outcome' in cell) return marked(cell.text, (x, base) => outcomePath(cell.outcome, x, base));
  return plain(cell);
}

/** The lines of a cell at their place in the row, under its tag. */
export function cellPieces(cell: CellLines, { x, width }: PlacedColumn, owner: Element, y: number): Piece[] {
  const { beside, indent, flush, lines } = cell;
  const pieces = stack(lines, { owner, x: x + indent, y, style: TYPE.cell, ...(flush ? { right: x + width } : {}) });
  if (beside === undefined || pieces.length === 0) return pieces;
  return [{ ...pieces[0], beside: (base) => beside(x, base) }, ...pieces.slice(1)];
}
