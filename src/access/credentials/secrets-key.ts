import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeOnce } from '../../storage/durable-file';

/** Under this name the service finds the key of the secrets that it must read again. */
export const SECRETS_KEY = Symbol('SECRETS_KEY');

const KEY_BYTES = 32;

/** A key for one run alone: what is sealed under it opens nothing after. */
export const newSecretsKey = (): Buffer => randomBytes(KEY_BYTES);

/**
 * The key in a file of mode 0600, made there at the first start and durable before anything is sealed under it; of two
 * that make one at the same moment both get the one that stands. Throws, without its bytes, for a file that holds no key.
 */
export async function secretsKeyOf(file: string): Promise<Buffer> {
  const kept = await read(file);
  if (kept !== null) return kept;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeOnce(file, newSecretsKey(), 0o600);
  const made = await read(file);
  if (made === null) throw new Error(`The key of secrets, ${file}, is gone again`);
  return made;
}

async function read(file: string): Promise<Buffer | null> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`The key of secrets, ${file}, cannot be read (${error.code ?? 'unknown'})`);
  });
  if (bytes !== null && bytes.length !== KEY_BYTES) {
    throw new Error(`${file} holds no key of ${KEY_BYTES} bytes: restore it from a backup`);
  }
  return bytes;
}
