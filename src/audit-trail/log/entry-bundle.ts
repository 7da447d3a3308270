import { LogFault } from './log-fault';
import { TILE_WIDTH } from './tile';

/** What one entry may have: its length is written in two bytes. */
export const MAX_ENTRY_BYTES = 0xffff;
const LENGTH_BYTES = 2;

/** Entries one after another, each behind its length, big-endian (https://c2sp.org/tlog-tiles, “Log entries”). */
export function entryBundle(entries: readonly Uint8Array[]): Buffer {
  if (entries.length > TILE_WIDTH) throw fault(`A bundle has at most ${TILE_WIDTH} entries, not ${entries.length}`);
  return Buffer.concat(entries.flatMap((entry, at) => [lengthOf(entry, at), entry]));
}

function lengthOf({ length }: Uint8Array, at: number): Buffer {
  if (length > MAX_ENTRY_BYTES) throw fault(`Entry ${at} has ${length} bytes; at most ${MAX_ENTRY_BYTES} can be told`);
  return Buffer.of(length >> 8, length & 0xff);
}

/** The entries of a bundle of that width; throws where there are more or fewer, or the bytes end within one. */
export function entriesIn(bundle: Uint8Array, width: number): Buffer[] {
  const bytes = Buffer.from(bundle);
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + LENGTH_BYTES;
    if (start > bytes.length) throw fault(`The bundle ends within the length of entry ${entries.length}`);
    at = start + bytes.readUInt16BE(at);
    if (at > bytes.length) throw fault(`The bundle ends within entry ${entries.length}`);
    entries.push(bytes.subarray(start, at));
  }
  if (entries.length !== width) throw fault(`The bundle has ${entries.length} entries; ${width} were looked for`);
  return entries;
}

const fault = (detail: string): LogFault => new LogFault('entry-bundle', detail);
