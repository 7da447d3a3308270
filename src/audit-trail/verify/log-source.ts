import type { TrustAnchors } from '../../timestamps/certificate-chain';
import type { VerifierKey } from '../log/note-key';
import type { TileReader } from '../log/tile-reader';

/** An entry as it is kept: its exact bytes, and the leaf that was made of them when it was logged. */
export interface KeptEntry {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly leaf: Uint8Array;
}

/** A checkpoint as it is kept, with the signatures under it. */
export interface KeptCheckpoint {
  /** The size under which it is filed. */
  readonly size: number;
  readonly note: string;
}

/** A time stamp as it is kept (RFC 3161): a token over the checkpoint with the signature of the log alone. */
export interface KeptStamp {
  /** The size of the checkpoint under which it is filed. */
  readonly size: number;
  readonly token: Uint8Array;
  /** When it is said to have been made, beside the token; null where only the token says so. */
  readonly at: Date | null;
}

/** A log from which everything can be derived again: that of a database, or that of a bundle. */
export interface LogSource {
  readonly origin: string;
  /** The size and root that the log says it has; null where only a checkpoint says so. */
  readonly head: { readonly size: number; readonly root: Uint8Array } | null;
  /** The entries in the order of their index, some hundreds or thousands at a time. */
  entries(): AsyncIterable<readonly KeptEntry[]>;
  /** The tiles as they are kept; one that is not there is of no bytes. */
  readonly tiles: TileReader;
  /** The checkpoints by size, the smallest first. */
  checkpoints(): AsyncIterable<KeptCheckpoint>;
  /** The time stamps by the size of their checkpoint, the smallest first. */
  stamps(): AsyncIterable<KeptStamp>;
}

/** Who is trusted to have signed. */
export interface TrustedKeys {
  readonly log: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** The certificates that time stamps must come from; null where none is named. */
  readonly authorities: TrustAnchors | null;
}
