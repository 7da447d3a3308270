import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { folderClosedTo, serverAccount, type ServerAccount } from './account';
import { EmbeddedPostgresFailure } from './failure';

const CHOOSE = 'Choose another folder with PREDICATE_DATA_DIR, such as /var/lib/predicate.';

/**
 * The folder of the service's data: the configured one, else `var` in the working directory. Where root's server could
 * not reach that (a checkout under /root), a folder of the system that is the same at every start and belongs to this
 * checkout alone.
 */
export function embeddedDataDir(configured: string | null): string {
  if (configured !== null) return resolve(configured);
  const beside = resolve('var');
  return folderClosedTo(serverAccount(), dirname(beside)) === null ? beside : systemFolder(dirname(beside));
}

function systemFolder(checkout: string): string {
  const key = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  try {
    if (mkdirSync('/var/lib/predicate', { recursive: true }) !== undefined) chmodSync('/var/lib/predicate', 0o755);
    return join('/var/lib/predicate', key);
  } catch {
    return ownTemporaryFolder(join(tmpdir(), `predicate-${key}`));
  }
}

/** Anybody may make a folder in /tmp under a name that can be guessed, so one that is not ours is not used. */
function ownTemporaryFolder(folder: string): string {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) mkdirSync(folder, { mode: 0o711 });
  else if (!stats.isDirectory() || stats.uid !== process.getuid?.()) {
    throw new EmbeddedPostgresFailure(`${folder} belongs to somebody else.`, CHOOSE);
  }
  return folder;
}

/**
 * Makes the folder if it is not there and answers its real path. For a borrowed account it opens to passage the folder
 * itself and those that were made here, never one above; throws when one above is closed.
 */
export async function prepareDataDir(dataDir: string, account: ServerAccount): Promise<string> {
  const made = await mkdir(dataDir, { recursive: true, mode: account.ids === null ? 0o700 : 0o711 });
  const folder = await realpath(dataDir);
  if (account.ids === null) return folder;
  await openToPassage(resolve(dataDir), made ?? resolve(dataDir));
  const closed = folderClosedTo(account, folder);
  if (closed === null) return folder;
  throw new EmbeddedPostgresFailure(
    `PostgreSQL runs as ${account.name} here, and that account cannot reach ${folder}: ${closed} is closed to it.`,
    CHOOSE,
  );
}

async function openToPassage(innermost: string, outermost: string): Promise<void> {
  const mode = (await stat(innermost)).mode & 0o7777;
  if ((mode & 0o011) !== 0o011) await chmod(innermost, mode | 0o011);
  if (innermost !== outermost) await openToPassage(dirname(innermost), outermost);
}
