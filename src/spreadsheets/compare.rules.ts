import type { FieldError } from '../kernel/refusal';
import { type Difference, reason } from './draft';
import { type Value } from './kinds/column';
import type { Row } from './table.rules';

/** A record, column by column, as a spreadsheet would show it. */
export type Flat = Readonly<Record<string, Value>>;

/** What is in the columns of a row, each read by its own reading; columns that the file has not are not in it. */
export type Readings = Readonly<Record<string, (text: string | null) => Value>>;

const read = ({ values }: Row, readings: Readings): Flat =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name in readings)
      .map(([name, text]) => [name, (readings[name] ?? String)(text)]),
  );

/** Blanks around a text are not read, so a record that has them is not other than a row without. */
const isSame = (a: Value, b: Value): boolean => a === b || (typeof a === 'string' && a.trim() === b);

/** The record as the row says it, and where that is otherwise than it is. Without a record nothing is otherwise. */
export interface Compared {
  readonly merged: Flat;
  readonly differences: readonly Difference[];
}

/** Lays a row over the record, or over what a new one has where nothing is said. */
export function compared(row: Row, readings: Readings, { was, blank }: { was: Flat | null; blank: Flat }): Compared {
  const says = read(row, readings);
  if (was === null) return { merged: { ...blank, ...says }, differences: [] };
  const differences = Object.entries(says)
    .filter(([column, to]) => !isSame(was[column] ?? null, to))
    .map(([column, to]): Difference => ({ column, from: was[column] ?? null, to }));
  return { merged: { ...was, ...Object.fromEntries(differences.map(({ column, to }) => [column, to])) }, differences };
}

/** Why a change of what never changes is refused. */
export const frozen = (differences: readonly Difference[], columns: readonly string[]): FieldError[] =>
  differences
    .filter(({ column }) => columns.includes(column))
    .map(({ column, from }) => reason(column, `does not change; it is ${from === null ? 'empty' : `“${from}”`}`));
