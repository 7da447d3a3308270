import type { Block } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE } from './grid';
import { rule } from './paths';
import type { Element } from './structure';
import { TYPE } from './styles';
import { captionPieces, continuedCaption } from './table-head';

/** The places of an interval plot's columns. */
export const PLOT = {
  label: 138,
  nRight: 176,
  x: 190,
  right: 338,
  valueRight: 386,
  intervalRight: 438,
  evidence: 447,
  cells: ['label', 'n', 'value', 'interval', 'evidence'],
} as const;

const HEAD = 24;
const NAMES_BASE = 19.6;

export interface PlotHead {
  readonly height: number;
  /** The baseline of the ticks' numbers, from where the rows begin. */
  readonly tickBase: number;
  readonly draw: (continued: boolean) => void;
}

/** Caption and column heads of a plot, with the title of its axis above the scale. */
export function plotHead(
  galley: Galley,
  block: Extract<Block, { kind: 'interval-plot' }>,
  table: Element,
  caption: readonly [string, string],
): PlotHead {
  const { tree } = galley.press;
  const owner = tree.open('Caption', table);
  const group = tree.open('THead', table);
  const row = tree.open('TR', group);
  const heads = PLOT.cells.map(() => tree.open('TH', row, '/A<</O/Table/Scope/Column>>'));
  const area = { x: 0, width: LIVE.width, owner };
  const named = captionPieces(galley, caption, area);
  const draw = (continued: boolean): void => {
    const names = continued ? captionPieces(galley, [caption[0], continuedCaption(caption[1])], area) : named;
    const top = galley.y + bottomOf(names) + 4;
    const pieces = headPieces(galley, block, heads);
    if (continued) {
      galley.artifact(names, galley.y);
      galley.artifact(pieces, top);
    } else {
      galley.draw(names, galley.y);
      galley.draw(pieces, top);
      for (const element of [owner, ...heads, row, group]) element.close();
    }
    galley.page.decorate(rule(0, top, LIVE.width, [0.9, 'ink']) + rule(0, top + HEAD, LIVE.width, [0.5, 'ink']));
    galley.y = top + HEAD;
  };
  return { height: bottomOf(named) + 4 + HEAD, tickBase: NAMES_BASE - HEAD, draw };
}

function headPieces(
  galley: Galley,
  { labelHead, axis, valueHead, intervalHead }: Extract<Block, { kind: 'interval-plot' }>,
  heads: readonly Element[],
): Piece[] {
  const { type } = galley.press;
  const style = TYPE.head;
  const low = (
    text: string,
    at: number,
    place: { readonly x: number; readonly right?: number },
    width: number,
  ): Piece[] => {
    const lines = type.lines(text, style, width).slice(0, 2);
    return stack(lines, { owner: heads[at], ...place, y: HEAD - 2.5 - lines.length * style.leading, style });
  };
  const title = type.line(axis.title, style);
  const middle = (PLOT.x + PLOT.right - title.width) / 2;
  return [
    ...low(labelHead ?? 'Set', 0, { x: 0 }, PLOT.label),
    ...low('n', 1, { x: 0, right: PLOT.nRight }, 40),
    ...stack([title], { owner: heads[2], x: middle, y: 2.2, style }),
    ...low(`${valueHead} `.trim(), 2, { x: 0, right: PLOT.valueRight }, PLOT.valueRight - PLOT.right - 4),
    ...low(intervalHead, 3, { x: 0, right: PLOT.intervalRight }, PLOT.intervalRight - PLOT.valueRight - 4),
    ...low('Evidence', 4, { x: PLOT.evidence }, LIVE.width - PLOT.evidence),
  ];
}

/** What the figure shows, in words and numbers; the same words are its text alternative. */
export function drawInWords(galley: Galley, inWords: string): void {
  const owner = galley.element('P');
  const text = [{ text: 'In words.', style: 'strong' }, ` ${inWords}`] as const;
  const lines = galley.press.type.lines(text, TYPE.inWords, LIVE.width);
  const pieces = stack(lines, { owner, x: 0, y: 5, style: TYPE.inWords });
  galley.place({ pieces, height: bottomOf(pieces), running: lines.length }, lines.length < 5);
}
