import { cosignatureHolds } from './cosignature';
import { isSigned, signed } from './ed25519';
import { LogFault } from './log-fault';
import type { SignerKey, VerifierKey } from './note-key';
import { isFrom, printedSignature, signaturesIn, type NoteSignature } from './note-signature';
import { noteTextOf } from './note-text';

/** A text, which ends in a newline, and who is said to have signed it (https://c2sp.org/signed-note). */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** The note as it is sent and kept: text, blank line, signature lines. */
export const printedNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures.map(printedSignature).join('')}`;

/** A note in its parts. Nothing is trusted yet: see `signersOf`. Throws for what is no note. */
export function noteIn(from: Uint8Array | string): SignedNote {
  const note = noteTextOf(from);
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) throw new LogFault('note', 'There is no blank line between a text and its signatures');
  return { text: note.slice(0, blank + 1), signatures: signaturesIn(note.slice(blank + 2)) };
}

/** A text signed by a key of a log; throws where the text could not be read back as it is. */
export function signNote(text: string, { name, id, type, privateKey }: SignerKey): SignedNote {
  if (type !== 'note') throw new LogFault('key', `Key ${name} is one for cosignatures and signs no notes`);
  const signature = { name, id, bytes: signed(privateKey, Buffer.from(text, 'utf8')) };
  const note = { text, signatures: [signature] };
  if (noteIn(printedNote(note)).text !== text) {
    throw new LogFault('note', 'The text would be read back as another: it ends in what looks like signatures');
  }
  return note;
}

/**
 * Those of the known keys that signed the note, each once; none is a note that is to be ignored. Signatures of other
 * keys are passed over. Throws where one is under the name and id of a known key and does not hold (“Signatures”).
 */
export function signersOf({ text, signatures }: SignedNote, known: readonly VerifierKey[]): VerifierKey[] {
  return known.filter((key) => {
    const own = signatures.filter(isFrom(key));
    if (own.some(({ bytes }) => !holds(key, text, bytes))) {
      throw new LogFault('signature', `The signature of ${key.name} with key ${key.id} does not hold`);
    }
    return own.length > 0;
  });
}

const holds = ({ type, key }: VerifierKey, text: string, signature: Buffer): boolean =>
  type === 'note' ? isSigned(key, Buffer.from(text, 'utf8'), signature) : cosignatureHolds(key, text, signature);
