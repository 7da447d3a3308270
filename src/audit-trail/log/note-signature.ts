import { base64Of, bytesOfBase64 } from './base64';
import { LogFault } from './log-fault';
import { isKeyName, noteTextOf } from './note-text';

/** One line under a note: who is said to have signed, with which key, and the signature of whatever kind. */
export interface NoteSignature {
  readonly name: string;
  /** The id of the key in eight hexadecimal digits. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** What one note may have; sixteen are the least that must be read (https://c2sp.org/signed-note, “Format”). */
export const MAX_SIGNATURES = 100;
const ID_BYTES = 4;

/** `— name base64(id || signature)` with its newline (“Signatures”). */
export const printedSignature = ({ name, id, bytes }: NoteSignature): string =>
  `— ${name} ${base64Of(Buffer.concat([Buffer.from(id, 'hex'), bytes]))}\n`;

/** Whether a signature is said to be of a key: name and id together tell which. */
export const isFrom =
  ({ name, id }: Pick<NoteSignature, 'name' | 'id'>) =>
  (signature: NoteSignature): boolean =>
    signature.name === name && signature.id === id;

/** Signature lines alone, as a witness answers with them; one at least. */
export function signaturesIn(from: Uint8Array | string): NoteSignature[] {
  const lines = noteTextOf(from).split('\n');
  if (lines.pop() !== '') throw fault('The last signature line does not end in a newline');
  if (lines.length === 0 || lines.length > MAX_SIGNATURES) {
    throw fault(`There are ${lines.length} signature lines; there must be 1 to ${MAX_SIGNATURES}`);
  }
  return lines.map(signatureIn);
}

function signatureIn(line: string, at: number): NoteSignature {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = bytesOfBase64(base64 ?? '');
  if (!bytes || bytes.length <= ID_BYTES || !isKeyName(name)) {
    throw fault(`Signature line ${at + 1} is not an em dash, the name of a key, and base64 of its id and a signature`);
  }
  return { name, id: bytes.toString('hex', 0, ID_BYTES), bytes: bytes.subarray(ID_BYTES) };
}

const fault = (detail: string): LogFault => new LogFault('signature', detail);
