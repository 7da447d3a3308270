import { checkpointIn } from './checkpoint';
import type { Hash } from './hash';
import { LogFault } from './log-fault';
import { noteTextOf } from './note-text';
import { headAndNote, printedProof, proofIn } from './proof-lines';
import { noteIn, printedNote, type SignedNote } from './signed-note';
import { decimalIn } from './tree-size';

/** What a log asks of a witness: to cosign this checkpoint, which continues the one of `oldSize` leaves. */
export interface WitnessRequest {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  readonly checkpoint: SignedNote;
}

/** The body of `add-checkpoint` (https://c2sp.org/tlog-witness): old size, proof, blank line, checkpoint. */
export const printedWitnessRequest = ({ oldSize, proof, checkpoint }: WitnessRequest): string =>
  `old ${oldSize}\n${printedProof(proof)}\n${printedNote(checkpoint)}`;

/** The request in its parts, its note a checkpoint; no signature is trusted yet. Throws for what is no request. */
export function witnessRequestIn(from: Uint8Array | string): WitnessRequest {
  const { head, note } = headAndNote(noteTextOf(from), 'witness-request');
  const [old, ...lines] = head;
  const oldSize = old.startsWith('old ') ? decimalIn(old.slice('old '.length)) : null;
  if (oldSize === null) throw new LogFault('witness-request', 'The first line is not "old" and a size in decimal');
  const proof = proofIn(lines, 'witness-request');
  const checkpoint = noteIn(note);
  checkpointIn(checkpoint.text);
  return { oldSize, proof, checkpoint };
}
