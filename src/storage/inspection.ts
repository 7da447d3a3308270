import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { Sha256 } from '../kernel/digest';
import { CHUNK_BYTES } from './chunked-writer';

/** What the store has under an address: its bytes, others, or none. */
export interface Inspection {
  readonly outcome: 'ok' | 'corrupt' | 'missing';
  /** How many bytes could be read. */
  readonly bytes: number;
}

export interface InspectOptions {
  /** Called with the length of each chunk before the next one is read; it may wait. */
  readonly pace?: (bytes: number) => Promise<void>;
  /** Ends the reading between two chunks; the inspection then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** A sector that cannot be read is damage; anything else that fails is no word about the file, and is thrown. */
const isDamage = (error: unknown): boolean => ['EIO', 'EISDIR', 'ELOOP'].includes(codeOf(error) ?? '');

/** Reads a file in chunks and compares the digest of its bytes with the address that it stands under. */
export async function inspectFile(path: string, address: Sha256, options: InspectOptions = {}): Promise<Inspection> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return { outcome: 'missing', bytes: 0 };
  try {
    return await inspectOpen(file, address, options);
  } finally {
    await file.close();
  }
}

async function inspectOpen(file: FileHandle, address: Sha256, { pace, signal }: InspectOptions): Promise<Inspection> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let bytes = 0; ;) {
    signal?.throwIfAborted();
    const read = await readChunk(file, chunk);
    if (read === null) return { outcome: 'corrupt', bytes };
    if (read === 0) return { outcome: hash.digest('hex') === address ? 'ok' : 'corrupt', bytes };
    hash.update(chunk.subarray(0, read));
    bytes += read;
    await pace?.(read);
  }
}

/** How many bytes came; 0 at the end, null where the disk does not give them. */
async function readChunk(file: FileHandle, chunk: Buffer): Promise<number | null> {
  try {
    return (await file.read(chunk, 0, chunk.length)).bytesRead;
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}
