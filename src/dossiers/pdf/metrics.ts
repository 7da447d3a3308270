import type { Metric, MetricsBlock } from '../card-blocks';
import type { Text } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE } from './grid';
import { gridPath, intervalPath } from './interval-shapes';
import { MARK_INDENT, markPath } from './marks';
import { metricColumns, METRIC_PLOT, metricsHead } from './metrics-head';
import { rule } from './paths';
import { pdfText } from './pdf-text';
import { scaleOf, type Scale } from './scale';
import type { Element } from './structure';
import { TYPE } from './styles';
import { flowRows, type FlowRow } from './table-flow';

const PAD = 2.5;
const GROUP_HEIGHT = 17.5;

/** The plots of one page: one figure over the rows, with what they show as its alternative. */
class Plots {
  private shapes = '';
  private top = 0;
  private bottom = 0;

  constructor(
    private readonly galley: Galley,
    private readonly scale: Scale,
    private readonly words: string,
  ) {}

  begin(): void {
    this.shapes = '';
    this.top = this.bottom = this.galley.y;
  }

  add({ plot }: Metric, top: number): void {
    const { scale } = this;
    this.shapes += gridPath(scale, top, this.galley.y);
    if (plot !== null) this.shapes += intervalPath(scale, plot, top + PAD + TYPE.cell.leading / 2);
    this.bottom = this.galley.y;
  }

  end(): void {
    const { galley } = this;
    const place = {
      x: METRIC_PLOT.left - 4,
      y: this.top,
      width: METRIC_PLOT.right - METRIC_PLOT.left + 8,
      height: this.bottom - this.top,
    };
    const attributes = `/Alt${pdfText(this.words)}/A<</O/Layout/Placement/Block/BBox[${galley.page.box(place)}]>>`;
    if (this.shapes !== '') {
      const figure = galley.press.tree.open('Figure', galley.parent, attributes);
      galley.page.marked(figure, this.shapes);
      figure.close();
    }
    galley.page.decorate(rule(0, galley.y, LIVE.width, [0.9, 'ink']));
  }
}

/** The table of key metrics with a small plot in each row; it goes on over pages like any table. */
export function drawMetrics(galley: Galley, block: MetricsBlock): void {
  const { tree } = galley.press;
  const scale = scaleOf(block.axis, METRIC_PLOT);
  const table = tree.open('Table', galley.parent);
  const head = metricsHead(galley, block, table, `Table ${galley.number('table')}`);
  const body = tree.open('TBody', table);
  const plots = new Plots(galley, scale, block.inWords.normalize('NFC'));
  const draw = (continued: boolean): void => {
    head.draw(continued);
    plots.begin();
  };
  const rows = rowsOf(galley, block, body, plots);
  flowRows(galley, { height: head.height, draw, endPart: () => plots.end() }, rows);
  body.close();
  table.close();
  drawNotes(galley, block.notes);
}

function* rowsOf(galley: Galley, block: MetricsBlock, body: Element, plots: Plots): Generator<FlowRow> {
  for (const { title, metrics } of block.groups) {
    yield groupRow(galley, title, body);
    for (const metric of metrics) yield metricRow(galley, block, { metric, body, plots });
  }
}

function groupRow(galley: Galley, title: string, body: Element): FlowRow {
  const { tree, type } = galley.press;
  const draw = (): void => {
    const row = tree.open('TR', body);
    const owner = tree.open('TH', row, '/A<</O/Table/Scope/Row/ColSpan 8>>');
    const lines = type.lines(title, TYPE.cellStrong, LIVE.width);
    const pieces = stack(lines, { owner, x: 0, y: 4.5, style: TYPE.cellStrong });
    galley.place({ pieces, height: GROUP_HEIGHT, decorate: ({ bottom }) => hair(bottom) }, false);
    for (const element of [owner, row]) element.close();
  };
  return { height: GROUP_HEIGHT, leads: true, draw };
}

const hair = (y: number): string => rule(0, y, LIVE.width, [0.25, 'line']);

interface Row {
  readonly metric: Metric;
  readonly body: Element;
  readonly plots: Plots;
}

function metricRow(galley: Galley, block: MetricsBlock, { metric, body, plots }: Row): FlowRow {
  const { tree, type } = galley.press;
  const columns = metricColumns(block);
  const lines = columns.map(({ width }, at) => {
    const style = at === RESULT ? TYPE.cellStrong : TYPE.cell;
    return type.lines(textsOf(metric)[at], style, width - (at === CLAIM ? MARK_INDENT : 0));
  });
  const height = Math.max(...lines.map(({ length }) => length)) * TYPE.cell.leading + 2 * PAD;
  const draw = (): void => {
    const row = tree.open('TR', body);
    const cells = columns.map((_, at) => tree.open(at === 0 ? 'TH' : 'TD', row, at === 0 ? ROW_SCOPE : ''));
    const pieces = columns.flatMap(({ x = 0, right }, at): Piece[] => {
      const place = { owner: cells[at], x: at === CLAIM ? x + MARK_INDENT : x, y: PAD, style: TYPE.cell };
      const own = stack(lines[at], { ...place, ...(right === undefined ? {} : { right }) });
      return at === CLAIM ? marked(own, metric, x) : own;
    });
    const top = galley.y;
    galley.place({ pieces, height, decorate: ({ bottom }) => hair(bottom) });
    plots.add(metric, galley.y - height < top ? galley.y - height : top);
    for (const element of [...cells, row]) element.close();
  };
  return { height, leads: false, draw };
}

const ROW_SCOPE = '/A<</O/Table/Scope/Row>>';
const [RESULT, CLAIM] = [2, 6];

const textsOf = ({ label, n, valueText, intervalText, limitText, markText, evidence }: Metric): readonly Text[] => [
  ...[label, n, valueText, intervalText],
  ...['', limitText, markText, evidence],
];

/** The mark of a claim goes with the first line of its word. */
const marked = ([first, ...rest]: Piece[], { mark }: Metric, x: number): Piece[] =>
  first === undefined ? [] : [{ ...first, beside: (base) => markPath(mark, x, base) }, ...rest];

function drawNotes(galley: Galley, notes: readonly Text[]): void {
  if (notes.length > 0) galley.y += 4;
  for (const note of notes) {
    const lines = galley.press.type.lines(note, TYPE.note, LIVE.width);
    const pieces = stack(lines, { owner: galley.element('P'), x: 0, y: 0, style: TYPE.note });
    galley.place({ pieces, height: bottomOf(pieces) });
  }
}
