import { checkpointIn } from '../audit-trail/log/checkpoint';
import type { TreeHead } from '../audit-trail/log/consistency';
import { NOTHING_SIGNED } from '../audit-trail/log/next-checkpoint';
import type { VerifierKey } from '../audit-trail/log/note-key';
import { noteIn, signersOf } from '../audit-trail/log/signed-note';

/** What a witness cosigned last of one log, and how many times it went on before. */
export interface Cosigned extends TreeHead {
  /** 0 before the first checkpoint; each that is stored has the next number. */
  readonly turn: number;
}

/** Of a log that was never cosigned. */
export const NEVER_COSIGNED: Cosigned = { ...NOTHING_SIGNED, turn: 0 };

/** The checkpoint that a file of the state holds; throws for one that this witness did not sign just so. */
export function cosignedIn(bytes: Uint8Array, key: VerifierKey): TreeHead & { readonly origin: string } {
  const note = noteIn(bytes);
  if (signersOf(note, [key]).length === 0) throw new Error('it has no cosignature of this witness');
  const { origin, size, root } = checkpointIn(note.text);
  return { origin, size, root };
}
