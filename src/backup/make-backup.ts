import { join } from 'node:path';
import { Client } from 'pg';
import { sha256, type Sha256 } from '../kernel/digest';
import { withoutRoom } from './backup-fault';
import { Contents } from './contents';
import { CONTENT, ContentCopy } from './copy-content';
import { copyKeys } from './keys';
import { FORMAT, MANIFEST, manifestBytes, SUMS, sumsText, type BackedUpDatabase, type Manifest } from './manifest';
import { PartialFolder } from './partial-folder';
import type { Progress } from './progress';

/** What was copied of the database, and until when it holds everything. */
export interface CopiedDatabase extends Pick<Manifest, 'log' | 'recoveryPointAt' | 'emptyFolders'> {
  readonly database: Omit<BackedUpDatabase, 'schema'>;
}

/** Where a database is, and how it gets into a backup. */
export interface BackupSource {
  readonly dataDir: string;
  readonly ownerUrl: string;
  copyDatabase(contents: Contents, owner: Client): Promise<CopiedDatabase>;
}

export interface BackupWishes {
  readonly withKeys: boolean;
  /** What made it, for whoever reads it in years. */
  readonly program: Manifest['program'];
}

/** A backup that is whole, on the disk, under its name. */
export interface MadeBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly manifestSha256: Sha256;
}

/**
 * Makes a backup: stored files, then the database, then the files that came meanwhile. It is there whole or not at all.
 * Refuses a folder that holds anything.
 */
export async function makeBackup(
  folder: string,
  source: BackupSource,
  wishes: BackupWishes,
  progress: Progress,
): Promise<MadeBackup> {
  const partial = await PartialFolder.claim(folder, 0o700);
  try {
    const manifest = await fill(new Contents(partial.path), source, wishes, progress);
    progress.begin('Making it durable');
    await partial.finish();
    return { folder: partial.target, manifest, manifestSha256: sha256(manifestBytes(manifest)) };
  } catch (error) {
    await partial.discard();
    throw withoutRoom(error, partial.target);
  }
}

async function fill(contents: Contents, source: BackupSource, wishes: BackupWishes, progress: Progress) {
  const startedAt = new Date().toISOString();
  const owner = await connect(source.ownerUrl);
  try {
    const files = new ContentCopy(join(source.dataDir, CONTENT), contents, progress);
    await files.run('Copying the stored files');
    const { database, ...copied } = await source.copyDatabase(contents, owner);
    await files.run('Copying the files stored meanwhile');
    const content = await files.summary(owner);
    if (wishes.withKeys) await copyKeys(source.dataDir, contents, progress);
    const said = { format: FORMAT, program: wishes.program, withKeys: wishes.withKeys, startedAt, content } as const;
    const endedAt = new Date().toISOString();
    const schema = await newestMigration(owner);
    return await seal(contents, {
      ...said,
      ...copied,
      endedAt,
      database: { ...database, schema },
      files: contents.files,
    });
  } finally {
    await owner.end();
  }
}

/** Writes down what is in the backup; nothing comes into it after that. */
async function seal(contents: Contents, manifest: Manifest): Promise<Manifest> {
  const bytes = manifestBytes(manifest);
  await contents.write(MANIFEST, bytes);
  await contents.write(SUMS, sumsText(manifest.files, bytes));
  return manifest;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function newestMigration(owner: Client): Promise<string | null> {
  const there = await owner.query<{ there: boolean }>(`SELECT to_regclass('public.migration') IS NOT NULL AS there`);
  if (!there.rows[0].there) return null;
  const { rows } = await owner.query<{ name: string }>('SELECT name FROM migration ORDER BY "timestamp" DESC LIMIT 1');
  return rows[0]?.name ?? null;
}
