import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupRefused, isAbsent } from './backup-fault';
import type { BaseBackup, BaseBackupEnd } from './base-backup';
import { isLeftOut } from './cluster-files';
import type { Contents } from './contents';
import type { Progress } from './progress';
import { entriesOf } from './tree';

/** Where the files of the embedded server are, in the data folder and in a backup of it. */
export const CLUSTER = 'postgres';

/**
 * Copies the database's folder while the server works in it. Files may change under the copy and pages may tear: the
 * write-ahead log, which comes with them, makes every page whole again (full_page_writes). Answers the folders in which
 * nothing is, which PostgreSQL wants to be there.
 */
export async function copyCluster(cluster: string, contents: Contents, progress: Progress): Promise<string[]> {
  progress.begin('Copying the database');
  const folders = new Set<string>();
  for await (const { path, kind } of entriesOf(cluster, isLeftOut)) {
    const to = `${CLUSTER}/${path}`;
    if (kind === 'file') await copyUnlessGone(join(cluster, path), to, contents, progress);
    else if (kind === 'folder' || path === 'pg_wal') folders.add(to);
    else throw new BackupRefused(`${join(cluster, path)} is a link or no file: it cannot be backed up`);
  }
  for (const path of folders) await contents.folder(path);
  const { files } = contents;
  return [...folders].filter((folder) => !files.some(({ path }) => path.startsWith(`${folder}/`))).sort();
}

/** What is dropped while the copy goes on is dropped again by recovery. */
async function copyUnlessGone(from: string, to: string, contents: Contents, progress: Progress): Promise<void> {
  await contents.copy(from, to, { progress }).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
}

/** Ends the base backup and copies what recovery needs of the write-ahead log; the slot still holds it. */
export async function copyRecovery(
  base: BaseBackup,
  cluster: string,
  contents: Contents,
  progress: Progress,
): Promise<BaseBackupEnd> {
  const end = await base.stop();
  await contents.write(`${CLUSTER}/backup_label`, end.label);
  progress.begin('Copying the write-ahead log');
  const wal = await realpath(join(cluster, 'pg_wal'));
  for (const segment of end.segments) {
    await contents.copy(join(wal, segment), `${CLUSTER}/pg_wal/${segment}`, { progress });
  }
  for await (const { path } of entriesOf(wal)) {
    if (/^[0-9A-F]{8}\.history$/.test(path))
      await contents.copy(join(wal, path), `${CLUSTER}/pg_wal/${path}`, { progress });
  }
  return end;
}

/** The major version of the server that made a folder; throws where there is no database in it. */
export async function requireCluster(cluster: string): Promise<string> {
  const stats = await lstat(join(cluster, 'PG_VERSION')).catch(() => null);
  if (stats === null)
    throw new BackupRefused(`There is no database in ${cluster}: choose the folder with PREDICATE_DATA_DIR`);
  return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
}
