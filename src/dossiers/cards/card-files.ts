import type { MadeFile } from '../attachment';
import type { DossierRecord } from '../dossier-record';
import { chaiCard } from './chai-card';
import { BOM_FILE, mlBom } from './ml-bom';

/** The file name of the model card. */
export const CHAI_FILE = 'chai-card.xml';

/** No string of a PDF/A is longer (ISO 19005-3 §6.1.13). */
const LONGEST_STRING = 32767;

/** The cards of the model as files inside the dossier, made from the record and nothing else. */
export const cardFiles = (record: DossierRecord, recordSha256: string): MadeFile[] => [
  {
    name: CHAI_FILE,
    mediaType: 'text/xml',
    description: 'CHAI Applied Model Card 0.2, made from the record',
    relationship: 'Data',
    modifiedAt: record.dossier.issuedAt,
    bytes: Buffer.from(chaiCard(record), 'latin1'),
  },
  {
    name: BOM_FILE,
    mediaType: 'application/vnd.cyclonedx+json',
    description: 'Bill of materials of the model, CycloneDX 1.6, made from the record',
    relationship: 'Data',
    modifiedAt: record.dossier.issuedAt,
    bytes: Buffer.from(mlBom(record, recordSha256), 'utf8'),
  },
];

/**
 * The card under the names that CHAI gives it in a PDF: entries of the document information. It is that of the file, or with
 * the figures of claims alone where all of them are too many for a string of a PDF; none where that is too long as well.
 */
export function cardProperties(record: DossierRecord): Record<string, string> {
  const card = (['all', 'claimed'] as const)
    .map((which) => chaiCard(record, which))
    .find(({ length }) => length <= LONGEST_STRING);
  return card === undefined ? {} : { chaiMcXml: card, chaiMcSoftwareId: record.producer.program };
}
