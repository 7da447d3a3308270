import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';

/** Larger or smaller chunks are slower to hash and write. */
export const CHUNK_BYTES = 1024 * 1024;

/** What was written. */
export interface Written {
  readonly sha256: Sha256;
  readonly size: number;
}

/**
 * Writes a source into a file, one chunk at a time, and hashes it on the way. The source is asked for more only when the
 * chunk before is with the system, so memory stays flat for any size. Refuses what is larger than `maxBytes`.
 */
export async function writeHashed(
  file: FileHandle,
  source: AsyncIterable<Uint8Array>,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Written> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of chunksOf(source)) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal('payload-too-large', `The bytes are more than the ${maxBytes} allowed here`);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { sha256: hash.digest('hex'), size };
}

/** Pieces of any size as chunks of one; each is valid until the next is asked for. */
async function* chunksOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of source) {
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      from += part.length;
      filled += part.length;
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}
