import type { MessagePort } from 'node:worker_threads';
import type { FileSource } from './drawing';
import { GIVEN, type Piece } from './messages';

interface Reading {
  readonly sha256: string;
  readonly pieces: AsyncIterator<Uint8Array>;
}

/** Gives a drawing the pieces of its files, one at a time as they are wanted. */
export class EvidenceFeed {
  private reading: Reading | null = null;

  constructor(
    private readonly files: FileSource,
    private readonly port: MessagePort,
    private readonly meter: Int32Array,
  ) {}

  /** Throws what reading the file threw. */
  async give(sha256: string): Promise<void> {
    if (this.reading?.sha256 !== sha256) this.reading = { sha256, pieces: this.files(sha256)[Symbol.asyncIterator]() };
    const next = await this.reading.pieces.next();
    if (next.done === true) this.reading = null;
    const piece: Piece = next.done === true ? null : next.value;
    this.port.postMessage(piece);
    Atomics.add(this.meter, GIVEN, 1);
    Atomics.notify(this.meter, GIVEN);
  }

  async end(): Promise<void> {
    this.port.close();
    await this.reading?.pieces.return?.();
  }
}
