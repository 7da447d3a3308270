import { isDeepStrictEqual } from 'node:util';
import { manifestDigest, type SigningPayload } from '../../signatures/process/signing-payload.rules';
import { faultOfSignature, payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSignature, RecordedSigning } from '../signature-record';
import { digestOfRow, formOf, otherwise } from '../signed-row';
import type { Check } from './verdict';

const check = (holds: boolean | null, detail: string): Check => ({ check: 'signatures', holds, detail });

/** What is printed of a signature and stands in what was signed too. */
function isAsSigned(one: RecordedSignature, said: SigningPayload): boolean {
  const { signer, issuedAt, expiresAt } = said;
  return (
    said.signatureId === one.id &&
    said.process === one.process &&
    said.step === one.step &&
    said.meaning === one.meaning &&
    said.meaningText === one.meaningText &&
    said.comment === one.comment &&
    said.dissent === one.dissent &&
    signer.printedName === one.printedName &&
    signer.role === one.role &&
    (signer.onBehalfOf?.printedName ?? null) === one.onBehalfOf &&
    isDeepStrictEqual(signer.zone, one.zone) &&
    said.manifestSha256 === manifestDigest(one.manifest) &&
    issuedAt <= one.signedAt &&
    one.signedAt <= expiresAt
  );
}

/** Every file of the evidence is one of those that were signed, and the other way round. */
function hasItsFiles(record: DossierRecord, { of, process, manifest }: RecordedSignature): boolean {
  const evidence = process === 'evidence-review' ? record.evidence.find(({ code }) => code === of) : undefined;
  if (evidence === undefined) return process !== 'evidence-review';
  const printed = evidence.files.map(({ name, sha256 }) => `file ${name} ${sha256}`).sort();
  const signed = manifest.map(({ name, sha256 }) => `${name} ${sha256}`).sort();
  return printed.join() === signed.join();
}

function faultOf(record: DossierRecord, one: RecordedSignature): string | null {
  const fault = faultOfSignature(one);
  if (fault !== null) return fault;
  if (!isAsSigned(one, payloadIn(one))) return 'the pages say something else of it than was signed';
  return hasItsFiles(record, one) ? null : 'its files are others than those that were signed';
}

/** Whether the row that a signing carries is the one that its signatures are of, and the pages say what it says. */
function faultOfRow(record: DossierRecord, signing: RecordedSigning): string | null {
  const own = record.signatures.filter(({ of, process }) => of === signing.of && process === signing.process);
  if (own.length === 0) return null;
  const form = formOf(record, signing);
  if (form === null || signing.row === null) return 'what was signed is not inside';
  const [other] = otherwise(signing.row, form, signing);
  if (other !== undefined) return `${other} is not what was signed`;
  const digest = digestOfRow(signing.row, form);
  return own.every((one) => payloadIn(one).record.sha256 === digest) ? null : 'what is printed is not what was signed';
}

const named = (fault: string | null, of: string): string[] =>
  fault === null ? [] : [`the signature of ${of}: ${fault}`];

/** Verifies every signature from the file alone: who signed, what, and that the pages say it as it was signed. */
export function signaturesCheck(record: DossierRecord): Check {
  const { signatures, signings } = record as Partial<DossierRecord>;
  if (signatures === undefined || signings === undefined)
    return check(null, 'It was made before there were signatures');
  const faults = [
    ...signatures.flatMap((one) => named(faultOf(record, one), one.of)),
    ...signings.flatMap((one) => named(faultOfRow(record, one), one.of)),
  ];
  if (faults.length > 0) return check(false, faults.join('; '));
  const own = signatures.filter(({ proof }) => proof.kind === 'passkey').length;
  return check(
    true,
    `${signatures.length} signatures: ${own} by passkeys of the signers, ${signatures.length - own} attested by the service`,
  );
}
