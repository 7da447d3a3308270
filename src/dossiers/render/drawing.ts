import type { DossierRecord } from '../dossier-record';
import type { Edition } from '../editions/edition';
import type { PlaceOfPage } from '../pdf/frame';
import type { WrittenDossier } from '../pdf/write-dossier';

/** What is known of a file once its last byte is drawn, beside the bytes. */
export interface Drawn extends Omit<WrittenDossier, 'bytes'> {
  /** Of the canonical bytes of `record.json`. */
  readonly recordSha256: string;
}

/** The bytes of a file that is kept inside, by its digest; it fails where they are not those of the digest. */
export type FileSource = (sha256: string) => AsyncIterable<Uint8Array>;

export interface DrawingOrder {
  readonly record: DossierRecord;
  readonly files: FileSource;
  /** Aborted, it ends the drawing at once, wherever it is; the drawing then throws the reason. */
  readonly signal?: AbortSignal;
  readonly watch?: (place: PlaceOfPage) => void;
  /** Nobody sits before it and waits: it leaves room to those for whom somebody does. */
  readonly inBackground?: boolean;
  /** Another form than the dossier itself; no file of the evidence is asked for. */
  readonly edition?: Edition;
}

/**
 * A file as it is drawn: its bytes in order, no faster than they are taken, and what is known of it as the value that is
 * returned (`const drawn = yield* drawing`). Whoever takes no more ends it. It throws the refusal `unprintable-character`
 * that names record and field, what reading a file threw, or `DrawingFailed`.
 */
export type Drawing = AsyncGenerator<Uint8Array, Drawn, undefined>;

/** Whoever draws records: the program itself, or processes beside it. Equal records give equal bytes, whoever draws. */
export interface Draws {
  draw(order: DrawingOrder): Drawing;
}

/** A drawing that ended for a reason that is not in the record: a process that was lost, or had no memory left. */
export class DrawingFailed extends Error {
  override readonly name = 'DrawingFailed';
}

/** Passes the bytes on and tells what is known of the file when all of them were taken. */
export async function* noting(drawing: Drawing, note: (drawn: Drawn) => void): AsyncGenerator<Uint8Array> {
  note(yield* drawing);
}
