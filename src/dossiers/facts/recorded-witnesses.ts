import { cosignedAt } from '../../audit-trail/log/cosignature';
import { LogFault } from '../../audit-trail/log/log-fault';
import { printedVerifierKey, type VerifierKey } from '../../audit-trail/log/note-key';
import { isFrom } from '../../audit-trail/log/note-signature';
import { noteIn, signersOf, type SignedNote } from '../../audit-trail/log/signed-note';
import type { RecordedWitness } from '../log-record';

function cosigned(note: SignedNote, key: VerifierKey): boolean {
  try {
    return signersOf(note, [key]).length === 1;
  } catch (error) {
    if (error instanceof LogFault) return false;
    throw error;
  }
}

/** Those of the witnesses whose cosignature is under the note and holds; one that does not hold is as good as none. */
export function recordedWitnesses(text: string, witnesses: readonly VerifierKey[]): RecordedWitness[] {
  const note = noteIn(text);
  return witnesses
    .filter((key) => cosigned(note, key))
    .map((key) => {
      const seconds = cosignedAt(note.signatures.find(isFrom(key))?.bytes ?? Buffer.alloc(0)) ?? 0;
      return { name: key.name, vkey: printedVerifierKey(key), at: new Date(seconds * 1000).toISOString() };
    });
}
