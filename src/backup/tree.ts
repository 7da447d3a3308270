import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../storage/folder';
import { isAbsent } from './backup-fault';

/** Something in a folder, by its path below it with `/` between the names. */
export interface Entry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/**
 * All that is below a folder, in the order of the names, a folder before what is in it; what is gone by the time it is
 * looked at is left out. Links are not followed: they are `other`, as sockets and devices are.
 */
export async function* entriesOf(
  root: string,
  isLeftOut: (path: string) => boolean = () => false,
  under = '',
): AsyncGenerator<Entry> {
  const names = await readdir(join(root, under)).catch((error: unknown) => {
    if (under !== '' && isAbsent(error)) return [];
    throw error;
  });
  for (const name of names.sort()) {
    const path = under === '' ? name : `${under}/${name}`;
    if (isLeftOut(path)) continue;
    const kind = await kindOf(join(root, path));
    if (kind === null) continue;
    yield { path, kind };
    if (kind === 'folder') yield* entriesOf(root, isLeftOut, path);
  }
}

async function kindOf(path: string): Promise<Entry['kind'] | null> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (stats === null) return null;
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
}

/** So many at once share the writes of the file system's journal. */
const SYNCS_AT_ONCE = 32;

/** Makes every byte and name below a folder outlive a loss of power; the folder's own name is its parent's to sync. */
export async function syncTree(root: string): Promise<void> {
  let running: Promise<void>[] = [];
  for await (const { path, kind } of entriesOf(root)) {
    if (kind !== 'other') running.push(kind === 'folder' ? syncFolder(join(root, path)) : syncFile(join(root, path)));
    if (running.length < SYNCS_AT_ONCE) continue;
    await Promise.all(running);
    running = [];
  }
  await Promise.all(running);
  await syncFolder(root);
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
