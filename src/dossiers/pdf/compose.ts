import type { Line } from './line';
import type { Element } from './structure';
import { baseline, type TextStyle } from './styles';

/** One line of text at its place in a composition. */
export interface Piece {
  readonly owner: Element;
  readonly line: Line;
  readonly x: number;
  /** The line's end, for lines that end flush. */
  readonly right?: number;
  readonly y: number;
  readonly height: number;
  /** The baseline below `y`. */
  readonly base: number;
  /** Path operators that go with the line, such as a mark; told the page's y of the line's baseline. */
  readonly beside?: (base: number) => string;
}

/** The stretch of a composition that one page shows, in the page's coordinates. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
  readonly first: boolean;
  readonly last: boolean;
}

/** Lines that belong together, with the rules and frames around them; pages are broken between its lines. */
export interface Composition {
  readonly pieces: readonly Piece[];
  readonly height: number;
  /** Path operators drawn under the text. */
  readonly decorate?: (span: Span) => string;
  /** It begins with a rule of its own, so that it needs no space under a repeated heading. */
  readonly ruled?: boolean;
  /** How many of the first pieces are the running text, for widows and orphans. */
  readonly running?: number;
}

export interface Placing {
  readonly owner: Element;
  readonly x: number;
  readonly y: number;
  readonly style: TextStyle;
  readonly right?: number;
  /** Where the first baseline is, when it follows that of a neighbour. */
  readonly base?: number;
}

/** Stacks lines below each other. */
export const stack = (lines: readonly Line[], { owner, x, y, style, right, base }: Placing): Piece[] =>
  lines.map((line, at) => ({
    owner,
    line,
    x,
    y: y + at * style.leading,
    height: style.leading,
    base: base ?? baseline(style),
    ...(right === undefined ? {} : { right }),
  }));

/** Where the lowest of the pieces ends. */
export const bottomOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((lowest, { y, height }) => Math.max(lowest, y + height), 0);
