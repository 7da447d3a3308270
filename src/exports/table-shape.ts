import type { EntityManager } from 'typeorm';

/** A column as it is read for an export. */
export interface ShapedColumn {
  readonly name: string;
  /** As the record calls it in its digests: `stateSince`. */
  readonly property: string;
  /** SQL that gives its exact value as text, JSON, number or boolean. */
  readonly sql: string;
}

/** A table: its columns in order, and the key by which its rows are ordered. */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly ShapedColumn[];
  readonly key: readonly { readonly property: string; readonly order: string; readonly type: string }[];
}

/** A foreign key, by properties of rows. */
export interface Reference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly toTable: string;
  readonly toColumns: readonly string[];
}

interface RawColumn {
  readonly name: string;
  readonly type: string;
  readonly precision: number;
  readonly place: number | null;
}

export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An instant to the milliseconds of the record, or to the microseconds of the database's own clock. */
const instant = (column: string, precision: number): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.${precision === 3 ? 'MS' : 'US'}"Z"')`;

function exactly({ name, type, precision }: RawColumn, isText: boolean): string {
  const column = `t.${quoted(name)}`;
  if (type === 'timestamp with time zone') return instant(column, precision);
  if (type === 'bytea' && isText) return `convert_from(${column}, 'UTF8')`;
  if (type === 'bytea') return `replace(encode(${column}, 'base64'), E'\\n', '')`;
  return ['bigint', 'date', 'numeric', 'interval'].includes(type) ? `${column}::text` : column;
}

/** Generated columns are derived from the others and are no part of what was recorded. */
const COLUMNS = `
  SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, a.atttypmod AS precision,
    (SELECT array_position(i.indkey::smallint[], a.attnum) FROM pg_index i
     WHERE i.indrelid = a.attrelid AND i.indisprimary) AS place
  FROM pg_attribute a
  WHERE a.attrelid = to_regclass('public.' || quote_ident($1)) AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attgenerated = ''
  ORDER BY a.attnum`;

/** How a table is read; null where there is none of this name. Throws for one without a primary key. */
export async function shapeOf(
  manager: EntityManager,
  table: string,
  text: readonly string[] = [],
): Promise<TableShape | null> {
  const raw = await manager.query<RawColumn[]>(COLUMNS, [table]);
  if (raw.length === 0) return null;
  const columns = raw.map((one) => ({
    name: one.name,
    property: camelCase(one.name),
    sql: exactly(one, text.includes(one.name)),
  }));
  const key = raw
    .filter(({ place }) => place !== null)
    .sort((a, b) => Number(a.place) - Number(b.place))
    .map(({ name, type }) => ({
      ...{ property: camelCase(name), type },
      order: `t.${quoted(name)}${type === 'text' ? ' COLLATE "C"' : ''}`,
    }));
  if (key.length === 0) throw new Error(`${table} has no primary key, so its rows have no order to be exported in`);
  return { table, columns, key };
}

const REFERENCES = `
  SELECT c.conrelid::regclass::text AS table, c.confrelid::regclass::text AS "toTable",
    ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k (n, o)
          JOIN pg_attribute ON attrelid = c.conrelid AND attnum = n ORDER BY o) AS columns,
    ARRAY(SELECT attname::text FROM unnest(c.confkey) WITH ORDINALITY k (n, o)
          JOIN pg_attribute ON attrelid = c.confrelid AND attnum = n ORDER BY o) AS "toColumns"
  FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
  ORDER BY c.conrelid::regclass::text, c.conname`;

/** Every foreign key between the tables. */
export async function referencesOf(manager: EntityManager): Promise<Reference[]> {
  const raw = await manager.query<Reference[]>(REFERENCES);
  return raw.map(({ table, columns, toTable, toColumns }) => ({
    ...{ table, columns: columns.map(camelCase) },
    ...{ toTable, toColumns: toColumns.map(camelCase) },
  }));
}
