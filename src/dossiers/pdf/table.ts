import type { Block, Cell, Row } from '../blocks';
import { cellPieces, setCell, type CellLines } from './cells';
import { placeColumns, type PlacedColumn } from './columns';
import { bottomOf, stack } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import { rule } from './paths';
import type { Element } from './structure';
import { TYPE } from './styles';
import { flowRows, type FlowHead, type FlowRow } from './table-flow';
import { captionPieces, continuedCaption, tableHead } from './table-head';

type Table = Extract<Block, { kind: 'table' }>;

const GROUP_HEIGHT = 17.5;
const CAPTION_GAP = 4;

/** Where a table stands, its columns, and the tags that its rows go under. */
interface TablePlan {
  readonly galley: Galley;
  readonly area: { readonly x: number; readonly width: number };
  readonly columns: readonly PlacedColumn[];
  readonly pad: number;
  readonly body: Element;
}

/** Draws a table over as many pages as it takes. Rows are walked twice where that gives the same rows again. */
export function drawTable(galley: Galley, block: Table): void {
  const { type, tree } = galley.press;
  const area = block.width === 'wide' ? ZONE.wide : ZONE.full;
  const rows = twice(block.rows);
  const columns = placeColumns(type, block.columns, rows, area);
  const table = tree.open('Table', galley.parent);
  const caption: [string, string] = [`Table ${galley.number('table')}`, block.caption];
  const head = headOf(galley, { table, caption, columns, area });
  const body = tree.open('TBody', table);
  flowRows(galley, head, rowsOf({ galley, area, columns, pad: block.dense === true ? 3.4 : 5, body }, rows));
  body.close();
  table.close();
  galley.page.decorate(rule(area.x, galley.y, area.width, [0.9, 'ink']));
  drawNotes(galley, block.notes ?? [], area);
}

/** Rows that can be walked again; those of a generator are kept, because it gives them only once. */
const twice = (rows: Iterable<Row>): Iterable<Row> =>
  (rows as Partial<Iterator<Row>>).next === undefined ? rows : [...rows];

interface HeadParts {
  readonly table: Element;
  readonly caption: readonly [string, string];
  readonly columns: readonly PlacedColumn[];
  readonly area: { readonly x: number; readonly width: number };
}

function headOf(galley: Galley, { table, caption, columns, area }: HeadParts): FlowHead {
  const { tree } = galley.press;
  const owner = tree.open('Caption', table);
  const group = tree.open('THead', table);
  const headRow = tree.open('TR', group);
  const heads = columns.map(() => tree.open('TH', headRow, '/A<</O/Table/Scope/Column>>'));
  const names = captionPieces(galley, caption, { ...area, owner });
  const head = tableHead(galley, columns);
  const captionHeight = bottomOf(names) + CAPTION_GAP;
  const draw = (continued: boolean): void => {
    const again = [caption[0], continuedCaption(caption[1])] as const;
    const named = continued ? captionPieces(galley, again, { ...area, owner }) : names;
    const top = galley.y + (continued ? bottomOf(named) + CAPTION_GAP : captionHeight);
    const pieces = head.pieces((at) => heads[at]);
    if (continued) {
      galley.artifact(named, galley.y);
      galley.artifact(pieces, top);
    } else {
      galley.draw(named, galley.y);
      galley.draw(pieces, top);
      for (const element of [owner, ...heads, headRow, group]) element.close();
    }
    galley.page.decorate(
      rule(area.x, top, area.width, [0.9, 'ink']) + rule(area.x, top + head.height, area.width, [0.5, 'ink']),
    );
    galley.y = top + head.height;
  };
  return { height: captionHeight + head.height, draw };
}

function* rowsOf(plan: TablePlan, rows: Iterable<Row>): Generator<FlowRow> {
  for (const row of rows) yield 'group' in row ? groupRow(plan, row.group) : cellsRow(plan, row);
}

function cellsRow(plan: TablePlan, row: Extract<Row, { cells: readonly Cell[] }>): FlowRow {
  const { galley, columns, pad } = plan;
  const { type } = galley.press;
  const cells = columns.map((column, at) => setCell(type, row.cells[at] ?? '', column, row.strong === true));
  const lines = Math.max(1, ...cells.map((cell) => cell.lines.length));
  const height = lines * TYPE.cell.leading + pad;
  const draw = (): void => drawCells(plan, cells, height, row.id);
  return { height, leads: false, draw };
}

function drawCells(
  { galley, columns, area, pad, body }: TablePlan,
  cells: CellLines[],
  height: number,
  id?: string,
): void {
  const { tree } = galley.press;
  const row = tree.open('TR', body);
  const named = id !== undefined;
  const data = columns.map((_, at) =>
    named && at === 0 ? tree.open('TH', row, '/A<</O/Table/Scope/Row>>') : tree.open('TD', row),
  );
  const pieces = cells.flatMap((cell, at) => cellPieces(cell, columns[at], data[at], pad / 2));
  if (id !== undefined) galley.settle(id);
  galley.place(
    {
      pieces,
      height,
      decorate: ({ bottom }) => rule(area.x, bottom, area.width, [0.25, 'line']),
    },
    false,
  );
  for (const element of data) element.close();
  row.close();
}

function groupRow({ galley, columns, area, body }: TablePlan, group: string): FlowRow {
  const lines = galley.press.type.lines(group, TYPE.cellStrong, area.width);
  const height = GROUP_HEIGHT + (lines.length - 1) * TYPE.cell.leading;
  const draw = (): void => {
    const { tree } = galley.press;
    const row = tree.open('TR', body);
    const owner = tree.open('TH', row, `/A<</O/Table/Scope/Row/ColSpan ${columns.length}>>`);
    const pieces = stack(lines, { owner, x: area.x, y: 4.5, style: TYPE.cellStrong });
    const decorate = ({ bottom }: { readonly bottom: number }) => rule(area.x, bottom, area.width, [0.25, 'line']);
    galley.place({ pieces, height, decorate }, false);
    owner.close();
    row.close();
  };
  return { height, leads: true, draw };
}

function drawNotes(
  galley: Galley,
  notes: readonly NonNullable<Table['notes']>[number][],
  area: { x: number; width: number },
): void {
  if (notes.length > 0) galley.y += 4;
  for (const note of notes) {
    const lines = galley.press.type.lines(note, TYPE.note, area.width);
    const pieces = stack(lines, { owner: galley.element('P'), x: area.x, y: 0, style: TYPE.note });
    galley.place({ pieces, height: bottomOf(pieces) }, true);
  }
}
