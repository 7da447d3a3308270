import { createHash } from 'node:crypto';
import { checkAfter } from './check-after';
import {
  contentsFinding,
  digestFinding,
  profileFinding,
  type ReadCms,
  readContents,
  signatureFinding,
} from './check-cms';
import { certificateFinding, chainOf, signerOf, timeOf } from './check-trust';
import { coverageFinding, lookUnder } from './check-update';
import { type FoundSeal, hasOtherSignature, sealInFile } from './seal-in-file';
import { SEAL_CODES, type SealedFile, type SealFinding, type SealReport, type SealTrust } from './seal-report';
import { stateOf, wordsOf } from './seal-words';

const CHUNK = 1024 * 1024;

const fileOf = (bytes: Uint8Array): SealedFile => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { length: buffer.length, read: (from, to) => buffer.subarray(from, to) };
};

/**
 * Checks the seal of a file offline, from its bytes alone, which are read once and never held. It answers for whatever is in
 * the file and never throws for it; what it found is in `findings`, in the order of their codes.
 */
export function checkSeal(given: SealedFile | Uint8Array, trust: SealTrust): SealReport {
  const file = given instanceof Uint8Array ? fileOf(given) : given;
  const seal = sealInFile(file);
  if (seal === null) return unsealed(file);
  const cms = readContents(file.read(seal.from + 1, seal.to - 1).toString('latin1'));
  const under = lookUnder(file, seal);
  const after = checkAfter(file, seal, under.base);
  const structure = [under.finding, after.finding, coverageFinding(seal, file.length)];
  const digests = digestsOf(file, seal, 'parts' in cms ? cms.algorithm.digest : 'sha256');
  const signed = 'parts' in cms ? signedPart(cms, seal, trust, digests.covered) : UNREAD(cms);
  const findings = inOrder([...structure, ...signed.findings]);
  const report = {
    base: seal.baseLength === null ? null : { length: seal.baseLength, sha256: digests.base },
    ...{ sealedLength: seal.end, claimedAt: claimed(seal), findings },
    ...{ signer: signed.signer, time: signed.time },
  };
  const state = stateOf(findings, signed.time);
  const level = state === 'broken' ? null : signed.time === null ? 'B-B' : after.hasMaterial ? 'B-LT' : 'B-T';
  return { ...report, state, level, words: wordsOf(state, report) };
}

interface SignedPart extends Pick<SealReport, 'signer' | 'time'> {
  readonly findings: readonly SealFinding[];
}

const UNREAD = (finding: SealFinding): SignedPart => ({ signer: null, time: null, findings: [finding] });

function signedPart(cms: ReadCms, seal: FoundSeal, trust: SealTrust, digest: Buffer): SignedPart {
  const { finding: timeFinding, time } = timeOf(cms, trust.time);
  const { finding: chainFinding, chain } = chainOf(cms, trust, time);
  const findings = [
    contentsFinding(cms, seal.to - seal.from - 2),
    profileFinding(cms),
    digestFinding(cms, digest),
    signatureFinding(cms),
    timeFinding,
    certificateFinding(cms, time, trust.now),
    chainFinding,
  ];
  return { findings, time, signer: signerOf(cms, chain) };
}

const inOrder = (findings: readonly SealFinding[]): SealFinding[] =>
  [...findings].sort((a, b) => SEAL_CODES.indexOf(a.code) - SEAL_CODES.indexOf(b.code));

function unsealed(file: SealedFile): SealReport {
  const isOther = hasOtherSignature(file);
  const detail = isOther ? 'It carries a signature that is no seal of a dossier, or is damaged' : 'It bears no seal';
  const findings: SealFinding[] = [{ code: 'update', holds: isOther ? false : null, detail }];
  const nothing = { base: null, sealedLength: null, signer: null, claimedAt: null, time: null, level: null };
  return { ...nothing, findings, state: isOther ? 'broken' : 'none', words: `${detail}.` };
}

/** `D:20261130092106Z` as an instant; null for a day that does not exist. */
function claimed({ at }: FoundSeal): string | null {
  const [, year, month, day, hour, minute, second] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Of the base, and of all that the seal must be over: everything up to the end of its update but the signature. */
function digestsOf(file: SealedFile, { baseLength, from, to, end }: FoundSeal, digest: string) {
  const [base, covered] = [createHash('sha256'), createHash(digest)];
  const through = (start: number, stop: number, take: (bytes: Buffer) => void): void => {
    for (let at = start; at < stop; at += CHUNK) take(file.read(at, Math.min(stop, at + CHUNK)));
  };
  const split = baseLength ?? 0;
  through(0, split, (bytes) => {
    base.update(bytes);
    covered.update(bytes);
  });
  through(split, from, (bytes) => covered.update(bytes));
  through(to, end ?? file.length, (bytes) => covered.update(bytes));
  return { base: base.digest('hex'), covered: covered.digest() };
}
