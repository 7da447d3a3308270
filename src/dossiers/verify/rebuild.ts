import type { FileBytes } from '../assemble';
import { compose } from '../compose';
import type { DossierRecord } from '../dossier-record';
import type { FilePart } from '../pdf/write-dossier';
import { isThisProducer, printedProducer, type Producer, thisProducer } from '../producer';
import type { Check } from './verdict';

const check = (holds: boolean | null, detail: string): Check => ({ check: 'rebuilt', holds, detail });

/** Where two files first differ; -1 when they are equal. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) if (a[at] !== b[at]) return at;
  return a.length === b.length ? -1 : shorter;
}

const partAt = (parts: readonly FilePart[], at: number): string =>
  parts.find(({ start, end }) => at >= start && at < end)?.label ?? 'what was added after the end';

const printed = (producer: Producer): string => {
  try {
    return printedProducer(producer);
  } catch {
    return 'a program that it does not name';
  }
};

/** Makes the file again from the record and the files that it carries, and compares the two byte for byte. */
export async function rebuildCheck(pdf: Uint8Array, record: DossierRecord, files: FileBytes): Promise<Check> {
  if (!isThisProducer(record.producer)) {
    const [maker, here] = [printed(record.producer), printed(thisProducer())];
    return check(null, `The pages were not made again: the file says that ${maker} made it, and this is ${here}`);
  }
  try {
    const { bytes, parts } = await compose(record, files);
    const at = firstDifference(pdf, bytes);
    if (at < 0) return check(true, `Made again from its record: ${bytes.length} bytes, all equal`);
    const size = pdf.length === bytes.length ? '' : `; it has ${pdf.length} bytes instead of ${bytes.length}`;
    return check(false, `Byte ${at} is not as the record makes it, in: ${partAt(parts, at)}${size}`);
  } catch (error) {
    return check(false, `The record inside cannot be drawn: ${error instanceof Error ? error.message : String(error)}`);
  }
}
