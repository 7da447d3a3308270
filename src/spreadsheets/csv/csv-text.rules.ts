import { isUtf8 } from 'node:buffer';
import { Refusal } from '../../kernel/refusal';

const SAVE = 'In Excel: save as “CSV UTF-8 (comma delimited)”';
const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

/** Refuses what is no text at all, by the first bytes of what people send instead. */
function refuseOther(bytes: Uint8Array): void {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    throw new Refusal('invalid-utf8', `The file is UTF-16. ${SAVE}`);
  }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new Refusal('unreadable-file', 'The file is a workbook of Excel, sent as text/csv: send it as what it is');
  }
}

function lineOfBadByte(bytes: Buffer): number {
  for (let line = 1, at = 0; ; line += 1) {
    const end = bytes.indexOf(0x0a, at);
    if (!isUtf8(bytes.subarray(at, end < 0 ? bytes.length : end))) return line;
    if (end < 0) return line;
    at = end + 1;
  }
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** The text of a CSV file, without its byte order mark; what is not UTF-8, or holds U+0000, is refused with its line. */
export function csvText(bytes: Buffer): string {
  refuseOther(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw new Refusal(
      'nul-character',
      `Line ${lineAt(text, nul)} holds U+0000, as UTF-16 and binary files do. ${SAVE}`,
    );
  }
  if (!isUtf8(bytes)) throw new Refusal('invalid-utf8', `Line ${lineOfBadByte(bytes)} is not UTF-8. ${SAVE}`);
  return text;
}
