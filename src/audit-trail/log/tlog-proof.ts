import { base64Of, bytesOfBase64 } from './base64';
import { checkpointIn, type Checkpoint } from './checkpoint';
import type { Hash } from './hash';
import { provesInclusion } from './inclusion';
import { LogFault } from './log-fault';
import { noteTextOf } from './note-text';
import { headAndNote, printedProof, proofIn } from './proof-lines';
import { noteIn, printedNote, type SignedNote } from './signed-note';
import { decimalIn } from './tree-size';

/** All that shows offline, and for ever, that an entry was logged (https://c2sp.org/tlog-proof); a `.tlog-proof` file. */
export interface TlogProof {
  /** Bytes that come along and that nothing vouches for; null where the line is left out. */
  readonly extra: Buffer | null;
  readonly index: number;
  readonly proof: readonly Hash[];
  readonly checkpoint: SignedNote;
}

const TITLE = 'c2sp.org/tlog-proof@v1';

/** The file: title, extra, index, proof, blank line, checkpoint (“Format”). */
export const printedTlogProof = ({ extra, index, proof, checkpoint }: TlogProof): string =>
  `${TITLE}\n${extra?.length ? `extra ${base64Of(extra)}\n` : ''}index ${index}\n${printedProof(proof)}\n${printedNote(checkpoint)}`;

/** The file in its parts, its note a checkpoint; nothing is trusted yet. Throws for what is no such file. */
export function tlogProofIn(from: Uint8Array | string): TlogProof {
  const { head, note } = headAndNote(noteTextOf(from), 'proof');
  if (head.shift() !== TITLE) throw fault(`The first line is not ${TITLE}`);
  const extra = head[0]?.startsWith('extra ') ? extraIn(head.shift() ?? '') : null;
  const line = head.shift() ?? '';
  const index = line.startsWith('index ') ? decimalIn(line.slice('index '.length)) : null;
  if (index === null) throw fault('There is no line "index" with a number in decimal where it must stand');
  const checkpoint = noteIn(note);
  checkpointIn(checkpoint.text);
  return { extra, index, proof: proofIn(head, 'proof'), checkpoint };
}

function extraIn(line: string): Buffer {
  const extra = bytesOfBase64(line.slice('extra '.length));
  if (!extra || extra.length === 0) throw fault('The line "extra" has no bytes in base64; without any, it is left out');
  return extra;
}

/** Whether the file shows that the leaf is in the tree of a checkpoint, which whoever asks has opened and trusts. */
export const provesLogged = ({ index, proof }: TlogProof, leaf: Hash, { size, root }: Checkpoint): boolean =>
  provesInclusion(proof, { leaf, index, size, root });

const fault = (detail: string): LogFault => new LogFault('proof', detail);
