import type { FileSource } from './drawing';
import type { Evidence } from './messages';

interface Reading {
  readonly sha256: string;
  readonly pieces: AsyncIterator<Uint8Array>;
}

/** Reads the files of a drawing, one piece at a time as they are wanted. */
export class EvidenceFeed {
  private reading: Reading | null = null;

  constructor(private readonly files: FileSource) {}

  /** The next piece of a file. Throws what reading it threw. */
  async next(sha256: string): Promise<Evidence> {
    if (this.reading?.sha256 !== sha256) this.reading = { sha256, pieces: this.files(sha256)[Symbol.asyncIterator]() };
    const next = await this.reading.pieces.next();
    if (next.done !== true) return next.value;
    this.reading = null;
    return { isOver: true };
  }

  async end(): Promise<void> {
    await this.reading?.pieces.return?.();
  }
}
