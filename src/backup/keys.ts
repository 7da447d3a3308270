import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from './backup-fault';
import type { Contents } from './contents';
import type { Progress } from './progress';
import { entriesOf } from './tree';

/** Where the secrets of a data folder are in a backup that has them, by their paths in the data folder. */
export const KEYS = 'keys';
/** The folder of the data folder in which keys are, such as the one that signs checkpoints. */
const KEY_FOLDER = 'keys';
const TOKEN = 'operator-token.sha256';

/**
 * Copies the secrets that a backup has only when somebody asks, closed to everybody but the account that makes it (0600):
 * the keys, and the digest of the operator's token. The passwords of the embedded database are never among them: a
 * restored one gets new ones.
 */
export async function copyKeys(dataDir: string, contents: Contents, progress: Progress): Promise<void> {
  const stats = await lstat(join(dataDir, TOKEN)).catch(() => null);
  if (stats?.isFile()) await contents.copy(join(dataDir, TOKEN), `${KEYS}/${TOKEN}`, { progress });
  try {
    for await (const { path, kind } of entriesOf(join(dataDir, KEY_FOLDER))) {
      const from = join(dataDir, KEY_FOLDER, path);
      if (kind === 'file') await contents.copy(from, `${KEYS}/${KEY_FOLDER}/${path}`, { progress });
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
}
