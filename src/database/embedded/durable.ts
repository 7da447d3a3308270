import { open, rename } from 'node:fs/promises';

/** Makes the names in a folder durable (fsync); a file that was renamed is lost with the power otherwise. Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves within one file system; when it returns, the new name outlives a loss of power. */
export async function moveDurably(from: string, to: string, folder: string): Promise<void> {
  await rename(from, to);
  await syncFolder(folder);
}
