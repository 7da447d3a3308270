import { onlyElement, TAG } from '../../timestamps/der';
import type { BaseRevision } from '../pdf/base-revision';
import { UnreadablePdf } from '../pdf/read/pdf-value';
import { startXrefBefore } from './base-in-file';
import { type LongTermMaterial, longTermUpdate, type UpdatedSeal } from './long-term-update';
import type { FoundSeal } from './seal-in-file';
import type { SealedFile, SealFinding } from './seal-report';
import { signatureId } from './seal-update';

/** What was added to a file after it was sealed. */
export interface LookedAfter {
  readonly finding: SealFinding;
  /** Whether it carries what helps to check it later. */
  readonly hasMaterial: boolean;
}

/** More than certificates and revocation lists of any authority. */
const MAX_ADDED = 64 * 1024 * 1024;
const MAX_UPDATES = 8;
const MAX_OBJECTS = 200;
const STORE =
  /^(\d{1,10}) 0 obj\n<<\/Type\/DSS(?:\/Certs\[([\d R]*)\])?(?:\/CRLs\[([\d R]*)\])?(?:\/OCSPs\[([\d R]*)\])?>>\nendobj\n/;

const answer = (holds: boolean, detail: string, hasMaterial = false): LookedAfter => ({
  ...{ hasMaterial },
  finding: { code: 'after', holds, detail },
});

/**
 * Whether nothing stands after the seal, or only updates that fill its /DSS: each is written anew from what is in it and
 * compared, byte for byte. Whatever else was added could show another page, and is named.
 */
export function checkAfter(file: SealedFile, { end }: FoundSeal, base: BaseRevision | null): LookedAfter {
  if (end === file.length) return answer(true, 'Nothing was added after it was sealed');
  if (end === null || base === null) return answer(false, 'It cannot be told what was added after it was sealed');
  const added = file.length - end;
  try {
    if (added > MAX_ADDED) throw new UnreadablePdf('it is too much to be that');
    const first: UpdatedSeal = {
      ...base,
      size: signatureId(base) + 2,
      length: end,
      startXref: startXrefBefore(file, end),
    };
    requireUpdates(file.read(end, file.length), first);
    return answer(
      true,
      `${added} bytes were added after it was sealed: certificates to check it by, and nothing else`,
      true,
    );
  } catch (error) {
    const what = `${added} bytes were added after it was sealed, and they are not only certificates to check it by`;
    return answer(false, error instanceof UnreadablePdf ? `${what}: ${error.message}` : what);
  }
}

function requireUpdates(added: Buffer, first: UpdatedSeal): void {
  let [rest, before] = [added, first];
  for (let count = 0; rest.length > 0; count += 1) {
    if (count === MAX_UPDATES) throw new UnreadablePdf('there are too many of them');
    const { bytes, after } = longTermUpdate(before, materialIn(rest));
    if (!rest.subarray(0, bytes.length).equals(bytes)) throw new UnreadablePdf('something else is changed');
    rest = rest.subarray(bytes.length);
    before = after;
  }
}

/** What an update fills in, read back in its order. */
function materialIn(update: Buffer): LongTermMaterial {
  const [head, , ...lists] = STORE.exec(update.toString('latin1', 0, 16 * 1024)) ?? [];
  if (head === undefined) throw new UnreadablePdf('something else is changed');
  const counts = lists.map((list: string | undefined) => (list ?? '').split(' R').length - 1);
  if (counts.reduce((sum, count) => sum + count, 0) > MAX_OBJECTS)
    throw new UnreadablePdf('there are too many of them');
  let at = head.length;
  const take = (count: number): Buffer[] =>
    Array.from({ length: count }, () => {
      const text = update.toString('latin1', at, at + 64);
      const [opening, length] = /^\d{1,10} 0 obj\n<<\/Length (\d{1,9})>>\nstream\n/.exec(text) ?? [];
      if (opening === undefined) throw new UnreadablePdf('something else is changed');
      const from = at + opening.length;
      at = from + Number(length) + '\nendstream\nendobj\n'.length;
      const bytes = update.subarray(from, from + Number(length));
      onlyElement(bytes, TAG.sequence);
      return bytes;
    });
  return { certificates: take(counts[0]), crls: take(counts[1]), ocsps: take(counts[2]) };
}
