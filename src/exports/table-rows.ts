import type { EntityManager } from 'typeorm';
import { canonicalBytes } from '../kernel/digest';
import type { TableShape } from './table-shape';

export type ExportedRow = Readonly<Record<string, unknown>>;

/** A condition on `t`, and the value that `$1` stands for in it. */
export interface Restriction {
  readonly sql: string;
  readonly value: string;
}

/** A row with the line that it is written as: the canonical bytes of which the audit event has the digest. */
export interface ExportedLine {
  readonly row: ExportedRow;
  readonly line: Buffer;
}

/** Bytes of lines that are held at once, about; rows that are large are read a few at a time. */
const WANTED_BYTES = 4 * 1024 * 1024;
const MOST_ROWS = 2_000;

function statementOf({ table, columns, key }: TableShape, restriction: Restriction | null, isFirst: boolean): string {
  const selected = columns.map(({ property, sql }) => `${sql} AS "${property}"`).join(', ');
  const order = key.map((one) => one.order).join(', ');
  const from = restriction === null ? 1 : 2;
  const after = key.map(({ type }, index) => `$${from + index}::text::${type}`).join(', ');
  const conditions = [
    ...(restriction === null ? [] : [`(${restriction.sql})`]),
    ...(isFirst ? [] : [`(${order}) > (${after})`]),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${selected} FROM "${table}" t ${where} ORDER BY ${order} LIMIT `;
}

/**
 * All rows of a table in the order of its key, as this transaction sees them. Memory stays flat: a page is never twice
 * as long as the one before, and short where rows are large.
 */
export async function* rowsOf(
  manager: EntityManager,
  shape: TableShape,
  restriction: Restriction | null = null,
): AsyncGenerator<ExportedLine> {
  const given = restriction === null ? [] : [restriction.value];
  let after: string[] | null = null;
  for (let limit = 16; ;) {
    const statement = statementOf(shape, restriction, after === null);
    const rows: ExportedRow[] = await manager.query(`${statement}${limit}`, [...given, ...(after ?? [])]);
    let bytes = 0;
    for (const row of rows) {
      const line = canonicalBytes(row);
      bytes += line.length;
      yield { row, line };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    after = shape.key.map(({ property }) => String(last[property]));
    const fitting = Math.floor((WANTED_BYTES * rows.length) / Math.max(bytes, 1));
    limit = Math.max(1, Math.min(2 * limit, fitting, MOST_ROWS));
  }
}
