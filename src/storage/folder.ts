import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the names in a folder durable (fsync); a new file is lost with the power otherwise. Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it where they are missing; when it returns, its name outlives a loss of power. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o750 });
  await syncFolder(dirname(folder));
  for (let above = dirname(folder); made !== undefined && above.length >= made.length; above = dirname(above)) {
    await syncFolder(dirname(above));
  }
}
