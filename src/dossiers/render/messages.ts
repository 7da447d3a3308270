import type { FieldError, RefusalType } from '../../kernel/refusal';
import type { DossierRecord } from '../dossier-record';
import type { Edition } from '../editions/edition';
import type { PlaceOfPage } from '../pdf/frame';
import type { Drawn } from './drawing';
import type { RecordPiece } from './record-pieces';

/** What a process is asked to draw; it begins when the last piece of the record has come. */
export interface Order {
  /** Its long lists are empty: the pieces that come after the order fill them. */
  readonly record: DossierRecord;
  readonly pieces: number;
  readonly edition?: Edition;
}

/** What is said to a process: an order, and then the pieces of its record; and pieces of evidence, each as it is wanted. */
export type Asked = { readonly order: Order } | { readonly piece: RecordPiece } | Evidence;

/** A piece of a file, or that it is over. */
export type Evidence = Uint8Array | { readonly isOver: true };

/** What a process says of a drawing, in this order as often as it takes; `drawn` and `failed` are the last. Bytes are the file’s. */
export type Said =
  | Uint8Array
  | { readonly kind: 'at'; readonly place: PlaceOfPage }
  /** It waits for the next piece of the file. */
  | { readonly kind: 'wanted'; readonly sha256: string }
  | { readonly kind: 'drawn'; readonly drawn: Drawn }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error as it comes over from a process: a refusal is one again on the other side, of all else the words are left. */
export type Failure =
  | { readonly refusal: RefusalType; readonly detail: string; readonly errors: readonly FieldError[] }
  | { readonly words: string; readonly stack: string | undefined };

/** Where the messages go, beside the three files that every process has. */
export const ASKED = 3;
export const SAID = 4;
