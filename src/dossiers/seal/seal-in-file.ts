import type { SealedFile } from './seal-report';

/** Where a seal stands in a file, as it says itself: nothing of it is believed yet. */
export interface FoundSeal {
  /** `D:20261130092106Z`. */
  readonly at: string;
  /** Of `<` and of what follows `>`: between them is the signature. */
  readonly from: number;
  readonly to: number;
  /** The range that it says that it is over. */
  readonly range: { readonly from: number; readonly to: number; readonly rest: number };
  /** Where its update begins, by its own cross-references; null where they cannot be read. */
  readonly baseLength: number | null;
  /** Where its update ends; null likewise. */
  readonly end: number | null;
}

const OPENING = '/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(';
const SIGNATURE =
  /^\/Type\/Sig\/Filter\/Adobe\.PPKLite\/SubFilter\/ETSI\.CAdES\.detached\/M\((D:\d{14}Z)\)\/ByteRange\[0 (\d{1,15}) (\d{1,15}) (\d{1,15})\] *\/Contents</;
const LONGEST_OPENING = 400;
/** A signature with the stamps of any authority has a tenth of it. */
const MAX_DIGITS = 1024 * 1024;
const LONGEST_TAIL = 4096;
const CHUNK = 1024 * 1024;

/** The last seal in a file; null where there is none that can be read as one. */
export function sealInFile(file: SealedFile): FoundSeal | null {
  const opening = lastPlace(file, OPENING);
  if (opening === -1) return null;
  const text = file.read(opening, Math.min(file.length, opening + LONGEST_OPENING)).toString('latin1');
  const [head, at, ...numbers] = SIGNATURE.exec(text) ?? [];
  if (head === undefined) return null;
  const from = opening + head.length - 1;
  const digits = file.read(from + 1, Math.min(file.length, from + 1 + MAX_DIGITS)).indexOf('>');
  if (digits === -1) return null;
  const to = from + digits + 2;
  const range = { from: Number(numbers[0]), to: Number(numbers[1]), rest: Number(numbers[2]) };
  return { at, from, to, range, ...boundsOf(file, to) };
}

/** Whether something in it says that it is signed, though it cannot be read as a seal. */
export const hasOtherSignature = (file: SealedFile): boolean => lastPlace(file, '/ByteRange') !== -1;

/** Where a text begins for the last time; -1 where it does not stand in the file. */
function lastPlace(file: SealedFile, text: string): number {
  for (let end = file.length; end > 0;) {
    const from = Math.max(0, end - CHUNK);
    const found = file.read(from, Math.min(file.length, end + text.length - 1)).lastIndexOf(text, undefined, 'latin1');
    if (found !== -1) return from + found;
    end = from;
  }
  return -1;
}

/** By the cross-references after the signature: the first object that they tell of, and where they end themselves. */
function boundsOf(file: SealedFile, to: number): Pick<FoundSeal, 'baseLength' | 'end'> {
  const tail = file.read(to, Math.min(file.length, to + LONGEST_TAIL)).toString('latin1');
  const open = /^>>\nendobj\n\d{1,10} 0 obj\n<<\/Type\/XRef[^>]{1,200}(?:>[^>]{0,200}){2}>>\nstream\n/.exec(tail)?.[0];
  const [end] = /\nendstream\nendobj\nstartxref\n\d{1,15}\n%%EOF\n/.exec(tail) ?? [];
  if (open === undefined || end === undefined) return { baseLength: null, end: null };
  const baseLength = Buffer.from(tail.slice(open.length, open.length + 6), 'latin1').readUIntBE(1, 5);
  return { baseLength: baseLength < to ? baseLength : null, end: to + tail.indexOf(end) + end.length };
}
