import { Refusal } from '../../kernel/refusal';
import { FORMATS } from '../normal-form';
import { type EvidenceDocument } from './evidence-document';
import { type Importer } from './importer';
import { seemsToBe } from './json-kinds';

/** The first importer that detects the document; throws a Refusal `unreadable-file` that says what each looks for. */
export function recognised(importers: readonly Importer[], document: EvidenceDocument): Importer {
  const importer = importers.find((one) => one.detects(document));
  if (importer === undefined) {
    throw new Refusal(
      'unreadable-file',
      `The file is JSON, but none of the known formats.${hint(document)} ${looks(importers)}`,
    );
  }
  return importer;
}

/** The importer of a format that the caller names; one that does not fit, or that nobody reads, is refused by name. */
export function named(importers: readonly Importer[], document: EvidenceDocument, format: string): Importer {
  if (!FORMATS.some((known) => known === format)) {
    throw new Refusal('unreadable-file', `There is no format ${JSON.stringify(format)}; known: ${FORMATS.join(', ')}`);
  }
  const importer = importers.find((one) => one.format === format);
  if (importer === undefined) throw new Refusal('unreadable-file', `No importer reads the format ${format}`);
  if (!importer.detects(document)) {
    throw new Refusal('unreadable-file', `The file is not ${format}.${hint(document)} ${looks([importer])}`);
  }
  return importer;
}

function hint({ root }: EvidenceDocument): string {
  const format = seemsToBe(root);
  return format === null ? '' : ` It seems to be ${format}.`;
}

const looks = (importers: readonly Importer[]): string =>
  importers.map(({ format, looksFor }) => `${format} looks for ${looksFor}`).join('; ');
