import { canonicalBytes } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { assemble, type FileBytes } from './assemble';
import type { DossierRecord } from './dossier-record';
import { MissingGlyph } from './pdf/missing-glyph';
import { writeDossier, type WrittenDossier } from './pdf/write-dossier';
import { whereIs } from './where-is';

/** The record as `record.json` gives it back, names in canonical order: only from this can the pages be made again. */
const asCarried = (record: DossierRecord): DossierRecord =>
  JSON.parse(canonicalBytes(record).toString('utf8')) as DossierRecord;

/**
 * Draws a record to its PDF. A character that no font has refuses the whole dossier, naming the record and the field:
 * a blank in a regulatory file would be a silent loss.
 */
export async function compose(record: DossierRecord, files: FileBytes): Promise<WrittenDossier> {
  try {
    return await writeDossier(assemble(asCarried(record), files));
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
