import type { Block, Interval } from '../blocks';
import { stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE, ZONE } from './grid';
import { drawInWords, PLOT, plotHead, type PlotHead } from './interval-head';
import { gridPath, intervalPath } from './interval-shapes';
import type { Line } from './line';
import { textAt } from './draw-text';
import { rule } from './paths';
import { pdfText } from './pdf-text';
import { scaleOf, type Scale } from './scale';
import type { Element } from './structure';
import { TYPE } from './styles';
import { flowRows, type FlowRow } from './table-flow';

type Plot = Extract<Block, { kind: 'interval-plot' }>;

const ROW = 14.3;

/** The part of a plot that stands on one page; it is one figure, with the words under the plot as its alternative. */
class PlotPart {
  private shapes = '';
  private top = 0;

  constructor(
    private readonly galley: Galley,
    private readonly scale: Scale,
    private readonly words: string,
  ) {}

  begin(ticks: string): void {
    this.top = this.galley.y;
    this.shapes = ticks;
  }

  add(interval: Interval, y: number): void {
    this.shapes += intervalPath(this.scale, interval, y);
  }

  end(): void {
    const { galley, scale } = this;
    const [x, y] = [PLOT.x - 8, this.top - 12];
    const place = { x, y, width: PLOT.right + 8 - x, height: galley.y - y };
    const attributes = `/Alt${pdfText(this.words)}/A<</O/Layout/Placement/Block/BBox[${galley.page.box(place)}]>>`;
    const figure = galley.press.tree.open('Figure', galley.parent, attributes);
    galley.page.marked(figure, gridPath(scale, this.top, galley.y) + this.shapes);
    figure.close();
    galley.page.decorate(rule(0, galley.y, LIVE.width, [0.9, 'ink']));
  }
}

/** Estimates with their intervals, each row with its numbers: the table is the chart. */
export function drawIntervalPlot(galley: Galley, block: Plot): void {
  const { tree } = galley.press;
  const scale = scaleOf(block.axis, { left: PLOT.x, right: PLOT.right });
  const table = tree.open('Table', galley.parent);
  const head = plotHead(galley, block, table, [`Figure ${galley.number('figure')}`, block.caption]);
  const body = tree.open('TBody', table);
  const part = new PlotPart(galley, scale, block.inWords.normalize('NFC'));
  const rows = block.intervals.map((interval) => plotRow(galley, interval, body, part));
  const draw = (continued: boolean): void => {
    head.draw(continued);
    part.begin(ticksPath(galley, scale, head));
  };
  flowRows(galley, { height: head.height, draw, endPart: () => part.end() }, rows[Symbol.iterator]());
  body.close();
  table.close();
  drawInWords(galley, block.inWords);
}

const ticksPath = (galley: Galley, { ticks }: Scale, { tickBase }: PlotHead): string =>
  ticks
    .map(({ x, text }) => {
      const segment = galley.press.type.segment(text, { face: 'sans', size: 7, ink: 'muted' });
      return textAt([segment], x - segment.width / 2, galley.y + tickBase);
    })
    .join('');

function plotRow(galley: Galley, interval: Interval, body: Element, part: PlotPart): FlowRow {
  const { type, tree } = galley.press;
  const label = type.lines(interval.label, TYPE.cell, PLOT.label);
  const height = Math.max(ROW, label.length * TYPE.cell.leading + 3.3);
  const draw = (): void => {
    const row = tree.open('TR', body);
    const cells = PLOT.cells.map((name) =>
      tree.open(name === 'label' ? 'TH' : 'TD', row, name === 'label' ? ROW_SCOPE : ''),
    );
    const pieces = rowPieces(galley, interval, label, cells);
    const y = galley.y;
    galley.place({
      pieces,
      height,
      decorate: ({ bottom }) =>
        rule(0, bottom, PLOT.x - 8, [0.2, 'line']) +
        rule(PLOT.right + 8, bottom, LIVE.width - PLOT.right - 8, [0.2, 'line']),
    });
    part.add(interval, y + ROW / 2);
    for (const element of [...cells, row]) element.close();
  };
  return { height, leads: false, draw };
}

const ROW_SCOPE = '/A<</O/Table/Scope/Row>>';

function rowPieces(galley: Galley, interval: Interval, label: readonly Line[], cells: readonly Element[]): Piece[] {
  const { type } = galley.press;
  const style = TYPE.cell;
  const y = 1.65;
  const flush = (text: string, owner: Element, right: number): Piece[] =>
    stack([type.line(text, style)], { owner, x: 0, right, y, style });
  return [
    ...stack(label, { owner: cells[0], x: ZONE.full.x, y, style }),
    ...flush(interval.n, cells[1], PLOT.nRight),
    ...flush(interval.valueText, cells[2], PLOT.valueRight),
    ...flush(interval.intervalText, cells[3], PLOT.intervalRight),
    ...stack(type.lines([{ ref: interval.ref, page: true }], style, LIVE.width - PLOT.evidence), {
      owner: cells[4],
      x: PLOT.evidence,
      y,
      style,
    }),
  ];
}
