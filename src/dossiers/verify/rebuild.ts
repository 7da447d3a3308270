import type { FileBytes } from '../assemble';
import { composeInto } from '../compose';
import type { DossierRecord } from '../dossier-record';
import type { FilePart } from '../pdf/write-dossier';
import { isThisProducer, printedProducer, type Producer, thisProducer } from '../producer';
import type { Check } from './verdict';

const check = (holds: boolean | null, detail: string): Check => ({ check: 'rebuilt', holds, detail });

/** What making a file again came to. */
export interface Rebuilt {
  readonly check: Check;
  /** How many bytes the record makes; null where they were not made. */
  readonly length: number | null;
}

/** Where two files first differ; -1 when they are equal. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  if (Buffer.compare(a, b) === 0) return -1;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) if (a[at] !== b[at]) return at;
  return shorter;
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

/** Holds bytes against a file as they come, so that they need not be kept. */
class Against {
  length = 0;
  /** The first byte that differs; -1 while none does. */
  difference = -1;

  constructor(private readonly pdf: Uint8Array) {}

  readonly take = (bytes: Buffer): void => {
    if (this.difference < 0) {
      const at = firstDifference(bytes, this.pdf.subarray(this.length, this.length + bytes.length));
      if (at >= 0) this.difference = this.length + at;
    }
    this.length += bytes.length;
  };
}

/**
 * Makes the base again from the record and the files that a file carries, and compares the two byte for byte. What is
 * behind the base must be a seal: whether it is one is not looked at here.
 */
export async function rebuild(
  pdf: Uint8Array,
  record: DossierRecord,
  { files, isSealed }: { readonly files: FileBytes; readonly isSealed: boolean },
): Promise<Rebuilt> {
  if (!isThisProducer(record.producer)) {
    const [maker, here] = [printed(record.producer), printed(thisProducer())];
    const why = `The pages were not made again: the file says that ${maker} made it, and this is ${here}`;
    return { check: check(null, why), length: null };
  }
  try {
    const against = new Against(pdf);
    const { parts } = await composeInto(record, files, against.take);
    return { check: compared(pdf, against, parts, isSealed), length: against.length };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { check: check(false, `The record inside cannot be drawn: ${why}`), length: null };
  }
}

function compared(pdf: Uint8Array, against: Against, parts: readonly FilePart[], isSealed: boolean): Check {
  const { length, difference } = against;
  const added = pdf.length - length;
  const at = difference < 0 && added > 0 && !isSealed ? length : difference;
  if (at >= 0) {
    const size = added === 0 || isSealed ? '' : `; it has ${pdf.length} bytes instead of ${length}`;
    return check(false, `Byte ${at} is not as the record makes it, in: ${partAt(parts, at)}${size}`);
  }
  const rest = added === 0 ? '' : `; the ${added} bytes behind them are the seal`;
  return check(true, `Made again from its record: ${length} bytes, all equal${rest}`);
}
