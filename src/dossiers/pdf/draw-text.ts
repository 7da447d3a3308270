import type { Piece } from './compose';
import type { Homes } from './homes';
import { INKS, points, type Ink } from './ink';
import type { Segment } from './line';
import type { LinkArea, Page } from './page';
import { fill } from './paths';
import type { StructureTree, Element } from './structure';

/** Segments in a row as one text object. */
export function textAt(segments: readonly Segment[], x: number, y: number): string {
  let operators = `BT 1 0 0 1 ${points(x)} ${points(-y)} Tm`;
  let [face, size, ink]: [string, number, Ink | undefined] = ['', 0, undefined];
  for (const segment of segments) {
    if (segment.face.name !== face || segment.size !== size) {
      [face, size] = [segment.face.name, segment.size];
      operators += ` /${face} ${points(size)} Tf`;
    }
    if (segment.ink !== ink) operators += ` ${INKS[(ink = segment.ink)]} rg`;
    operators += segment.face.show(segment.text, segment.size);
  }
  return `${barsUnder(segments, x, y)}${operators} ET\n`;
}

/** The bars that stand under withheld texts. */
function barsUnder(segments: readonly Segment[], x: number, y: number): string {
  if (!segments.some(({ bar }) => bar)) return '';
  let left = x;
  return segments
    .map(({ bar, width, size }) => {
      const at = left;
      left += width;
      return bar ? fill({ x: at, y: y - 0.84 * size, width, height: 1.12 * size }, 'ink') : '';
    })
    .join('');
}

/** Lines without tags, for what repeats text that is tagged elsewhere. */
export const plainText = (pieces: readonly Piece[], shift: number): string =>
  pieces
    .filter(({ line }) => line.segments.length > 0)
    .map(({ line, x, right, y, base }) =>
      textAt(line.segments, right === undefined ? x : right - line.width, y + shift + base),
    )
    .join('');

/** Draws the lines of a page under their tags; a line waits when it names a page that is not yet known. */
export class TextDrawer {
  private open: Element | undefined;

  constructor(
    private readonly page: Page,
    private readonly tree: StructureTree,
    private readonly homes: Homes,
  ) {}

  draw(pieces: readonly Piece[], shift: number): void {
    for (const piece of pieces) this.drawPiece(piece, piece.y + shift);
    this.endMark();
    for (const { beside, y, base } of pieces) if (beside !== undefined) this.page.decorate(beside(y + shift + base));
  }

  private drawPiece(piece: Piece, top: number): void {
    const { segments } = piece.line;
    const plain = segments.every(({ link, pageOf }) => link === undefined && pageOf === undefined);
    if (!plain) return this.drawLinked(piece, top);
    if (segments.length === 0) return;
    this.mark(piece.owner);
    const x = piece.right === undefined ? piece.x : piece.right - piece.line.width;
    this.page.add(textAt(segments, x, top + piece.base));
  }

  private drawLinked(piece: Piece, top: number): void {
    const { segments } = piece.line;
    const late = [...new Set(segments.map(({ pageOf }) => pageOf))].filter(
      (id): id is string => id !== undefined && this.homes.pageOf(id) === undefined,
    );
    for (const id of late) this.page.await(id);
    for (let from = 0; from < segments.length;) {
      const { link } = segments[from];
      let to = from + 1;
      while (to < segments.length && segments[to].link === link) to++;
      this.drawStretch(piece, top, [from, to], late.length > 0);
      from = to;
    }
    this.endMark();
  }

  /** One stretch of a line with the same target, or none. */
  private drawStretch(piece: Piece, top: number, [from, to]: readonly [number, number], late: boolean): void {
    const { link } = piece.line.segments[from];
    const area: LinkArea = { x: 0, y: top, width: 0, height: piece.height };
    const operators = (): string => {
      const settled = this.settle(piece.line.segments);
      const before = widthOf(settled.slice(0, from));
      const own = settled.slice(from, to);
      area.x = (piece.right === undefined ? piece.x : piece.right - widthOf(settled)) + before;
      area.width = widthOf(own);
      return textAt(own, area.x, top + piece.base);
    };
    if (link === undefined) this.mark(piece.owner);
    else this.markLink(piece.owner, link, area);
    this.page.add(late ? operators : operators());
    if (link !== undefined) this.endMark();
  }

  private settle(segments: readonly Segment[]): Segment[] {
    return segments.map((segment) => {
      if (segment.pageOf === undefined) return segment;
      const text = String(this.homes.pageOf(segment.pageOf));
      return { ...segment, text, width: segment.face.measure(text, segment.size) };
    });
  }

  private markLink(owner: Element, to: string, area: LinkArea): void {
    this.endMark();
    const element = this.tree.open('Link', owner);
    this.mark(element);
    this.page.link(element, to, area);
    element.close();
  }

  private mark(element: Element): void {
    if (this.open === element) return;
    this.endMark();
    this.page.add(`/${element.tag} <</MCID ${element.mark(this.page)}>> BDC\n`);
    this.open = element;
  }

  private endMark(): void {
    if (this.open !== undefined) this.page.add('EMC\n');
    this.open = undefined;
  }
}

const widthOf = (segments: readonly Segment[]): number => segments.reduce((sum, { width }) => sum + width, 0);
