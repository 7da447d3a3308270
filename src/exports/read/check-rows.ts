import { join } from 'node:path';
import { canonicalBytes, type Sha256, sha256 } from '../../kernel/digest';
import { linesOf } from '../json-lines';
import type { ExportedNoun } from '../manifest';
import type { ExportedRow } from '../table-rows';
import type { Findings } from './finding';

/** A row that could be read, with the bytes of its line. */
export interface ReadRow {
  readonly row: ExportedRow;
  readonly bytes: Buffer;
  /** `records/models.jsonl:3`. */
  readonly where: string;
}

function parsed(bytes: Buffer): ExportedRow | null {
  try {
    const row: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as ExportedRow) : null;
  } catch {
    return null;
  }
}

const isCanonical = (row: ExportedRow, bytes: Buffer): boolean => {
  try {
    return canonicalBytes(row).equals(bytes);
  } catch {
    return false;
  }
};

/** Before, equal or after; numbers by their size. */
function compare(a: unknown, b: unknown): number {
  const [one, other] = [a, b].map((value) =>
    /^\d{1,18}$/.test(String(value)) ? BigInt(String(value)) : String(value),
  );
  if (typeof one === typeof other) return one < other ? -1 : one > other ? 1 : 0;
  return String(a) < String(b) ? -1 : 1;
}

const compareKeys = (key: readonly string[], a: ExportedRow, b: ExportedRow): number =>
  key.map((name) => compare(a[name], b[name])).find((order) => order !== 0) ?? 0;

const hasColumns = ({ columns }: ExportedNoun, row: ExportedRow): boolean =>
  columns.length === Object.keys(row).length && columns.every((name) => Object.hasOwn(row, name));

/** The rows of a table one by one, each held to be one canonical line, in order, once, and as many as the manifest says. */
export async function* checkedRows(folder: string, noun: ExportedNoun, findings: Findings): AsyncGenerator<ReadRow> {
  const path = noun.records;
  let last: ExportedRow | null = null;
  let count = 0;
  for await (const { bytes, number, isEnded } of linesOf(join(folder, path))) {
    const where = `${path}:${number}`;
    count += 1;
    if (!isEnded) findings.add('truncated-file', where, 'does not end, so that something was cut off');
    const row = parsed(bytes);
    if (row === null) {
      findings.add('not-canonical', where, 'is no JSON object');
      continue;
    }
    if (!isCanonical(row, bytes)) findings.add('not-canonical', where, 'is not the canonical spelling (RFC 8785)');
    if (!hasColumns(noun, row)) findings.add('wrong-columns', where, 'has other members than the manifest says');
    const order = last === null ? 1 : compareKeys(noun.key, row, last);
    if (order === 0) findings.add('duplicate-row', where, 'has the key of the row before it');
    if (order < 0) findings.add('wrong-order', where, 'comes after a row that it should come before');
    last = row;
    yield { row, bytes, where };
  }
  if (count !== noun.rows) findings.add('wrong-count', path, `has ${count} rows, and the manifest says ${noun.rows}`);
}

/**
 * Whether a row is the one that a digest is of. Columns that were added to the table after the row was recorded stand
 * last and are empty; the digest does not know them.
 */
export function isOf(digest: Sha256, { row, bytes }: ReadRow, columns: readonly string[]): boolean {
  if (sha256(bytes) === digest) return true;
  const older: Record<string, unknown> = { ...row };
  for (const name of [...columns].reverse()) {
    if (older[name] !== null) return false;
    delete older[name];
    if (sha256(canonicalBytes(older)) === digest) return true;
  }
  return false;
}
