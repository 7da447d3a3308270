import type { ProofPath } from '../proof-blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE } from './grid';
import { drawInWords } from './interval-head';
import { disc, fill, ring, rule, upright } from './paths';
import { pdfText } from './pdf-text';
import { captionPieces, continuedCaption } from './table-head';
import type { Element } from './structure';
import { TYPE } from './styles';
import { flowRows, type FlowHead, type FlowRow } from './table-flow';

const ROW = 16;
/** Where the way up stands, its neighbours, and the columns beside it. */
const AT = { left: 17, spine: 32, right: 47, name: 86, side: 106, digest: 138, digestWidth: 290, range: 504 } as const;
const CAPTION_GAP = 4;

/** One line of the figure: the leaf, a neighbour on the way, or the root. */
interface Node {
  readonly name: string;
  readonly side: 'left' | 'right' | null;
  readonly sha256: string;
  readonly range: string;
}

const nodesOf = ({ leaf, steps, root }: ProofPath): Node[] => [
  { name: 'leaf', side: null, ...leaf },
  ...steps.map((step, at) => ({ name: String(at + 1), ...step })),
  { name: 'root', side: null, ...root },
];

/** The way as far as one page shows it; it is one figure, with the words under it as its alternative. */
class PathPart {
  private shapes = '';
  private top = 0;

  constructor(
    private readonly galley: Galley,
    private readonly words: string,
  ) {}

  begin(): void {
    [this.top, this.shapes] = [this.galley.y, ''];
  }

  add({ side }: Node, y: number): void {
    this.shapes += side === null ? fill({ x: AT.spine - 3, y: y - 3.5, width: 6, height: 7 }, 'ink') : branch(side, y);
  }

  end(): void {
    const { galley, top } = this;
    const place = { x: 0, y: top, width: AT.name - 8, height: galley.y - top };
    const attributes = `/Alt${pdfText(this.words)}/A<</O/Layout/Placement/Block/BBox[${galley.page.box(place)}]>>`;
    const figure = galley.press.tree.open('Figure', galley.parent, attributes);
    const way = upright(AT.spine, [top + ROW / 2, galley.y - ROW / 2], [0.9, 'ink']);
    galley.page.marked(figure, way + this.shapes);
    figure.close();
    galley.page.decorate(rule(0, galley.y, LIVE.width, [0.9, 'ink']));
  }
}

/** A neighbour: a knot on the way, a line to its side, and an open ring, since only its hash is known. */
function branch(side: 'left' | 'right', y: number): string {
  const [from, to] = side === 'left' ? [AT.left + 2.4, AT.spine] : [AT.spine, AT.right - 2.4];
  const end = side === 'left' ? AT.left : AT.right;
  return rule(from, y, to - from, [0.7, 'ink']) + disc([AT.spine, y], 1.6, 'ink') + ring([end, y], 2.4, [0.7, 'ink']);
}

/** The way from a leaf to the root, a line for each hash: where it stands in the tree, its side, its digits, its range. */
export function drawProofPath(galley: Galley, block: ProofPath): void {
  const { tree } = galley.press;
  const table = tree.open('Table', galley.parent);
  const part = new PathPart(galley, block.inWords.normalize('NFC'));
  const head = headOf(galley, block, table, part);
  const body = tree.open('TBody', table);
  const rows = nodesOf(block).map((node) => nodeRow(galley, node, body, part));
  flowRows(galley, head, rows[Symbol.iterator]());
  body.close();
  table.close();
  drawInWords(galley, block.inWords);
}

function headOf(galley: Galley, { caption }: ProofPath, table: Element, part: PathPart): FlowHead {
  const owner = galley.press.tree.open('Caption', table);
  const named = `Figure ${galley.number('figure')}`;
  const area = { x: 0, width: LIVE.width, owner };
  const first = captionPieces(galley, [named, caption], area);
  const draw = (continued: boolean): void => {
    const pieces = continued ? captionPieces(galley, [named, continuedCaption(caption)], area) : first;
    if (continued) galley.artifact(pieces, galley.y);
    else {
      galley.draw(pieces, galley.y);
      owner.close();
    }
    galley.y += bottomOf(pieces) + CAPTION_GAP;
    galley.page.decorate(rule(0, galley.y, LIVE.width, [0.9, 'ink']));
    part.begin();
  };
  return { height: bottomOf(first) + CAPTION_GAP, draw, endPart: () => part.end() };
}

function nodeRow(galley: Galley, node: Node, body: Element, part: PathPart): FlowRow {
  const draw = (): void => {
    const { tree } = galley.press;
    const row = tree.open('TR', body);
    const head = tree.open('TH', row, '/A<</O/Table/Scope/Row>>');
    const cells = [head, ...['side', 'digest', 'range'].map(() => tree.open('TD', row))];
    const y = galley.y;
    galley.place({ pieces: nodePieces(galley, node, cells), height: ROW }, false);
    part.add(node, y + ROW / 2);
    for (const element of [...cells, row]) element.close();
  };
  return { height: ROW, leads: false, draw };
}

function nodePieces(galley: Galley, { name, side, sha256, range }: Node, cells: readonly Element[]): Piece[] {
  const { type } = galley.press;
  const y = 2.5;
  const [names, plain] = [side === null ? TYPE.cellStrong : TYPE.cell, TYPE.cell];
  return [
    ...stack([type.line(`${name} `, names)], { owner: cells[0], x: AT.name, y, style: names }),
    ...(side === null ? [] : stack([type.line(`${side} `, plain)], { owner: cells[1], x: AT.side, y, style: plain })),
    ...stack(type.digest(sha256, 7.5, AT.digestWidth), { owner: cells[2], x: AT.digest, y, style: plain }),
    ...stack([type.line(range, TYPE.margin)], { owner: cells[3], x: 0, right: AT.range, y, style: plain }),
  ];
}
