import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../../kernel/refusal';

const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException | null)?.code));

/**
 * A file without a name, in the folder for temporary files: nobody else can open it, and it is gone with the process that
 * holds it, however that ends.
 */
export class ScratchFile {
  private constructor(
    private readonly handle: FileHandle,
    /** In bytes. */
    readonly size: number,
  ) {}

  /** Takes all of it. Throws what giving it threw, and then holds nothing. */
  static async of(content: AsyncIterable<Uint8Array>): Promise<ScratchFile> {
    const path = join(tmpdir(), `predicate-${randomUUID()}`);
    const handle = await open(path, 'wx+', 0o600);
    try {
      await unlink(path);
      let size = 0;
      for await (const bytes of content) {
        await handle.writeFile(bytes);
        size += bytes.length;
      }
      return new ScratchFile(handle, size);
    } catch (error) {
      await handle.close();
      if (!isFull(error)) throw error;
      throw new Refusal('storage-full', 'There is no room among the temporary files to draw the dossier');
    }
  }

  /** Its bytes from the beginning. It is let go of when they are read, or nobody reads on. */
  read(): Readable {
    return this.handle.createReadStream({ start: 0, highWaterMark: 256 * 1024 });
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
