import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sha256, sha256 } from '../kernel/digest';
import { BackupRefused, DamagedBackup, isAbsent, printed } from './backup-fault';
import { hashFile } from './copy-file';
import { MANIFEST, SUMS, sumsText, type BackedUpFile, type Manifest } from './manifest';
import type { Progress } from './progress';
import { readManifest } from './read-manifest';
import { entriesOf } from './tree';

/** A backup whose every byte is as it was written. */
export interface VerifiedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whoever kept this line elsewhere knows that nobody made another backup of it. */
  readonly manifestSha256: Sha256;
}

/**
 * Reads all of a backup and throws `DamagedBackup` for the first thing that is not as it was written: a byte, a length, a
 * file that is missing or one too many, a link. `expected` is the digest of the manifest as it was told when it was made.
 */
export async function verifyBackup(folder: string, progress: Progress, expected?: Sha256): Promise<VerifiedBackup> {
  await requireFolder(folder);
  progress.begin('Verifying the backup');
  const { manifest, bytes } = await readManifest(folder);
  const manifestSha256 = sha256(bytes);
  if (expected !== undefined && expected !== manifestSha256) {
    throw new DamagedBackup({ path: MANIFEST, expected: `SHA-256 ${expected}`, found: `SHA-256 ${manifestSha256}` });
  }
  await requireSums(folder, sumsText(manifest.files, bytes));
  await requireSameNames(folder, manifest);
  for (const file of manifest.files) await requireFile(folder, file, progress);
  return { folder, manifest, manifestSha256 };
}

async function requireFolder(folder: string): Promise<void> {
  const stats = await lstat(folder).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
    throw new BackupRefused(`${folder} is not there`);
  });
  if (!stats.isDirectory()) throw new BackupRefused(`${folder} is not a folder`);
  if (folder.replace(/\/+$/, '').endsWith('.partial')) {
    throw new BackupRefused(`${folder} is a backup that was not finished: nothing is restored from it`);
  }
}

async function requireSums(folder: string, expected: string): Promise<void> {
  const found = await readFile(join(folder, SUMS), 'utf8').catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
    throw new DamagedBackup({ path: SUMS, expected: 'a list of digests', found: 'nothing' });
  });
  if (found === expected) return;
  const [own, theirs] = [expected.split('\n'), found.split('\n')];
  const at = own.findIndex((line, index) => line !== theirs[index]);
  const line = Math.max(0, at);
  throw new DamagedBackup({
    path: `${SUMS} line ${line + 1}`,
    expected: JSON.stringify(own[line] ?? ''),
    found: JSON.stringify((theirs[line] ?? '').slice(0, 200)),
  });
}

/** Nothing may be there that the manifest does not name: it would be restored, or hide something. */
async function requireSameNames(folder: string, { files, emptyFolders }: Manifest): Promise<void> {
  const known = new Set([...files.map(({ path }) => path), MANIFEST, SUMS]);
  const folders = new Set([...emptyFolders, ...[...known, ...emptyFolders].flatMap(foldersAbove)]);
  for await (const { path, kind } of entriesOf(folder)) {
    if (kind === 'other') {
      const expected = known.has(path) ? 'a file' : 'nothing';
      throw new DamagedBackup({ path, expected, found: 'a link, or something else that is no file' });
    }
    const isKnown = kind === 'file' ? known.has(path) : folders.has(path);
    if (!isKnown) throw new DamagedBackup({ path, expected: 'nothing', found: `a ${kind}` });
  }
}

const foldersAbove = (path: string): string[] => {
  const names = path.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
};

async function requireFile(folder: string, { path, size, sha256 }: BackedUpFile, progress: Progress): Promise<void> {
  const found = await hashFile(join(folder, path), progress).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
    throw new DamagedBackup({ path, expected: printed({ size, sha256 }), found: 'nothing' });
  });
  if (found.size === size && found.sha256 === sha256) return;
  throw new DamagedBackup({ path, expected: printed({ size, sha256 }), found: printed(found) });
}
