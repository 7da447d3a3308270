import type { Readable } from 'node:stream';
import type { Sha256 } from '../kernel/digest';
import type { InspectOptions, Inspection } from './inspection';

/** What was stored, and whether these bytes were new. */
export interface StoredContent {
  readonly sha256: Sha256;
  readonly size: number;
  readonly created: boolean;
}

export interface PutOptions {
  /** The digest that the sender declared. */
  readonly expected?: Sha256;
  readonly maxBytes?: number;
}

/**
 * Bytes under their own SHA-256 (FIPS 180-4), written once and never changed: a record that names a digest names these
 * bytes for as long as they are kept. The store knows no row; who may read what is decided before it is asked. Absent
 * bytes are refused as `not-found`, an address that is no digest too; damaged ones as `corrupt-file`.
 */
export interface ContentStore {
  /**
   * Streams the bytes in and answers when they outlive a loss of power; equal bytes are stored once. Refuses as
   * `digest-mismatch`, `payload-too-large` or `storage-full` (the disk is full), and then keeps nothing. A source that is
   * not read to its end is closed, as `for await` does.
   */
  put(source: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<StoredContent>;
  /** The bytes, hashed again while they are read: the last ones are held back until the digest is right, else the stream fails. */
  open(sha256: Sha256): Promise<{ size: number; stream: Readable }>;
  /** All the bytes, hashed again; refuses as `payload-too-large` what is larger than `maxBytes`. */
  read(sha256: Sha256, maxBytes: number): Promise<Buffer>;
  has(sha256: Sha256): Promise<boolean>;
  /** Reads all the bytes to say whether they are those of the address, at the pace that is asked; damage is an answer here. */
  inspect(sha256: Sha256, options?: InspectOptions): Promise<Inspection>;
  /** Takes the bytes away for good, once a disposal of them is durable; again does nothing. Answers whether they were there. */
  remove(sha256: Sha256): Promise<boolean>;
}
