import { createHash } from 'node:crypto';
import type { BaseRevision } from '../pdf/base-revision';
import { cmsOf, maxCmsBytes } from './cms';
import { pdfDate, sealUpdate } from './seal-update';
import type { Signer } from './signer';

/** Has a signature stamped: the token in DER, or null where nobody answered and that is allowed. */
export type Stamp = (signature: Buffer) => Promise<StampedSeal>;

export interface StampedSeal {
  readonly token: Buffer | null;
  /** By the authority. */
  readonly at: Date | null;
  /** Why there is none; null where there is, or where nobody is asked. */
  readonly problem: string | null;
}

/** Who seals, when, and who stamps it. */
export interface SealedBy {
  readonly signer: Signer;
  readonly now: () => Date;
  /** Null where nobody is asked: then no room is kept for a stamp. */
  readonly stamp: Stamp | null;
}

/** What came of sealing. */
export interface SealOutcome {
  /** Of the base: what the record makes again. */
  readonly baseSha256: string;
  readonly base: BaseRevision;
  readonly level: 'B-B' | 'B-T';
  readonly stampedAt: Date | null;
  /** Why there is no stamp though one was asked for. */
  readonly stampProblem: string | null;
}

/** A file that is sealed while it passes; what came of it is known once every byte was taken. */
export interface SealingFile {
  readonly bytes: AsyncIterable<Buffer>;
  /** Throws before that. */
  outcome(): SealOutcome;
}

/** Room for a stamp: those of public authorities with their certificates have a half of it. */
const STAMP_BYTES = 16 * 1024;

const NO_STAMP: StampedSeal = { token: null, at: null, problem: null };

/**
 * Seals a base while it streams: its bytes pass unchanged and first, then one incremental update with the signature over
 * everything but itself (PAdES B-B, with a stamp B-T). Memory does not grow with the file. `revision` is asked when the base
 * has passed, and must be of just those bytes.
 */
export function sealStream(
  base: AsyncIterable<Uint8Array>,
  revision: () => BaseRevision | Promise<BaseRevision>,
  by: SealedBy,
): SealingFile {
  let outcome: SealOutcome | null = null;
  const bytes = sealed(base, revision, by, (made) => {
    outcome = made;
  });
  return {
    bytes,
    outcome: () => {
      if (outcome === null) throw new Error('The file is not sealed yet');
      return outcome;
    },
  };
}

async function* sealed(
  base: AsyncIterable<Uint8Array>,
  revisionOf: () => BaseRevision | Promise<BaseRevision>,
  { signer, now, stamp }: SealedBy,
  tell: (outcome: SealOutcome) => void,
): AsyncGenerator<Buffer> {
  const [whole, covered] = [createHash('sha256'), createHash(signer.algorithm.digest)];
  let length = 0;
  for await (const bytes of base) {
    whole.update(bytes);
    covered.update(bytes);
    length += bytes.length;
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  const revision = await revisionOf();
  if (revision.length !== length)
    throw new Error(`The base has ${length} bytes, and is told to have ${revision.length}`);
  const room = { at: pdfDate(now()), cmsBytes: maxCmsBytes(signer, stamp === null ? 0 : STAMP_BYTES) };
  const { head, tail, digits } = sealUpdate(revision, room);
  yield head;
  covered.update(head.subarray(0, -1)).update(tail.subarray(1));
  const { cms, stamped } = await signatureOf(signer, covered.digest(), stamp);
  if (cms.length > room.cmsBytes) throw new Error(`The signature has ${cms.length} bytes, and there is room for fewer`);
  yield Buffer.from(cms.toString('hex').padEnd(digits, '0'), 'latin1');
  yield tail;
  tell({
    ...{ baseSha256: whole.digest('hex'), base: revision, level: stamped.token === null ? 'B-B' : 'B-T' },
    ...{ stampedAt: stamped.at, stampProblem: stamped.problem },
  });
}

/** The signature in DER, with its stamp where one is asked for. Throws for a stamp that has more bytes than there is room for. */
async function signatureOf(signer: Signer, digest: Buffer, stamp: Stamp | null) {
  let stamped = NO_STAMP;
  const cms = await cmsOf(signer, {
    digest,
    stamp: async (signature) => {
      stamped = stamp === null ? NO_STAMP : await stamp(signature);
      return stamped.token;
    },
  });
  return { cms, stamped };
}

/** The most bytes that a stamp may have to be put into a seal. */
export const MAX_STAMP_BYTES = STAMP_BYTES;
