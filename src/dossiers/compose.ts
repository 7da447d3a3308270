import { Refusal } from '../kernel/refusal';
import { assemble, type FileContents } from './assemble';
import { asCarried } from './attachments/record-bytes';
import type { DossierRecord } from './dossier-record';
import { assembleEdition } from './editions/assemble-edition';
import type { Edition } from './editions/edition';
import { MissingGlyph } from './pdf/missing-glyph';
import { drawInto, writeDossier, type WritingOptions, type WrittenDossier } from './pdf/write-dossier';
import type { Drawn } from './render/drawing';
import { whereIs } from './where-is';

/**
 * Draws a record to its PDF. A character that no font has refuses the whole dossier, naming the record and the field:
 * a blank in a regulatory file would be a silent loss.
 */
export function compose(record: DossierRecord, files: FileContents): Promise<WrittenDossier> {
  return refusing(record, () => writeDossier(assemble(asCarried(record), files)));
}

/** The same, its bytes given away in order as they come. */
export function composeInto(
  record: DossierRecord,
  files: FileContents,
  take: (bytes: Buffer) => void,
  { edition, ...options }: WritingOptions & { readonly edition?: Edition } = {},
): Promise<Drawn> {
  return refusing(record, async () => {
    const carried = asCarried(record);
    const document = edition === undefined ? assemble(carried, files) : assembleEdition(carried, edition);
    return { ...(await drawInto(document, take, options)), recordSha256: document.recordSha256 };
  });
}

async function refusing<T>(record: DossierRecord, draw: () => Promise<T>): Promise<T> {
  try {
    return await draw();
  } catch (error) {
    if (!(error instanceof MissingGlyph)) throw error;
    const { pointer, owner } = whereIs(record, error.character, error.text);
    const code = `U+${error.codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    throw new Refusal(
      'unprintable-character',
      `No font of the dossier has the character ${code} that stands in ${owner}; write it otherwise and issue again`,
      [{ pointer, detail: `holds ${code}, which cannot be printed` }],
    );
  }
}
