import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './folder';

const DRAFT = /\.[0-9a-f-]{36}\.draft$/;

/** Whether a name in a folder is that of a file that was never finished: nobody reads it, and it may be removed. */
export const isDraft = (name: string): boolean => DRAFT.test(name);

/**
 * Writes a file whose name is not taken; false, and nothing is changed, where it is. When it answers, bytes and name
 * outlive a loss of power; whatever is killed, and whenever, the name has all of its bytes or is not there.
 */
export async function writeOnce(path: string, bytes: Uint8Array, mode = 0o440): Promise<boolean> {
  const draft = await drafted(path, bytes, mode);
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
  return true;
}

/** Writes a file over the one of that name, if any; whoever reads it meanwhile has the old bytes or the new ones, whole. */
export async function writeOver(path: string, bytes: Uint8Array, mode = 0o440): Promise<void> {
  const draft = await drafted(path, bytes, mode);
  try {
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

/** Removes what was never finished in a folder; it is for the caller to know that nobody is writing there. */
export async function dropDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter(isDraft);
  await Promise.all(drafts.map((name) => rm(join(folder, name), { force: true })));
}

async function drafted(path: string, bytes: Uint8Array, mode: number): Promise<string> {
  const draft = `${path}.${randomUUID()}.draft`;
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
    return draft;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}
