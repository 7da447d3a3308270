import type { Text } from '../blocks';
import type { PlacedColumn } from './columns';
import { stack, type Piece } from './compose';
import type { Galley } from './galley';
import type { Element } from './structure';
import { TYPE } from './styles';
import { spaced } from './typesetter';

const PAD = 3;
const LABEL_GAP = 6;

/** A caption on every page but the first. */
export const continuedCaption = (caption: string): Text => [caption, ' ', { text: '(continued)', style: 'emphasis' }];

/** The caption's lines: `Table 8.2` in bold, then what it shows, the lines under each other. */
export function captionPieces(
  galley: Galley,
  [label, caption]: readonly [string, Text],
  area: { readonly x: number; readonly width: number; readonly owner: Element },
): Piece[] {
  const { type } = galley.press;
  const { x, width, owner } = area;
  const name = type.line(`${label} `, { ...TYPE.caption, face: 'sansB' });
  const indent = name.width + LABEL_GAP;
  const lines = type.lines(caption, TYPE.caption, width - indent);
  return [
    ...stack([name], { owner, x, y: 0, style: TYPE.caption }),
    ...stack(lines, { owner, x: x + indent, y: 0, style: TYPE.caption }),
  ];
}

interface HeadLines {
  readonly column: PlacedColumn;
  readonly pieces: (owner: Element, height: number) => Piece[];
  readonly height: number;
}

/** The head of one column: its name in bold, the unit in the line under it, both on the lower edge of the head. */
function headLines(galley: Galley, column: PlacedColumn): HeadLines {
  const { type } = galley.press;
  const { head, unit } = column.column;
  const names = type.lines(spaced(head), TYPE.head, column.width);
  const units = unit === undefined ? [] : type.lines(unit, TYPE.headUnit, column.width);
  const own = (names.length + units.length) * TYPE.head.leading;
  const right = column.flush ? { right: column.x + column.width } : {};
  const pieces = (owner: Element, height: number): Piece[] => {
    const y = height - PAD - own;
    const named = stack(names, { owner, x: column.x, y, style: TYPE.head, ...right });
    return [
      ...named,
      ...stack(units, { owner, x: column.x, y: y + named.length * TYPE.head.leading, style: TYPE.headUnit, ...right }),
    ];
  };
  return { column, pieces, height: own + 2 * PAD };
}

/** The column heads, and how high they are together. */
export function tableHead(
  galley: Galley,
  columns: readonly PlacedColumn[],
): { readonly height: number; readonly pieces: (owner: (column: number) => Element) => Piece[] } {
  const heads = columns.map((column) => headLines(galley, column));
  const height = Math.max(...heads.map((head) => head.height));
  return { height, pieces: (owner) => heads.flatMap((head, at) => head.pieces(owner(at), height)) };
}
