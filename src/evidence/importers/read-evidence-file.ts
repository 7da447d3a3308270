import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { type NormalForm } from '../normal-form';
import { openDocument } from './evidence-document';
import { named, recognised } from './importer-choice';
import { IMPORTERS } from './index';
import { otherNotNumbers } from './other-not-numbers';

export { MAX_PARSED_BYTES } from './evidence-document';

/**
 * Reads an evidence file into the normal form: plain JSON without `undefined`, the same bytes always giving the same
 * value. The format is found by the content; a `format` that is named must fit it. Throws a Refusal `unreadable-file`
 * that says why; there is never half a result.
 */
export function readEvidenceFile(name: string, bytes: Buffer, format?: string): NormalForm {
  const document = openDocument(bytes);
  const importer = format === undefined ? recognised(IMPORTERS, document) : named(IMPORTERS, document, format);
  const form = importer.read(document, { file: baseName(name), sha256: sha256(bytes), size: bytes.length });
  if (holdsNul(JSON.stringify(form))) {
    throw new Refusal('unreadable-file', 'A name in the file holds the character U+0000, which no record can keep');
  }
  return { ...form, warnings: [...form.warnings, ...otherNotNumbers(document, form.warnings)] };
}

/** JSON escapes U+0000; a backslash that somebody wrote is doubled and does not match. */
const holdsNul = (json: string): boolean => json.includes('\\u0000') && /(?:^|[^\\])(?:\\\\)*\\u0000/.test(json);

/** The name without folders of any system, and without characters that no page could show. */
const baseName = (name: string): string =>
  (name.split(/[\\/]/).findLast((part) => part !== '') ?? 'unnamed').replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd');
