import { crc32 } from 'node:zlib';
import { closingRecords, directoryEntry, DESCRIPTOR, descriptor, localHeader, type ZipHead } from './zip-records';

/** A file of an archive, kept as it is. Its size is known before; of bytes that come as a stream nothing else is. */
export interface ZipEntry {
  readonly path: string;
  readonly size: number;
  readonly executable?: boolean;
  readonly content: Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>);
}

const headOf = ({ path, size, executable = false, content }: ZipEntry): ZipHead => ({
  ...{ name: Buffer.from(path, 'utf8'), size, executable },
  crc: content instanceof Uint8Array ? crc32(content) : null,
});

/** The bytes of an entry; throws when they are not as many as was said. */
async function* bytesOf({ path, size, content }: ZipEntry, seen: (chunk: Uint8Array) => void) {
  let count = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : await content()) {
    count += chunk.length;
    seen(chunk);
    yield chunk;
  }
  if (count !== size) throw new Error(`${path} has ${count} bytes instead of ${size}`);
}

/**
 * An archive (PKWARE APPNOTE 6.3, ZIP64 where a number is too large for less), byte for byte the same for the same
 * entries and date. One chunk is in memory at a time. What an entry throws ends it without its directory, so that half
 * an archive is never taken for a whole one.
 */
export async function* zip(entries: readonly ZipEntry[], at: Date): AsyncGenerator<Uint8Array, void, undefined> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const head = headOf(entry);
    const local = localHeader(head, at);
    yield local;
    let crc = 0;
    yield* bytesOf(entry, (chunk) => (crc = crc32(chunk, crc)));
    const after = head.crc === null ? descriptor({ ...head, crc }) : Buffer.alloc(0);
    if (after.length > 0) yield after;
    directory.push(directoryEntry({ ...head, crc }, { offset, at, isStreamed: head.crc === null }));
    offset += local.length + entry.size + after.length;
  }
  const listed = Buffer.concat(directory);
  yield listed;
  yield closingRecords({ entries: entries.length, size: listed.length, offset });
}

/** How many bytes the archive of these entries has. */
export function zipSize(entries: readonly ZipEntry[], at: Date): number {
  let [offset, size] = [0, 0];
  for (const { path, size: own, content } of entries) {
    const head: ZipHead = { name: Buffer.from(path, 'utf8'), size: own, executable: false, crc: null };
    const isStreamed = !(content instanceof Uint8Array);
    size += directoryEntry({ ...head, crc: 0 }, { offset, at, isStreamed }).length;
    offset += localHeader(head, at).length + own + (isStreamed ? DESCRIPTOR(own) : 0);
  }
  return offset + size + closingRecords({ entries: entries.length, size, offset }).length;
}
