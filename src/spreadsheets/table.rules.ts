import type { FieldError } from '../kernel/refusal';
import type { Column } from './kinds/column';
import { MAX_CELL_CHARACTERS } from './limits';
import { type Cell, isEmptyCell, type SheetRow } from './sheet';

/** A row as its columns say it: texts without the blanks around them, null where a cell is empty. */
export interface Row {
  readonly number: number;
  readonly values: Readonly<Record<string, string | null>>;
  /** What keeps its cells from being taken, before anything is compared. */
  readonly faults: readonly FieldError[];
}

/** U+0000, half of a surrogate pair, and the code points that are no characters (RFC 7493 §2.1). */
const UNKEPT = /[\0\p{Surrogate}\p{Noncharacter_Code_Point}]/u;

function faultOf({ text, fault }: Cell): string | null {
  if (fault !== null) return fault;
  if (text.length > MAX_CELL_CHARACTERS) return `has more than ${MAX_CELL_CHARACTERS} characters`;
  return UNKEPT.test(text) ? 'holds a code point that is no character and cannot be kept' : null;
}

const countFault = (cells: readonly Cell[], columns: readonly Column[]): FieldError[] => {
  const isMore = cells.slice(columns.length).some((cell) => !isEmptyCell(cell));
  if (!isMore && cells.length >= columns.length) return [];
  return [{ pointer: '', detail: `has ${cells.length} cells where the header has ${columns.length}` }];
};

/** A row of a sheet under the columns that its header names. */
export function rowOf({ number, cells }: SheetRow, columns: readonly Column[]): Row {
  const named = columns.map(({ name }, at) => [name, cells[at] ?? { text: '', fault: null }] as const);
  const values = named.map(([name, { text }]) => [name, text.trim() === '' ? null : text.trim()] as const);
  const faults = named.flatMap(([name, cell]): FieldError[] => {
    const detail = faultOf(cell);
    return detail === null ? [] : [{ pointer: `/${name}`, detail }];
  });
  return { number, values: Object.fromEntries(values), faults: [...countFault(cells, columns), ...faults] };
}
