import type { DossierRecord } from '../dossier-record';

/** So many rows go over at once: few milliseconds of either side. */
export const ROWS = 200;

/** Rows that belong to a list of the record, after those that came before. */
export interface RecordPiece {
  /** The names that lead to the list: `['events']`, `['log', 'proofs']`. */
  readonly path: readonly string[];
  readonly rows: readonly unknown[];
}

/** A record with its long lists emptied, and the pieces that fill them again. */
export interface PiecedRecord {
  readonly head: DossierRecord;
  readonly pieces: readonly RecordPiece[];
}

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

function cut(node: Node, path: readonly string[], pieces: RecordPiece[]): Node {
  const own = Object.entries(node).map(([name, value]): [string, unknown] => {
    if (isNode(value)) return [name, cut(value, [...path, name], pieces)];
    if (!Array.isArray(value) || value.length <= ROWS) return [name, value];
    for (let from = 0; from < value.length; from += ROWS)
      pieces.push({ path: [...path, name], rows: value.slice(from, from + ROWS) as unknown[] });
    return [name, []];
  });
  return Object.fromEntries(own);
}

/** Cuts up a record that is handed to a process: whole, one of many thousand events would hold up the service meanwhile. */
export function inPieces(record: DossierRecord): PiecedRecord {
  const pieces: RecordPiece[] = [];
  return { head: cut(record as unknown as Node, [], pieces) as unknown as DossierRecord, pieces };
}

/** Puts the rows of a piece into the head that it belongs to. */
export function fill(head: DossierRecord, { path, rows }: RecordPiece): void {
  let list: unknown = head;
  for (const name of path) list = (list as Node)[name];
  (list as unknown[]).push(...rows);
}
