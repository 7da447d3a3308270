import { assemble, filesInside } from '../assemble';
import type { DossierRecord } from '../dossier-record';
import { SECTIONS_EDITION } from '../sections/edition';
import { WRITER_EDITION } from '../pdf/write-dossier';
import type { Difference } from './text/compared';
import { textReport, type TextReport } from './text/text-check';
import type { Check } from './verdict';

const check = (holds: boolean | null, detail: string): Check => ({ check: 'text', holds, detail });

const TOLD = 5;
const LONGEST = 80;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** `Page 12, Table 8.2, row 3: the record says “212” and the page shows “912”`. */
function told({ page, where, expected, found }: Difference): string {
  const place = page === 0 ? where : `page ${page}, ${where}`;
  if (expected === '') return `${place}: “${cut(found)}” is no word of the record`;
  if (found === '') return `${place}: “${cut(expected)}” is not shown`;
  return `${place}: the record says “${cut(expected)}” and the page shows “${cut(found)}”`;
}

/** Without the bytes of the files: the pages say nothing of what is in them. */
const documentOf = (record: DossierRecord) =>
  assemble(record, new Map(filesInside(record).map(({ sha256 }) => [sha256, Buffer.alloc(0)])));

function judged({ pages, characters, differences, unreadable }: TextReport): Check {
  if (unreadable !== null) return check(false, `The pages cannot be read: ${unreadable}`);
  if (differences.length === 0) {
    return check(true, `Every word on the ${pages} pages is one of the record: ${characters} characters, all equal`);
  }
  const more = differences.length > TOLD ? `; and ${differences.length - TOLD} more places` : '';
  return check(
    false,
    `The pages say something else than the record: ${differences.slice(0, TOLD).map(told).join('; ')}${more}`,
  );
}

/** Whether record and pages are worded by the editions that are known here; by others much may differ that nobody changed. */
function isWordedAsHere({ producer }: DossierRecord): boolean {
  const { sectionsEdition, writerEdition } = producer as Partial<DossierRecord['producer']>;
  return sectionsEdition === SECTIONS_EDITION && writerEdition === WRITER_EDITION;
}

/** Reads the pages and holds every word against the record, without making them again. */
export function textCheck(pdf: Uint8Array, record: DossierRecord): Check {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const found = judged(textReport(bytes, documentOf(record)));
  if (found.holds !== false || isWordedAsHere(record)) return found;
  return check(
    null,
    `The pages are worded by another edition of the program, so not every word can be judged. ${found.detail}`,
  );
}
