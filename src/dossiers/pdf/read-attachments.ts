/** A file found inside a dossier, with the range of the PDF's bytes that its compressed stream takes. */
export interface FoundAttachment {
  readonly name: string;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** What reading stops at, so that a hostile file cannot take the memory of the machine. */
export interface ReadLimits {
  readonly totalBytes: number;
  readonly attachments: number;
}

/** The bytes are no dossier of this writer, or are altered so that its files cannot be told; `reason` says which. */
export class NotADossier extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NotADossier';
  }
}

/** Reads the embedded files back without trusting the PDF: by its objects, not by its tables or lengths. */
export function readAttachments(pdf: Uint8Array, limits?: Partial<ReadLimits>): FoundAttachment[] {
  throw new NotADossier(`not read yet: ${pdf.length} ${limits?.attachments}`);
}
