import type { MessagePort } from 'node:worker_threads';
import type { FieldError, RefusalType } from '../../kernel/refusal';
import type { DossierRecord } from '../dossier-record';
import type { Edition } from '../editions/edition';
import type { PlaceOfPage } from '../pdf/frame';
import type { Drawn } from './drawing';
import type { RecordPiece } from './record-pieces';

/** What a thread is asked to draw; it begins when the last piece of the record has come. */
export interface Order {
  /** Its long lists are empty: the pieces that come after the order fill them. */
  readonly record: DossierRecord;
  readonly pieces: number;
  readonly edition?: Edition;
  /** Two numbers that both sides see: how many chunks were taken, and how many pieces of evidence were given. */
  readonly meter: SharedArrayBuffer;
  /** Where the pieces of evidence come from, each asked for by `wanted`. */
  readonly evidence: MessagePort;
}

/** What is said to a thread: an order, and then the pieces of its record. */
export type Asked = { readonly order: Order } | { readonly piece: RecordPiece };

/** A piece of evidence as it is given; null after the last one. */
export type Piece = Uint8Array | null;

/** What a thread says of a drawing, in this order as often as it takes; `drawn` and `failed` are the last. */
export type Said =
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'at'; readonly place: PlaceOfPage }
  /** It waits for the next piece of the file. */
  | { readonly kind: 'wanted'; readonly sha256: string }
  | { readonly kind: 'drawn'; readonly drawn: Drawn }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error as it comes over from a thread: a refusal is one again on the other side, of all else the words are left. */
export type Failure =
  | { readonly refusal: RefusalType; readonly detail: string; readonly errors: readonly FieldError[] }
  | { readonly words: string; readonly stack: string | undefined };

/** A thread is so many chunks of 64 KiB ahead of whoever takes them. */
export const AHEAD = 8;

/** Places in the meter. */
export const TAKEN = 0;
export const GIVEN = 1;
