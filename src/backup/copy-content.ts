import { join } from 'node:path';
import type { Client } from 'pg';
import { DISPOSED_DIGESTS } from '../evidence/disposed-files';
import { isSha256, type Sha256 } from '../kernel/digest';
import type { Contents } from './contents';
import type { BackedUpContent } from './manifest';
import type { Progress } from './progress';
import { entriesOf } from './tree';
import { isAbsent } from './backup-fault';

/** Where stored files are, in the data folder and in a backup of it. */
export const CONTENT = 'content';
const ADDRESS = /^sha256\/([0-9a-f]{2})\/([0-9a-f]{64})$/;
const PAGE = 1_000;

/** Where the bytes of a digest are in a backup. */
export const contentPath = (sha256: Sha256): string => `${CONTENT}/sha256/${sha256.slice(0, 2)}/${sha256}`;

/**
 * Copies stored files, each hashed while it is copied. They never change, so it can be done twice: first all of them, and
 * once the database has been copied those that came since. A file is stored before a row names it, so every file of a row
 * in the backup is there after the second time.
 */
export class ContentCopy {
  readonly damaged = new Set<Sha256>();

  constructor(
    private readonly store: string,
    private readonly contents: Contents,
    private readonly progress: Progress,
  ) {}

  async run(step: string): Promise<void> {
    this.progress.begin(step);
    for await (const { path, kind } of this.#stored()) {
      const [, head, sha256] = ADDRESS.exec(path) ?? [];
      if (kind !== 'file' || !sha256?.startsWith(head)) continue;
      if (!this.contents.has(contentPath(sha256)) && !this.damaged.has(sha256)) await this.#copy(path, sha256);
    }
  }

  /**
   * What the rows of the record name and the store has lost; asked of the database after it has been copied. A row may
   * have come after the second time, and its file is then copied as well.
   */
  async summary(owner: Client): Promise<BackedUpContent> {
    const missing: Sha256[] = [];
    await this.#dropDisposed(owner);
    for await (const { sha256 } of namedFiles(asking(owner))) {
      if (this.contents.has(contentPath(sha256)) || this.damaged.has(sha256)) continue;
      await this.#copy(`sha256/${sha256.slice(0, 2)}/${sha256}`, sha256);
      if (!this.contents.has(contentPath(sha256)) && !this.damaged.has(sha256)) missing.push(sha256);
    }
    const copied = this.contents.files.filter(({ path }) => path.startsWith(`${CONTENT}/`));
    const bytes = copied.reduce((sum, { size }) => sum + size, 0);
    return { files: copied.length, bytes, damaged: [...this.damaged].sort(), missing };
  }

  /** Bytes that are no longer those of their address are no evidence: they are left out and told. */
  async #copy(path: string, sha256: Sha256): Promise<void> {
    const to = contentPath(sha256);
    try {
      const found = await this.contents.copy(join(this.store, path), to, { progress: this.progress });
      if (found.sha256 === sha256) return;
      this.damaged.add(sha256);
      await this.contents.drop(to);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }

  /** Bytes that were disposed of while the copy went on do not live on in it. */
  async #dropDisposed(owner: Client): Promise<void> {
    const ask = asking(owner);
    const rows = (await hasTable(ask, 'disposal')) ? await ask<{ sha256: Sha256 }>(DISPOSED_DIGESTS) : [];
    for (const { sha256 } of rows) {
      if (this.contents.has(contentPath(sha256))) await this.contents.drop(contentPath(sha256));
    }
  }

  async *#stored() {
    try {
      yield* entriesOf(this.store, (path) => path === 'tmp');
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
}

/** A row of the record that names stored bytes. */
export interface NamedFile {
  readonly sha256: Sha256;
  readonly size: number;
}

/** Asks a database, on whatever connection, and answers the rows. */
export type Ask = <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;

const asking =
  (owner: Client): Ask =>
  async <Row extends object>(sql: string, values?: unknown[]) =>
    (await owner.query<Row>(sql, values)).rows;

async function hasTable(ask: Ask, name: string): Promise<boolean> {
  const [{ there }] = await ask<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [`public.${name}`]);
  return there;
}

/** Every file that a row names and that was not disposed of, in the order of the digests; a page of them is in memory at a time. */
export async function* namedFiles(ask: Ask): AsyncGenerator<NamedFile> {
  if (!(await hasTable(ask, 'stored_file'))) return;
  const kept = (await hasTable(ask, 'disposal')) ? `AND sha256 NOT IN (${DISPOSED_DIGESTS})` : '';
  for (let after = ''; ;) {
    const rows = await ask<{ sha256: Sha256; size: string }>(
      `SELECT sha256, size::text FROM stored_file WHERE sha256 > $1 ${kept} ORDER BY sha256 LIMIT $2`,
      [after, PAGE],
    );
    for (const { sha256, size } of rows) if (isSha256(sha256)) yield { sha256, size: Number(size) };
    if (rows.length < PAGE) return;
    after = rows[rows.length - 1].sha256;
  }
}
