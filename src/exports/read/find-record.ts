import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { linesOf } from '../json-lines';
import { manifestIn } from './carried-manifest';
import { requireFolder } from './read-export';

type Found = Readonly<Record<string, unknown>>;

/** One record out of an export: its row, what names it, its states and its events. */
export interface FoundRecord {
  readonly id: string;
  /** Rows that are it or name it, each with its table. */
  readonly rows: readonly { readonly table: string; readonly row: Found }[];
  readonly revisions: readonly Found[];
  readonly events: readonly Found[];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{64}$/;

/** Looks through an export for one id, or for one digest of a file; nothing is verified by it. Throws for what is neither. */
export async function recordIn(folder: string, asked: string): Promise<FoundRecord> {
  const id = asked.toLowerCase();
  if (!ID.test(id)) throw new Error(`--record takes the id of a record or the SHA-256 of a file`);
  await requireFolder(folder);
  const { manifest } = await manifestIn(folder);
  const found = { rows: [] as { table: string; row: Found }[], revisions: [] as Found[], events: [] as Found[] };
  for (const { table, noun } of manifest.nouns.filter((one) => /^[a-z0-9-]+$/.test(one.noun))) {
    for await (const row of linesWith(join(folder, `records/${noun}.jsonl`), id)) {
      if (table === 'audit_event') found.events.push(row);
      else if (table !== 'record_revision') found.rows.push({ table, row });
      else if (row.recordId === id) found.revisions.push(row);
    }
  }
  return { id, ...found };
}

/** Only files of the folder itself are opened, never what a link leads to. */
async function* linesWith(path: string, id: string): AsyncGenerator<Found> {
  const found = await lstat(path).catch(() => null);
  if (!found?.isFile()) throw new Error(`${path} is not there: run “predicate export read” on it first`);
  for await (const { bytes } of linesOf(path))
    if (bytes.includes(id)) yield JSON.parse(bytes.toString('utf8')) as Found;
}
