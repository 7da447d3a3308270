import { Parts, type FilePart } from './parts';

const CHUNK = 65536;

/** The bytes of a file on their way out, in pieces of about 64 KiB, each byte counted and named. */
export class Outbox {
  /** How many bytes were written. */
  offset = 0;
  private readonly parts = new Parts();
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;

  constructor(private readonly take: (bytes: Buffer) => void) {}

  write(bytes: Uint8Array): void {
    this.offset += bytes.length;
    this.pendingBytes += bytes.length;
    this.pending.push(bytes);
    if (this.pendingBytes >= CHUNK) this.flush();
  }

  /** All that has no name yet is this part. */
  mark(part: string): void {
    this.parts.mark(part, this.offset);
  }

  /** Lets the last bytes go, and tells what every byte is. */
  end(): FilePart[] {
    this.flush();
    return this.parts.list;
  }

  private flush(): void {
    if (this.pendingBytes > 0) this.take(Buffer.concat(this.pending, this.pendingBytes));
    this.pending = [];
    this.pendingBytes = 0;
  }
}
