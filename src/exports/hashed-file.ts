import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { Sha256 } from '../kernel/digest';

/** A file of an export: where it is in the folder, and what is in it. */
export interface ExportedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
}

/** Pieces are gathered to about so many bytes before they are written. */
const BUFFERED = 256 * 1024;

/** A new file that is hashed while it is written, and durable once it is closed. */
export class HashedFile {
  private readonly hash = createHash('sha256');
  private pieces: Uint8Array[] = [];
  private waiting = 0;
  private size = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Makes the file at `at`; throws when there is one already. */
  static async create(path: string, at: string): Promise<HashedFile> {
    return new HashedFile(path, await open(at, 'wx', 0o640));
  }

  async write(piece: Uint8Array | string): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
    this.hash.update(bytes);
    this.size += bytes.length;
    this.waiting += bytes.length;
    this.pieces.push(bytes);
    if (this.waiting >= BUFFERED) await this.flush();
  }

  async close(): Promise<ExportedFile> {
    try {
      await this.flush();
      await this.file.sync();
    } finally {
      await this.file.close();
    }
    return { path: this.path, size: this.size, sha256: this.hash.digest('hex') };
  }

  /** Lets go of it without a word; the caller removes what there is. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  private async flush(): Promise<void> {
    if (this.waiting > 0) await this.file.writeFile(Buffer.concat(this.pieces));
    this.pieces = [];
    this.waiting = 0;
  }
}
