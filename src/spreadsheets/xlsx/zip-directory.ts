import { Refusal } from '../../kernel/refusal';
import { MAX_PARTS } from '../limits';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LONGEST_COMMENT = 0xffff;
const IS_ENCRYPTED = 1;

/** One part of an archive, as its central directory declares it (PKWARE APPNOTE 4.3.12). */
export interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

export const damaged = (what: string): Refusal =>
  new Refusal('unreadable-file', `The workbook is damaged: ${what}. Open it in Excel and save it again`);

function endOf(bytes: Buffer): number {
  const last = bytes.length - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  throw damaged('it is no ZIP archive, or it is cut off');
}

const nameAt = (bytes: Buffer, at: number): string =>
  bytes.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + bytes.readUInt16LE(at + 28));

const entryAt = (bytes: Buffer, at: number): Entry => ({
  name: nameAt(bytes, at),
  isEncrypted: (bytes.readUInt16LE(at + 8) & IS_ENCRYPTED) === IS_ENCRYPTED,
  method: bytes.readUInt16LE(at + 10),
  crc32: bytes.readUInt32LE(at + 16),
  packedSize: bytes.readUInt32LE(at + 20),
  size: bytes.readUInt32LE(at + 24),
  offset: bytes.readUInt32LE(at + 42),
});

const lengthAt = (bytes: Buffer, at: number): number =>
  ENTRY_SIZE + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);

/** The parts of an archive by name. Nothing is inflated; what declares too many parts, or one twice, is refused. */
export function directoryOf(bytes: Buffer): ReadonlyMap<string, Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_PARTS) throw new Refusal('unreadable-file', `The workbook has more than ${MAX_PARTS} parts`);
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let seen = 0; seen < count; seen += 1) {
    if (at + ENTRY_SIZE > end || bytes.readUInt32LE(at) !== ENTRY) throw damaged('its list of parts is broken');
    const entry = entryAt(bytes, at);
    if (entries.has(entry.name)) throw damaged('a part stands in it twice');
    entries.set(entry.name, entry);
    at += lengthAt(bytes, at);
  }
  return entries;
}
