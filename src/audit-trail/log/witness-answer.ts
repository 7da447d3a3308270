import { LogFault } from './log-fault';
import type { VerifierKey } from './note-key';
import { isFrom, printedSignature, signaturesIn, type NoteSignature } from './note-signature';
import { noteTextOf } from './note-text';
import { signersOf, type SignedNote } from './signed-note';
import { decimalIn } from './tree-size';

/** The media type of a size that a witness answers with 409 (https://c2sp.org/tlog-witness, “add-checkpoint”). */
export const SIZE_MEDIA_TYPE = 'text/x.tlog.size';

/** The body with which a witness says how large the last checkpoint was that it cosigned. */
export const printedWitnessSize = (size: number): string => `${size}\n`;

/** That size; throws for every other text. */
export function witnessSizeIn(from: Uint8Array | string): number {
  const text = noteTextOf(from);
  const size = text.endsWith('\n') ? decimalIn(text.slice(0, -1)) : null;
  if (size === null) throw new LogFault('witness-answer', 'The answer is no size in decimal and a newline');
  return size;
}

/** The body with which a witness cosigns. */
export const printedCosignatures = (cosignatures: readonly NoteSignature[]): string =>
  cosignatures.map(printedSignature).join('');

/**
 * The checkpoint with the cosignatures that the known witnesses answered with; those of other keys are left out. Throws
 * where one of a known key does not hold, and where none is left.
 */
export function withCosignatures(
  checkpoint: SignedNote,
  answer: Uint8Array | string,
  witnesses: readonly VerifierKey[],
): SignedNote {
  const signatures = signaturesIn(answer);
  const signers = signersOf({ text: checkpoint.text, signatures }, witnesses);
  if (signers.length === 0) throw new LogFault('witness-answer', 'No known witness cosigned the checkpoint');
  const own = signers.flatMap((key) => signatures.find(isFrom(key)) ?? []);
  const others = checkpoint.signatures.filter((one) => !signers.some((key) => isFrom(key)(one)));
  return { text: checkpoint.text, signatures: [...others, ...own] };
}
