import type { MetricsBlock } from '../card-blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE } from './grid';
import { rule } from './paths';
import type { Element } from './structure';
import { TYPE } from './styles';
import type { FlowHead } from './table-flow';
import { captionPieces, continuedCaption } from './table-head';
import { spaced } from './typesetter';

/** Where a column stands: from a left edge, or ending at a right one. */
export interface MetricColumn {
  readonly head: string;
  readonly unit?: string;
  readonly x?: number;
  readonly right?: number;
  readonly width: number;
}

/** The stretch in which intervals are drawn. */
export const METRIC_PLOT = { left: 284, right: 356 } as const;

export const metricColumns = ({ axis }: MetricsBlock): readonly MetricColumn[] => [
  { head: 'Metric', x: 0, width: 146 },
  { head: 'n', right: 180, width: 30 },
  { head: 'Result', unit: '%', right: 224, width: 40 },
  { head: '95% CI', unit: '%', right: 273, width: 46 },
  { head: 'Interval', unit: `${axis.low} to ${axis.high}%`, x: METRIC_PLOT.left, width: 72 },
  { head: 'Limit', unit: 'as fixed', right: 402, width: 42 },
  { head: 'Claim', x: 407, width: 50 },
  { head: 'Evidence', unit: 'and page', x: 457, width: 47 },
];

const PAD = 3;
const CAPTION_GAP = 4;

/** Caption and heads of the table of metrics: names in bold, units in the line under them. */
export function metricsHead(galley: Galley, block: MetricsBlock, table: Element, label: string): FlowHead {
  const { tree } = galley.press;
  const columns = metricColumns(block);
  const owner = tree.open('Caption', table);
  const group = tree.open('THead', table);
  const row = tree.open('TR', group);
  const heads = columns.map(() => tree.open('TH', row, '/A<</O/Table/Scope/Column>>'));
  const area = { x: 0, width: LIVE.width, owner };
  const height = 2 * TYPE.head.leading + 2 * PAD;
  const draw = (continued: boolean): void => {
    const caption = continued ? continuedCaption(block.caption) : block.caption;
    const named = captionPieces(galley, [label, caption], area);
    const pieces = columns.flatMap((column, at) => headPieces(galley, column, heads[at], height));
    const top = galley.y + bottomOf(named) + CAPTION_GAP;
    if (continued) {
      galley.artifact(named, galley.y);
      galley.artifact(pieces, top);
    } else {
      galley.draw(named, galley.y);
      galley.draw(pieces, top);
      for (const element of [owner, ...heads, row, group]) element.close();
    }
    galley.y = top + height;
    galley.page.decorate(rule(0, top, LIVE.width, [0.9, 'ink']) + rule(0, galley.y, LIVE.width, [0.5, 'ink']));
  };
  return { height: bottomOf(captionPieces(galley, [label, block.caption], area)) + CAPTION_GAP + height, draw };
}

function headPieces(galley: Galley, column: MetricColumn, owner: Element, height: number): Piece[] {
  const { type } = galley.press;
  const { head, unit, x = 0, right, width } = column;
  const names = type.lines(spaced(head), TYPE.head, width);
  const units = unit === undefined ? [] : type.lines(unit, TYPE.headUnit, width);
  const y = height - PAD - (names.length + units.length) * TYPE.head.leading;
  const flush = right === undefined ? {} : { right };
  return [
    ...stack(names, { owner, x, y, style: TYPE.head, ...flush }),
    ...stack(units, { owner, x, y: y + names.length * TYPE.head.leading, style: TYPE.headUnit, ...flush }),
  ];
}
