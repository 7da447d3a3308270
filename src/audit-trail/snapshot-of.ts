import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { Json } from '../kernel/digest';

const plain = (value: unknown): Json => {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString('base64');
  return value as Json;
};

/** A row as JSON, column by column, so that its digest is of what the database holds and of nothing else. */
export const snapshotOf = (metadata: EntityMetadata, row: ObjectLiteral): Json =>
  Object.fromEntries(metadata.columns.map((column) => [column.propertyName, plain(column.getEntityValue(row))]));
