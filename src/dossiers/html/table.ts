import type { Icon } from '../../http/pages/icons';
import type { Block, Cell, Column, Mark, OutcomeFrame, Row, Text } from '../blocks';
import { type Html, markup, NOTHING, when } from './markup';
import type { HtmlPress } from './press';
import { words } from './text';

type Table = Extract<Block, { kind: 'table' }>;

const MARKS: Readonly<Record<Mark, readonly [look: string, icon: Icon]>> = {
  met: ['state-ok', 'circle-check'],
  condition: ['state-warn', 'alert-triangle'],
  'not-met': ['state-stop', 'circle-x'],
  unknown: ['', 'circle-dashed'],
  gap: ['state-warn', 'alert-triangle'],
  none: ['', 'note'],
};

export const drawMark = (press: HtmlPress, mark: Mark, word: string): Html => press.state(word, ...MARKS[mark]);

/** The frame says again what the words say: enforcement discretion never looks like “not a device”. */
export const drawOutcome = (outcome: OutcomeFrame, text: string): Html =>
  markup`<span class="framed framed-${outcome}">${text}</span>`;

function content(press: HtmlPress, cell: Cell): Html {
  if (typeof cell === 'string' || Array.isArray(cell)) return words(press, cell as Text);
  const one = cell as Exclude<Cell, Text>;
  if ('mark' in one) return drawMark(press, one.mark, one.text);
  if ('outcome' in one) return drawOutcome(one.outcome, one.text);
  if ('sha256' in one) return markup`<code class="digest">${one.sha256}</code>`;
  if ('number' in one) return one.strong === true ? markup`<strong>${one.number}</strong>` : markup`${one.number}`;
  return markup`${one.lines.map((line) => markup`<div>${words(press, line)}</div>`)}`;
}

const isNumber = ({ align }: Column): boolean => align === 'right';

function head(column: Column): Html {
  const unit = column.unit === undefined ? NOTHING : markup`<br><small>${column.unit}</small>`;
  return markup`<th scope="col"${when(isNumber(column), () => markup` class="num"`)}>${column.head}${unit}</th>`;
}

const cell = (press: HtmlPress, one: Cell, column: Column): Html =>
  markup`<td${when(isNumber(column), () => markup` class="num"`)}>${content(press, one)}</td>`;

function row(press: HtmlPress, one: Row, columns: readonly Column[]): Html {
  if ('group' in one) return markup`<tr><th scope="rowgroup" colspan="${columns.length}">${one.group}</th></tr>`;
  const [first = '', ...others] = one.cells;
  const rest = columns.slice(1).map((column, index) => cell(press, others[index] ?? '', column));
  return markup`<tr${press.home(one.id)}><th scope="row">${content(press, first)}</th>${rest}</tr>`;
}

/** A region of its own that scrolls, so that the page does not. */
export const scrolled = (label: string, inside: Html): Html =>
  markup`<div class="table-responsive" role="region" aria-label="${label}" tabindex="0">${inside}</div>`;

export function drawTable(press: HtmlPress, { caption, dense, columns, rows, notes = [] }: Table): Html {
  const name = `${press.number('Table')} ${caption}`;
  const body = [...rows].map((one) => row(press, one, columns));
  const look = dense === true ? 'table dense' : 'table';
  const heads = markup`<caption>${name}</caption><thead><tr>${columns.map(head)}</tr></thead>`;
  const table = markup`<table class="${look}">${heads}<tbody>${body}</tbody></table>`;
  return markup`${scrolled(name, table)}${notes.map((note) => markup`<p class="small quiet">${words(press, note)}</p>`)}`;
}
