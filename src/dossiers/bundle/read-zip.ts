import { createInflateRaw, crc32 } from 'node:zlib';
import { Readable } from 'node:stream';

/** Bytes of which pieces are read where they are wanted: a file on a disk, or what was sent. */
export interface RandomBytes {
  readonly size: number;
  readonly read: (from: number, to: number) => Promise<Buffer>;
}

/** A file in an archive, as its directory lists it. */
export interface ZippedFile {
  readonly path: string;
  readonly size: number;
  readonly crc: number;
  readonly packed: { readonly from: number; readonly to: number; readonly isDeflated: boolean };
}

/** An archive that cannot be read; `message` says why. */
export class UnreadableZip extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'UnreadableZip';
  }
}

const [LOCAL, ENTRY, END, WIDE_PLACE] = [0x04034b50, 0x02014b50, 0x06054b50, 0x07064b50];
const MOST_FILES = 100_000;
const MOST_DIRECTORY = 64 * 1024 * 1024;
const CHUNK = 1024 * 1024;

export const isZip = (head: Uint8Array): boolean =>
  head.length >= 4 && Buffer.from(head.buffer, head.byteOffset, 4).readUInt32LE(0) === LOCAL;

export const inMemory = (bytes: Uint8Array): RandomBytes => ({
  size: bytes.length,
  read: (from, to) => Promise.resolve(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from)),
});

/** The files of an archive by its directory. Throws `UnreadableZip`; a name that is there twice is one reason. */
export async function filesInZip(bytes: RandomBytes): Promise<ZippedFile[]> {
  const { count, from, to } = await directoryOf(bytes);
  if (count > MOST_FILES || to - from > MOST_DIRECTORY) throw new UnreadableZip('it lists too many files');
  if (from > to) throw new UnreadableZip('its directory is not where it should be');
  const directory = await bytes.read(from, to);
  const seen = new Set<string>();
  const files: ZippedFile[] = [];
  for (let at = 0, n = 0; n < count; n += 1) {
    const { entry, next } = entryAt(directory, at);
    if (seen.has(entry.path)) throw new UnreadableZip(`it holds ${entry.path} twice`);
    seen.add(entry.path);
    if (!entry.path.endsWith('/')) files.push(await located(bytes, entry));
    at = next;
  }
  return files;
}

async function directoryOf({ size, read }: RandomBytes) {
  const start = Math.max(0, size - 65_557);
  const tail = await read(start, size);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END) continue;
    const small = { count: tail.readUInt16LE(at + 10), from: tail.readUInt32LE(at + 16), to: start + at };
    if (at < 20 || tail.readUInt32LE(at - 20) !== WIDE_PLACE) return small;
    const place = Number(tail.readBigUInt64LE(at - 12));
    if (place + 56 > size) throw new UnreadableZip('its directory is not where it should be');
    const wide = await read(place, place + 56);
    return { count: Number(wide.readBigUInt64LE(32)), from: Number(wide.readBigUInt64LE(48)), to: place };
  }
  throw new UnreadableZip('it has no directory at its end: it was cut off on its way');
}

interface Entry extends Omit<ZippedFile, 'packed'> {
  readonly packedSize: number;
  readonly offset: number;
  readonly method: number;
}

function entryAt(directory: Buffer, at: number): { readonly entry: Entry; readonly next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw new UnreadableZip('it is damaged');
  const [name, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
  const next = at + 46 + name + extra + comment;
  if (next > directory.length) throw new UnreadableZip('it is damaged');
  const path = directory.toString('utf8', at + 46, at + 46 + name);
  const told = [24, 20, 42].map((place) => directory.readUInt32LE(at + place));
  const fields = directory.subarray(at + 46 + name, at + 46 + name + extra);
  const [size, packedSize, offset] = wide(fields, told);
  const [method, crc] = [directory.readUInt16LE(at + 10), directory.readUInt32LE(at + 16)];
  return { entry: { path, size, packedSize, offset, method, crc }, next };
}

/** What does not fit into four bytes stands in an extra field, in this order. */
function wide(fields: Buffer, told: readonly number[]): number[] {
  let at = 0;
  while (at + 4 <= fields.length && fields.readUInt16LE(at) !== 1) at += 4 + fields.readUInt16LE(at + 2);
  let place = at + 4;
  return told.map((number) => {
    if (number !== 0xffffffff) return number;
    if (place + 8 > fields.length) throw new UnreadableZip('it is damaged');
    place += 8;
    return Number(fields.readBigUInt64LE(place - 8));
  });
}

async function located({ size: whole, read }: RandomBytes, entry: Entry): Promise<ZippedFile> {
  const { path, size, crc, offset, method, packedSize } = entry;
  if (offset + 30 > whole) throw new UnreadableZip('it is damaged');
  const head = await read(offset, offset + 30);
  const from = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (head.readUInt32LE(0) !== LOCAL || from + packedSize > whole) throw new UnreadableZip('it is damaged');
  if (method !== 0 && method !== 8) throw new UnreadableZip(`${path} is packed in a way that is not known here`);
  return { path, size, crc, packed: { from, to: from + packedSize, isDeflated: method === 8 } };
}

/** The bytes of a file; throws `UnreadableZip` where they are not those of which the directory tells. */
export async function* contentOf(bytes: RandomBytes, { path, size, crc, packed }: ZippedFile): AsyncGenerator<Buffer> {
  const pieces = piecesOf(bytes, packed.from, packed.to);
  const source = packed.isDeflated ? Readable.from(pieces).pipe(createInflateRaw()) : pieces;
  let [sum, count] = [0, 0];
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum);
      count += piece.length;
      if (count > size) break;
      yield piece;
    }
  } catch {
    throw new UnreadableZip(`${path} is damaged`);
  }
  if (count !== size || sum !== crc) throw new UnreadableZip(`${path} is damaged`);
}

async function* piecesOf({ read }: RandomBytes, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += CHUNK) yield await read(at, Math.min(to, at + CHUNK));
}
