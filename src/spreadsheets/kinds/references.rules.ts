import type { FieldError } from '../../kernel/refusal';
import type { Directory, Named } from '../directory.rules';
import { reason } from '../draft';
import type { Row } from '../table.rules';

/** A record that a cell names, or why it names none. */
export interface Referred<T> {
  readonly record: T | null;
  readonly reasons: readonly FieldError[];
}

/** The record that a cell names by its name or id. */
export function referred<T extends Named>(row: Row, column: string, known: Directory<T>): Referred<T> {
  const text = row.values[column] ?? null;
  if (text === null) return { record: null, reasons: [reason(column, `must name the ${column}`)] };
  const record = known.find(text);
  if (record !== null) return { record, reasons: [] };
  return { record, reasons: [reason(column, `names no ${column} of the record: bring it in first`)] };
}

/** Why a row that would give a record to another one is refused; nothing where either is not known. */
export const moved = (column: string, from: string | undefined, to: string | undefined): FieldError[] =>
  from === undefined || to === undefined || from === to
    ? []
    : [reason(column, 'does not change: it names another one')];
