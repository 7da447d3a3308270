import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { Sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';

/** What a reader is told of bytes that the disk did not keep. They are never served in place of the evidence. */
export const corrupt = (address: Sha256): Refusal =>
  new Refusal('corrupt-file', `The stored bytes of ${address} are damaged; they must be restored from a backup`);

/**
 * Passes bytes on and fails when they are not those of the address. The last chunk is held back until all have been
 * hashed, so that a reader who counts the bytes, as HTTP does, never has a whole file that is wrong.
 */
export class Verification extends Transform {
  readonly #hash = createHash('sha256');
  #held: Buffer | null = null;

  constructor(private readonly address: Sha256) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    const released = this.#held;
    this.#held = chunk;
    done(null, released);
  }

  override _flush(done: TransformCallback): void {
    if (this.#hash.digest('hex') === this.address) done(null, this.#held);
    else done(corrupt(this.address));
  }
}
