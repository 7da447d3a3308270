import type { BaseRevision } from '../pdf/base-revision';
import { baseInFile } from './base-in-file';
import type { FoundSeal } from './seal-in-file';
import type { SealedFile, SealFinding } from './seal-report';
import { sealUpdate } from './seal-update';

/** What is under the seal as it was read back; null where it cannot be. */
export interface LookedUnder {
  readonly base: BaseRevision | null;
  readonly finding: SealFinding;
}

const finding = (holds: boolean, detail: string): SealFinding => ({ code: 'update', holds, detail });

/**
 * Whether the seal’s update is just what sealing these bytes makes: it is written anew and compared, byte for byte, so that
 * nothing can be slipped in under the name of a seal (a field that shows something else, a page that takes another’s place).
 */
export function lookUnder(file: SealedFile, seal: FoundSeal): LookedUnder {
  if (seal.baseLength === null)
    return { base: null, finding: finding(false, 'The seal does not say what is under it') };
  try {
    const base = baseInFile(file, seal.baseLength);
    const { head, tail } = sealUpdate(base, { at: seal.at, cmsBytes: (seal.to - seal.from - 2) / 2 });
    const isHead =
      head.length === seal.from + 1 - seal.baseLength && file.read(seal.baseLength, seal.from + 1).equals(head);
    const end = seal.to - 1 + tail.length;
    const isTail = end <= file.length && file.read(seal.to - 1, end).equals(tail);
    if (isHead && isTail)
      return { base, finding: finding(true, 'The seal adds a signature to its field and changes nothing else') };
    const what = isHead ? 'after' : 'before';
    return {
      base,
      finding: finding(
        false,
        `Something was changed under the name of the seal: the bytes ${what} the signature are not a seal’s`,
      ),
    };
  } catch (error) {
    return {
      base: null,
      finding: finding(false, `What is under the seal cannot be read: ${(error as Error).message}`),
    };
  }
}

/** Whether the signature is over all of the file but itself, up to where its update ends. */
export function coverageFinding({ range, from, to, end }: FoundSeal, length: number): SealFinding {
  const isOver = range.from === from && range.to === to && range.to + range.rest === end && (end ?? 0) <= length;
  const detail = isOver
    ? `The signature is over all ${end} bytes of the sealed file but itself`
    : 'The signature is not over every byte of the file: parts of it could be anything';
  return { code: 'coverage', holds: isOver, detail };
}
