import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ListFilter } from './list-filters';
import type { ListSort } from './list-sorts';

export type Row = ObjectLiteral & { id: string };
export type RowClass<T extends Row = Row> = new () => T;

/** How the global search shows a row of a list; each is SQL on `t`, the row. */
export interface ListHit {
  /** `EV-0001`, or what else it is cited by; null where there is nothing. */
  readonly code: string;
  readonly label: string;
  /** The text in which the words stand. */
  readonly text: string;
  /** Where it is read. */
  readonly href: string;
}

/** What is asked of a list whatever its rows are. */
export interface ListShape {
  /** In the plural, as in the address. */
  readonly noun: string;
  /** By name, without the sign of the direction. */
  readonly sorts: Readonly<Record<string, ListSort>>;
  /** The sort that holds when none is named. */
  readonly byDefault: string;
  readonly filters: Readonly<Record<string, ListFilter>>;
  /** The condition on `t` for a tsquery; absent where a list has no text to look through. */
  readonly search?: (tsquery: string) => string;
  /** Columns of the CSV: paths into what is presented. */
  readonly columns: readonly string[];
}

/**
 * A list of a noun: by what it is filtered, sorted and searched, and what a row of it looks like. All else follows from
 * it: the parameters and their description, the SQL, the pages and the exports.
 */
export interface List<T extends Row = Row, D = T, P = unknown> extends ListShape {
  readonly entity: RowClass<T>;
  /** Filters whose record must be there when it stands in the address. */
  readonly parents?: Readonly<Record<string, RowClass>>;
  readonly hit?: ListHit;
  /** Rows with what stands around them, in the same order. */
  readonly describe: (manager: EntityManager, rows: readonly T[]) => Promise<readonly D[]>;
  readonly present: (described: D) => P;
}

/** Rows that are shown as they are. */
export const asTheyAre = <T>(_: EntityManager, rows: readonly T[]): Promise<readonly T[]> => Promise.resolve(rows);
