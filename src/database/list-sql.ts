import { digestOf } from '../kernel/digest';
import { placeIn, type Place, refusedCursor } from '../kernel/list-cursor';
import { soughtIn } from '../kernel/sought';
import type { ListShape } from './list';
import type { Bind } from './list-filters';
import { type Scope, withinScope } from './scope';
import { tsqueryOf } from './search-sql';

/** What is asked of a list, each parameter as it was sent and checked. */
export type ListParameters = Readonly<Record<string, string | undefined>>;

/** What is wanted of a list: the rows, their order, and from where. */
export interface Wanted {
  readonly filters: ListParameters;
  readonly q: string | null;
  readonly sort: string;
  readonly isDescending: boolean;
  readonly after: Place | null;
  /** What of the record the reader was given; null for who reads all of it. */
  readonly scope: Scope | null;
  /** Of the list, its filters, search and order: what a cursor must be of. */
  readonly digest: string;
}

/** A statement and the values that are bound to it. */
export interface Select {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Ids are told in small letters, so that two spellings of one filter have one cursor. */
const spelled = (list: ListShape, parameters: ListParameters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(list.filters).flatMap(([name, { kind }]) => {
      const value = parameters[name];
      return value === undefined ? [] : [[name, kind === 'id' ? value.toLowerCase() : value]];
    }),
  );

/** Reads what is asked of a list, by whoever was given so much of the record; refuses a cursor that is none of it. */
export function wantedOf(list: ListShape, parameters: ListParameters, scope: Scope | null): Wanted {
  const { sort: asked = list.byDefault, q: sent, cursor } = parameters;
  const filters = spelled(list, parameters);
  const q = sent?.trim() ?? null;
  const digest = digestOf({ list: list.noun, filters, q, sort: asked }).slice(0, 16);
  const isDescending = asked.startsWith('-');
  const sort = isDescending ? asked.slice(1) : asked;
  const after = cursor === undefined ? null : placeIn(cursor, digest);
  const { mayBeNull, isKey } = sortOf(list, sort);
  if (after !== null && !(after.key === null ? mayBeNull : isKey(after.key))) {
    throw refusedCursor('must be one that a list gave as `next`');
  }
  return { filters, q, sort, isDescending, after, scope, digest };
}

function sortOf(list: ListShape, name: string) {
  const sort = list.sorts[name];
  if (sort === undefined) throw new Error(`${list.noun} have no sort ${name}`);
  return sort;
}

/** What comes after a place. Rows without a value come last whichever way, so that nobody has to look for the first. */
function afterPlace(list: ListShape, { sort, isDescending, after }: Wanted, bind: Bind): string[] {
  if (after === null) return [];
  const { by, type, mayBeNull } = sortOf(list, sort);
  const isBeyond = isDescending ? '<' : '>';
  if (after.key === null) return [`${by} IS NULL AND t.id ${isBeyond} ${bind(after.id)}::uuid`];
  const beyond = `(${by}, t.id) ${isBeyond} (${bind(after.key)}::${type}, ${bind(after.id)}::uuid)`;
  return [mayBeNull ? `(${beyond} OR ${by} IS NULL)` : beyond];
}

function orderOf(list: ListShape, { sort, isDescending }: Wanted): string {
  const { by, mayBeNull } = sortOf(list, sort);
  const direction = isDescending ? 'DESC' : 'ASC';
  return `${by} ${direction}${mayBeNull ? ' NULLS LAST' : ''}, t.id ${direction}`;
}

const filtersOf = (list: ListShape, { filters }: Wanted, bind: Bind): string[] =>
  Object.entries(list.filters).flatMap(([name, filter]) => {
    const value = filters[name];
    return value === undefined ? [] : [filter.sql(value, bind)];
  });

const searchOf = (list: ListShape, { q }: Wanted, bind: Bind): string[] =>
  q === null || list.search === undefined ? [] : [list.search(tsqueryOf(soughtIn(q), bind))];

/** Rows of the table that the reader may have at all; whatever is asked of a list is asked of these. */
const scopeOf = (table: string, { scope }: Wanted, bind: Bind): string[] =>
  scope === null ? [] : [withinScope(table, scope, bind)];

/** All that must hold of a row but what is searched for. */
const conditionsOf = (list: ListShape, table: string, wanted: Wanted, bind: Bind): string[] => [
  ...scopeOf(table, wanted, bind),
  ...filtersOf(list, wanted, bind),
  ...afterPlace(list, wanted, bind),
];

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : `WHERE ${conditions.map((one) => `(${one})`).join(' AND ')}`;

/** Builds a statement whose every value is bound. */
function bound(sqlOf: (bind: Bind) => string): Select {
  const parameters: unknown[] = [];
  const sql = sqlOf((value) => `$${parameters.push(value)}`);
  return { sql, parameters };
}

/** Ids and sort keys of what is wanted, in order: the first so many, read along the order and its index. */
export const alongOrder = (list: ListShape, table: string, wanted: Wanted, rows: number): Select =>
  bound(
    (bind) => `SELECT t.id, ${sortOf(list, wanted.sort).text} AS key FROM ${table} t
      ${where([...conditionsOf(list, table, wanted, bind), ...searchOf(list, wanted, bind)])}
      ORDER BY ${orderOf(list, wanted)} LIMIT ${bind(rows)}::integer`,
  );

/** Rows that are looked at one by one for a word before its index is asked. */
const NEXT = 8_000;

/** The same among the next some thousand rows alone: where a word is frequent they hold a page of it. */
export const amongNext = (list: ListShape, table: string, wanted: Wanted, rows: number): Select =>
  bound(
    (bind) => `SELECT t.id, ${sortOf(list, wanted.sort).text} AS key FROM (
        SELECT t.* FROM ${table} t ${where(conditionsOf(list, table, wanted, bind))}
        ORDER BY ${orderOf(list, wanted)} LIMIT ${NEXT}) t
      ${where(searchOf(list, wanted, bind))}
      ORDER BY ${orderOf(list, wanted)} LIMIT ${bind(rows)}::integer`,
  );

/** The same by gathering all that matches and sorting it then: where a word is rare its index knows the rows. */
export function gathered(list: ListShape, table: string, wanted: Wanted, rows: number): Select {
  const { by, text, mayBeNull } = sortOf(list, wanted.sort);
  const direction = wanted.isDescending ? 'DESC' : 'ASC';
  return bound((bind) => {
    const all = [...conditionsOf(list, table, wanted, bind), ...searchOf(list, wanted, bind)];
    return `WITH matching AS MATERIALIZED (SELECT t.id, ${text} AS key, ${by} AS sorted FROM ${table} t ${where(all)})
      SELECT id, key FROM matching
      ORDER BY sorted ${direction}${mayBeNull ? ' NULLS LAST' : ''}, id ${direction} LIMIT ${bind(rows)}::integer`;
  });
}
