/** A file inside the PDF (ISO 32000-2 §7.11.4, associated files). Dates come from the record, never from a disk. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data' | 'Supplement' | 'Alternative';
  readonly modifiedAt: string;
  readonly bytes: Uint8Array | StreamedBytes;
}

/** A file that is made of the record, and held whole. */
export interface MadeFile extends Attachment {
  readonly bytes: Uint8Array;
}

/** Bytes too many to be held at once. The writer refuses others than were promised; `open` may be called again. */
export interface StreamedBytes {
  readonly size: number;
  readonly sha256: string;
  readonly open: () => AsyncIterable<Uint8Array>;
}
