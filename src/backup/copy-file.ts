import { createHash, type Hash } from 'node:crypto';
import { constants, type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sha256 } from '../kernel/digest';
import { CHUNK_BYTES } from '../storage/chunked-writer';
import type { Progress } from './progress';

/** What was read or copied. */
export interface Hashed {
  readonly size: number;
  readonly sha256: Sha256;
}

/** Who owns a copy; null leaves it to the account that makes it. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface CopyOptions {
  readonly progress: Progress;
  readonly mode?: number;
  readonly owner?: Owner | null;
}

/** A link is never followed: what it points to was not looked at. */
export const READ_NO_LINK = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/**
 * Copies a file's bytes as they are read, hashing them on the way. They are durable after `syncTree`: one fsync after the
 * other would take longer than the copying. The copy is closed to other accounts.
 */
export async function copyFile(from: string, to: string, { progress, mode = 0o600, owner = null }: CopyOptions) {
  const source = await open(from, READ_NO_LINK);
  try {
    const target = await open(to, 'wx', mode);
    try {
      const hashed = await pass(source, progress, (chunk) => target.writeFile(chunk));
      if (owner !== null) await target.chown(owner.uid, owner.gid);
      return hashed;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Reads a file and hashes it. */
export async function hashFile(path: string, progress: Progress): Promise<Hashed> {
  const source = await open(path, READ_NO_LINK);
  try {
    return await pass(source, progress, () => Promise.resolve());
  } finally {
    await source.close();
  }
}

/** Writes a small file that is on the disk when this answers. */
export async function writeDurably(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Memory stays flat for any size. */
async function pass(source: FileHandle, progress: Progress, take: (chunk: Buffer) => Promise<void>): Promise<Hashed> {
  const [hash, buffer]: [Hash, Buffer] = [createHash('sha256'), Buffer.allocUnsafe(CHUNK_BYTES)];
  let size = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    await take(chunk);
    size += bytesRead;
    progress.bytes(bytesRead);
  }
  progress.file();
  return { size, sha256: hash.digest('hex') };
}
