import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DamagedBackup, printed } from './backup-fault';
import { copyFile, type Owner } from './copy-file';
import { CONTENT } from './copy-content';
import { KEYS } from './keys';
import type { BackedUpFile } from './manifest';
import type { Progress } from './progress';
import type { VerifiedBackup } from './verify-backup';

/** Copies one file of a verified backup; bytes that changed since they were verified are refused. */
export async function restoreFile(
  backup: VerifiedBackup,
  { path, size, sha256 }: BackedUpFile,
  to: string,
  { progress, mode, owner }: { progress: Progress; mode?: number; owner?: Owner | null },
): Promise<void> {
  const found = await copyFile(join(backup.folder, path), to, { progress, mode, owner });
  if (found.size === size && found.sha256 === sha256) return;
  throw new DamagedBackup({ path, expected: printed({ size, sha256 }), found: printed(found) });
}

/** The files of a backup below one of its folders. */
export const filesBelow = ({ manifest }: VerifiedBackup, folder: string): BackedUpFile[] =>
  manifest.files.filter(({ path }) => path.startsWith(`${folder}/`));

/** Stored files, as the content store keeps them, and the secrets where the backup has them. */
export async function restoreStoredFiles(backup: VerifiedBackup, dataDir: string, progress: Progress): Promise<void> {
  progress.begin('Restoring the stored files');
  await mkdir(join(dataDir, CONTENT), { recursive: true });
  await chmod(join(dataDir, CONTENT), 0o700);
  for (const file of filesBelow(backup, CONTENT)) {
    const to = join(dataDir, file.path);
    await mkdir(dirname(to), { recursive: true, mode: 0o750 });
    await restoreFile(backup, file, to, { progress, mode: 0o440 });
  }
  for (const file of filesBelow(backup, KEYS)) {
    const to = join(dataDir, file.path.slice(KEYS.length + 1));
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await restoreFile(backup, file, to, { progress, mode: 0o600 });
  }
}
