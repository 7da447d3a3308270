import type { Block } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE } from './grid';
import { rule } from './paths';
import type { Element } from './structure';
import { TYPE } from './styles';
import { spaced } from './typesetter';
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

/** The head at its usual height, and what stands above and below the axis title in it. */
const HEAD = 24;
const NAMES_BASE = 4.4;

export interface PlotHead {
  readonly height: number;
  /** The baseline of the ticks' numbers, from where the rows begin. */
  readonly tickBase: number;
  readonly draw: (continued: boolean) => void;
}

type Plot = Extract<Block, { kind: 'interval-plot' }>;

/** Caption and column heads of a plot, with the title of its axis above the scale. */
export function plotHead(galley: Galley, block: Plot, table: Element, caption: readonly [string, string]): PlotHead {
  const { tree } = galley.press;
  const owner = tree.open('Caption', table);
  const group = tree.open('THead', table);
  const row = tree.open('TR', group);
  const heads = PLOT.cells.map(() => tree.open('TH', row, '/A<</O/Table/Scope/Column>>'));
  const area = { x: 0, width: LIVE.width, owner };
  const named = captionPieces(galley, caption, area);
  const names = headNames(galley, block);
  const draw = (continued: boolean): void => {
    const own = continued ? captionPieces(galley, [caption[0], continuedCaption(caption[1])], area) : named;
    const top = galley.y + bottomOf(own) + 4;
    const pieces = names.pieces(heads);
    if (continued) {
      galley.artifact(own, galley.y);
      galley.artifact(pieces, top);
    } else {
      galley.draw(own, galley.y);
      galley.draw(pieces, top);
      for (const element of [owner, ...heads, row, group]) element.close();
    }
    galley.y = top + names.height;
    galley.page.decorate(rule(0, top, LIVE.width, [0.9, 'ink']) + rule(0, galley.y, LIVE.width, [0.5, 'ink']));
  };
  return { height: bottomOf(named) + 4 + names.height, tickBase: -NAMES_BASE, draw };
}

interface HeadNames {
  readonly height: number;
  readonly pieces: (heads: readonly Element[]) => Piece[];
}

/** The names of the columns on the lower edge of the head, and the axis title above its scale. */
function headNames(galley: Galley, { labelHead, axis, valueHead, intervalHead }: Plot): HeadNames {
  const { type } = galley.press;
  const style = TYPE.head;
  const columns = [
    { text: labelHead ?? 'Set', x: 0, width: PLOT.label },
    { text: 'n', right: PLOT.nRight, width: 40 },
    { text: valueHead, right: PLOT.valueRight, width: PLOT.valueRight - PLOT.right - 8 },
    { text: intervalHead, right: PLOT.intervalRight, width: PLOT.intervalRight - PLOT.valueRight - 4 },
    { text: 'Evidence', x: PLOT.evidence, width: LIVE.width - PLOT.evidence },
  ].map(({ text, ...place }) => ({ ...place, lines: type.lines(spaced(text), style, place.width) }));
  const titles = type.lines(axis.title, style, PLOT.right - PLOT.x);
  const most = Math.max(...columns.map(({ lines }) => lines.length));
  const height = Math.max(HEAD, 2.5 + most * style.leading + 2.5, 2.2 + (titles.length + 1) * style.leading + 2.8);
  const pieces = (heads: readonly Element[]): Piece[] => [
    ...columns.flatMap(({ lines, x = 0, right }, at) => {
      const y = height - 2.5 - lines.length * style.leading;
      return stack(lines, { owner: heads[at], x, y, style, ...(right === undefined ? {} : { right }) });
    }),
    ...titles.flatMap((line, at) => {
      const x = (PLOT.x + PLOT.right - line.width) / 2;
      return stack([line], { owner: heads[2], x, y: 2.2 + at * style.leading, style });
    }),
  ];
  return { height, pieces };
}

/** What the figure shows, in words and numbers; the same words are its text alternative. */
export function drawInWords(galley: Galley, inWords: string): void {
  const owner = galley.element('P');
  const text = [{ text: 'In words.', style: 'strong' }, ` ${inWords}`] as const;
  const lines = galley.press.type.lines(text, TYPE.inWords, LIVE.width);
  const pieces = stack(lines, { owner, x: 0, y: 5, style: TYPE.inWords });
  galley.place({ pieces, height: bottomOf(pieces), running: lines.length }, lines.length < 5);
}
