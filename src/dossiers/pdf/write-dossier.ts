import type { DossierDocument } from '../blocks';

export { MissingGlyph } from './missing-glyph';

/** Goes up whenever equal documents would give other bytes than before. */
export const WRITER_EDITION = 1;

/** A run of bytes of the file and what stands in it: `page 3`, `attachment record.json`, `structure tags`. */
export interface FilePart {
  readonly label: string;
  readonly start: number;
  /** The first byte that is no longer of this part. */
  readonly end: number;
}

/** A finished file; its parts are in order, touch each other and cover every byte. */
export interface WrittenDossier {
  readonly bytes: Buffer;
  readonly pages: number;
  readonly parts: readonly FilePart[];
  /** The page on which each record is at home. */
  readonly homes: Record<string, number>;
}

/** Draws a dossier to PDF 1.7, tagged. Equal documents give equal bytes; throws `MissingGlyph` rather than print a blank. */
export function writeDossier(document: DossierDocument): Promise<WrittenDossier> {
  return Promise.reject(new Error(`not drawn yet: ${document.title}`));
}
