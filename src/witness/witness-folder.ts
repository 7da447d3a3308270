import { randomBytes } from 'node:crypto';
import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { printedSignerKey, type SignerKey, signerKey, signerKeyIn } from '../audit-trail/log/note-key';
import { SEED_BYTES } from '../audit-trail/log/ed25519';
import { dropDrafts, writeOnce } from '../storage/durable-file';
import { makeFolder } from '../storage/folder';
import { lockFolder } from './witness-lock';
import { WitnessState } from './witness-state';

/** All that a witness keeps: its key and what it cosigned last, held by this process alone. */
export interface WitnessFolder {
  readonly key: SignerKey;
  readonly state: WitnessState;
  /** Lets the folder go, for the next process. */
  readonly release: () => Promise<void>;
}

/**
 * Opens the folder of a witness; the first time, it is made, with a new key under that name. Throws where another
 * process runs on it, where its key is not safe, is of another name or is gone, and where its state is damaged.
 */
export async function openWitnessFolder(folder: string, name: string | null): Promise<WitnessFolder> {
  await makeFolder(folder);
  await chmod(folder, 0o700);
  const lock = await lockFolder(folder);
  try {
    await dropDrafts(folder);
    const key = await keyOf(folder, name);
    return { key, state: await WitnessState.open(stateFolder(folder), key), release: () => lock.release() };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

const stateFolder = (folder: string): string => join(folder, 'state');
const keyFile = (folder: string): string => join(folder, 'key');
const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

async function keyOf(folder: string, name: string | null): Promise<SignerKey> {
  const [hasKey, hasState] = [await isThere(keyFile(folder)), await isThere(stateFolder(folder))];
  if (hasKey && !hasState) throw new Error(`${stateFolder(folder)} is gone: what was cosigned is not known any more`);
  const key = hasKey ? await readKey(keyFile(folder)) : await newKey(folder, name);
  if (name !== null && key.name !== name) throw new Error(`The witness of ${folder} is ${key.name}, not ${name}`);
  return key;
}

/** The state comes first, the key last: where there is a key, there was a state. */
async function newKey(folder: string, name: string | null): Promise<SignerKey> {
  if (name === null) throw new Error('a new witness needs a name, such as --name witness.example.org');
  const key = signerKey(name, 'cosignature', randomBytes(SEED_BYTES));
  await makeFolder(stateFolder(folder));
  const state = await WitnessState.open(stateFolder(folder), key).catch(() => null);
  if (state?.isEmpty !== true) throw new Error(`${keyFile(folder)} is gone: another key would cosign anew`);
  await writeOnce(keyFile(folder), Buffer.from(`${printedSignerKey(key)}\n`), 0o600);
  return key;
}

async function readKey(path: string): Promise<SignerKey> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${path} can be read by others: whoever has it can cosign anything. Make a new witness`);
  }
  const key = signerKeyIn((await readFile(path, 'utf8')).trimEnd());
  if (key.type !== 'cosignature') throw new Error(`${path} is the key of a log, not of a witness`);
  return key;
}
