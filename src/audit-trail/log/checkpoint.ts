import { base64Of, bytesOfBase64 } from './base64';
import type { TreeHead } from './consistency';
import { HASH_BYTES, type Hash } from './hash';
import { LogFault } from './log-fault';
import type { SignerKey, VerifierKey } from './note-key';
import { noteTextOf } from './note-text';
import { signersOf, signNote, type SignedNote } from './signed-note';
import { decimalIn, isTreeSize } from './tree-size';

/** The head of the tree of one log, which its origin names (https://c2sp.org/tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Lines that other logs add; ours never do, since nobody can audit them. */
  readonly extensions: readonly string[];
}

/** The text that is signed: origin, size, root in base64, extensions, a line each (“Note text”). */
export const checkpointText = ({ origin, size, root, extensions }: Checkpoint): string =>
  [origin, String(size), base64Of(root), ...extensions, ''].join('\n');

/** The checkpoint that a text of a note is; throws for a text that is none. */
export function checkpointIn(from: Uint8Array | string): Checkpoint {
  const lines = noteTextOf(from).split('\n');
  if (lines.pop() !== '' || lines.length < 3 || lines.includes('')) {
    throw fault('A checkpoint is an origin, a size and a root, a line each, and no line is empty');
  }
  const [origin, size, root, ...extensions] = lines;
  return { origin, size: sizeIn(size), root: rootIn(root), extensions };
}

function sizeIn(line: string): number {
  const size = decimalIn(line);
  if (size === null) throw fault(`${JSON.stringify(line.slice(0, 40))} is no size of a tree in decimal`);
  return size;
}

function rootIn(line: string): Hash {
  const root = bytesOfBase64(line);
  if (root?.length !== HASH_BYTES) throw fault(`The root is not ${HASH_BYTES} bytes in base64`);
  return root;
}

/** The head signed by the log itself. That it continues what was signed before is checked first: `nextCheckpoint`. */
export function signCheckpoint({ size, root }: TreeHead, origin: string, key: SignerKey): SignedNote {
  if (!isTreeSize(size)) throw fault(`${size} is no size of a tree`);
  const checkpoint = { origin, size, root, extensions: [] };
  const text = checkpointText(checkpoint);
  if (checkpointText(checkpointIn(text)) !== text || checkpointIn(text).origin !== origin) {
    throw fault(`${JSON.stringify(origin)} is no origin: it is one line`);
  }
  return signNote(text, key);
}

/** The checkpoint of that origin in a note that a key of its log signed; throws where it is not that. */
export function openCheckpoint(note: SignedNote, origin: string, logKeys: readonly VerifierKey[]): Checkpoint {
  const checkpoint = checkpointIn(note.text);
  if (checkpoint.origin !== origin) {
    throw fault(`The checkpoint is of ${JSON.stringify(checkpoint.origin)}, not of ${JSON.stringify(origin)}`);
  }
  if (signersOf(note, logKeys).length === 0)
    throw new LogFault('signature', 'No known key of the log signed the checkpoint');
  return checkpoint;
}

const fault = (detail: string): LogFault => new LogFault('checkpoint', detail);
