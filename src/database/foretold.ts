import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

const LOWER_CASE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_OF_AN_INTEGER = 2 ** 31 - 1;

const isDate = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());

/** Of which types PostgreSQL gives back what it was given: a number of another scale or an object it would write anew. */
const KEPT_AS_GIVEN: Readonly<Record<string, (value: unknown) => boolean>> = {
  uuid: (value) => typeof value === 'string' && LOWER_CASE_ID.test(value),
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value) && Math.abs(value as number) <= MOST_OF_AN_INTEGER,
  boolean: (value) => typeof value === 'boolean',
  timestamptz: isDate,
};

/** Nothing was said and nothing is there: no default, no number and no expression of the database's own. */
const isLeftEmpty = ({ isNullable, isGenerated, default: ownValue }: ColumnMetadata): boolean =>
  isNullable && !isGenerated && ownValue === undefined;

const isTold = (column: ColumnMetadata, value: unknown): boolean => {
  if (column.transformer !== undefined) return false;
  if (value === undefined) return isLeftEmpty(column);
  if (value === null) return column.isNullable;
  return KEPT_AS_GIVEN[String(column.type)]?.(value) ?? false;
};

/** A row as it will be read after these values were inserted; null where the database has a say in it. */
export function foretold<T extends ObjectLiteral>(
  metadata: EntityMetadata,
  columns: readonly ColumnMetadata[],
  values: Partial<T>,
): T | null {
  const row = metadata.create() as ObjectLiteral;
  for (const column of columns) {
    const value: unknown = column.getEntityValue(values);
    if (!isTold(column, value)) return null;
    row[column.propertyName] = value ?? null;
  }
  return row as T;
}
