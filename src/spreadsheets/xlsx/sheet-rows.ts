import { MAX_COLUMNS, refuseRows } from '../limits';
import { type Cell, faultyCell, isEmptyCell, type SheetRow, textCell } from '../sheet';
import { cellOf, type Context } from './cell-of';
import { StringItem } from './shared-strings';
import { type Attributes, type Visitor, walk } from './xml';
import { damaged } from './zip-directory';

const LAST_ROW = 1_048_576;

const REFERENCE = /^([A-Z]{1,3})\d{1,7}$/;

/** The place of a column by the reference of a cell, the first one 0: `A1` is 0, `AA7` is 26. */
export function columnAt(reference: string): number {
  const [, letters] = REFERENCE.exec(reference) ?? [];
  if (letters === undefined) throw damaged('a cell in it has no place');
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Reads the elements of a sheet into its rows. */
export class SheetRows implements Visitor {
  readonly rows: SheetRow[] = [];
  readonly merged: string[] = [];
  emptyRows = 0;
  hiddenRows = 0;

  private number = 0;
  private isHidden = false;
  private cells: Cell[] = [];
  private at = 0;
  private raw = { type: 'n', style: 0, value: '', isFormula: false };
  private readonly inline = new StringItem();
  private isInValue = false;

  constructor(private readonly context: Context) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'f') this.raw.isFormula = true;
    else if (name === 'v') this.isInValue = true;
    else if (name === 'mergeCell') this.merged.push(attributes.get('ref') ?? '');
    else this.inline.open(name);
  }

  close(name: string): void {
    if (name === 'v') this.isInValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') this.endRow();
    else this.inline.close(name);
  }

  text(text: string): void {
    if (this.isInValue) this.raw.value += text;
    else this.inline.text(text);
  }

  private beginRow(attributes: Attributes): void {
    const number = Number(attributes.get('r') ?? this.number + 1);
    if (!(number > this.number && number <= LAST_ROW)) throw damaged('its rows are not in order');
    this.number = number;
    this.isHidden = /^(1|true)$/.test(attributes.get('hidden') ?? '');
    this.cells = [];
    this.at = 0;
  }

  private beginCell(attributes: Attributes): void {
    const reference = attributes.get('r');
    this.at = reference === null ? this.at : columnAt(reference);
    const [type, style] = [attributes.get('t') ?? 'n', Number(attributes.get('s') ?? 0)];
    this.raw = { type, style, value: '', isFormula: false };
  }

  private endCell(): void {
    const cell = cellOf({ ...this.raw, inline: this.inline.take() }, this.context);
    if (this.at < MAX_COLUMNS) this.cells[this.at] = cell;
    else if (!isEmptyCell(cell)) this.cells[MAX_COLUMNS] = faultyCell('stands beyond the last column');
    this.at += 1;
  }

  private endRow(): void {
    const cells = Array.from(this.cells, (cell: Cell | undefined) => cell ?? textCell(''));
    if (cells.every(isEmptyCell)) return void (this.emptyRows += 1);
    if (this.isHidden) this.hiddenRows += 1;
    this.rows.push({ number: this.number, cells });
    refuseRows(this.rows.length);
  }
}

export async function readRows(xml: string, context: Context): Promise<SheetRows> {
  const rows = new SheetRows(context);
  await walk(xml, rows);
  return rows;
}
