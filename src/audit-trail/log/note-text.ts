import { isUtf8 } from 'node:buffer';
import { LogFault } from './log-fault';

/** A note or what carries one: far above sixteen signatures of any kind, far below what would hurt to read. */
export const MAX_NOTE_BYTES = 1_000_000;

// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * What was sent or kept, as text, byte for byte: well-formed UTF-8 whose only control character is the newline
 * (https://c2sp.org/signed-note, “Format”). Throws for everything else, and for what is too large.
 */
export function noteTextOf(from: Uint8Array | string): string {
  const bytes = typeof from === 'string' ? Buffer.from(from, 'utf8') : Buffer.from(from);
  if (bytes.length > MAX_NOTE_BYTES) throw fault(`is larger than ${MAX_NOTE_BYTES} bytes`);
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes) || (typeof from === 'string' && text !== from)) throw fault('is not well-formed UTF-8');
  const control = CONTROL.exec(text);
  if (control) throw fault(`has a control character other than newline at ${control.index}`);
  return text;
}

const fault = (what: string): LogFault => new LogFault('note', `The text ${what}`);

/** No limit is published; a name is a host and a path, and stands in every line that its key signs. */
const MAX_NAME_CHARACTERS = 1_000;

// eslint-disable-next-line no-control-regex -- a name is part of a note
const NOT_IN_NAMES = /[\p{White_Space}\p{Surrogate}+\u0000-\u001f]/u;

/** Whether a text can be the name of a key: some characters, no Unicode space, no plus (“Format”). */
export const isKeyName = (name: string): boolean =>
  name.length > 0 && name.length <= MAX_NAME_CHARACTERS && !NOT_IN_NAMES.test(name);
