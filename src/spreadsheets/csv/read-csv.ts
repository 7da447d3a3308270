import { refuseRows } from '../limits';
import { isEmptyCell, type Sheet, type SheetRow, textCell } from '../sheet';
import { Turns } from '../turns';
import { recordsOf } from './csv-records.rules';
import { csvText } from './csv-text.rules';
import { delimiterOf, saidDelimiter, withoutSaid } from './delimiter.rules';
import { unguarded } from '../../kernel/csv';

/** Reads a CSV to its rows, each with the line on which it begins; nothing is altered but the guard of formulas. */
export async function readCsv(bytes: Buffer, known: ReadonlySet<string>): Promise<Sheet> {
  const text = csvText(bytes);
  const delimiter = saidDelimiter(text) ?? delimiterOf(text, known);
  const turns = new Turns();
  const rows: SheetRow[] = [];
  let emptyRows = 0;
  for (const { line, cells } of recordsOf(withoutSaid(text), delimiter)) {
    const row = { number: line, cells: cells.map((cell) => textCell(unguarded(cell))) };
    if (row.cells.every(isEmptyCell)) emptyRows += 1;
    else rows.push(row);
    refuseRows(rows.length);
    await turns.pause();
  }
  const isSaid = text !== withoutSaid(text);
  return { name: null, rows, emptyRows: emptyRows - (isSaid ? 1 : 0), notes: [] };
}
