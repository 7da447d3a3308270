import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../../database/embedded/durable';
import { SEED_BYTES } from '../log/ed25519';
import { printedSignerKey, type SignerKey, signerKey, signerKeyIn } from '../log/note-key';
import { LogRefused } from './log-refused';

/** The signing key in a file; null when there is no file. Throws `LogRefused` for one that holds no key, without its text. */
export async function readLogKey(file: string): Promise<SignerKey | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new LogRefused(`The key of the log, ${file}, cannot be read (${error.code ?? 'unknown'})`);
  });
  if (text === null) return null;
  try {
    const key = signerKeyIn(text.trim());
    if (key.type === 'note') return key;
  } catch {
    // The same answer as for a key of another kind; what is wrong with it might quote it.
  }
  throw new LogRefused(`${file} holds no key that signs checkpoints: restore it from a backup`);
}

/**
 * Makes the signing key of a log of that name, in a file of mode 0600 that outlives a loss of power before it signs
 * anything. Where another process makes one at the same moment, one file stands and both have its key.
 */
export async function makeLogKey(file: string, origin: string): Promise<SignerKey> {
  const folder = dirname(file);
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(dirname(folder));
  const key = signerKey(origin, 'note', randomBytes(SEED_BYTES));
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${printedSignerKey(key)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await chmod(draft, 0o600);
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
  await syncFolder(folder);
  const kept = await readLogKey(file);
  if (kept === null) throw new LogRefused(`The key of the log, ${file}, is gone again`);
  return kept;
}
