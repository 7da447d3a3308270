import { type FieldError, Refusal } from '../kernel/refusal';
import type { Column } from './kinds/column';
import type { SheetRow } from './sheet';

/** A column's name as it is compared: `Semantic Version` is `semanticVersion`. */
export const columnKey = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

const faultsOf = (names: readonly string[], columns: readonly Column[]): FieldError[] => {
  const known = new Map(columns.map((column) => [columnKey(column.name), column]));
  const keys = names.map(columnKey);
  const all = columns.map(({ name }) => name).join(', ');
  const wrong = names.flatMap((name, at): FieldError[] => {
    const key = columnKey(name);
    const pointer = `/${at}`;
    if (!known.has(key)) return [{ pointer, detail: `“${name.slice(0, 80)}” is no column of this; there are ${all}` }];
    return keys.indexOf(key) === at ? [] : [{ pointer, detail: `“${name.slice(0, 80)}” stands there twice` }];
  });
  const missing = columns.filter(({ name, isRequired }) => isRequired && !keys.includes(columnKey(name)));
  return [...wrong, ...missing.map(({ name }) => ({ pointer: '', detail: `the column “${name}” is missing` }))];
};

/** The columns of a sheet in their order, by the names in its first row; every name that is wrong is told at once. */
export function columnsOf(header: SheetRow | undefined, columns: readonly Column[]): readonly Column[] {
  if (header === undefined) throw new Refusal('unreadable-file', 'The sheet is empty: its first row names the columns');
  const fault = header.cells.find((cell) => cell.fault !== null)?.fault;
  if (fault !== undefined) throw new Refusal('unreadable-file', `Row ${header.number}, the header: a cell ${fault}`);
  const cells = [...header.cells];
  while (cells.length > 0 && cells[cells.length - 1]?.text.trim() === '') cells.pop();
  const names = cells.map(({ text }) => text.trim());
  const faults = faultsOf(names, columns);
  if (faults.length > 0) {
    const detail = `Row ${header.number}: ${faults.map((one) => one.detail).join('; ')}`;
    throw new Refusal('validation', detail, faults);
  }
  return names.flatMap((name) => columns.filter((column) => columnKey(column.name) === columnKey(name)));
}
