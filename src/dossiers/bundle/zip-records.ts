/** What the records of an archive say of a file; `crc` is null where it is told after the bytes. */
export interface ZipHead {
  readonly name: Buffer;
  readonly size: number;
  readonly executable: boolean;
  readonly crc: number | null;
}

const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
const UTF8_NAMES = 0x0800;
const CRC_AFTER = 0x0008;
/** Written by Unix, so that the mode of a file is kept; 4.5 is the version that knows ZIP64. */
const MADE_BY = (3 << 8) | 45;

const isLarge = (size: number): boolean => size >= MOST_32;
const versionFor = (large: boolean): number => (large ? 45 : 20);

/** Fields of two, four or eight bytes, little endian. */
function record(...fields: readonly (readonly [number, 2 | 4 | 8])[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [, width]) => sum + width, 0));
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
}

/** An instant as MS-DOS wrote it, in UTC: the time with its seconds in pairs, then the day since 1980. */
function dosTime(at: Date): [number, number] {
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [(at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), day];
}

/** Before the bytes of a file. */
export function localHeader({ name, size, crc }: ZipHead, at: Date): Buffer {
  const [time, day] = dosTime(at);
  const large = isLarge(size);
  const told = large ? MOST_32 : crc === null ? 0 : size;
  const extra = large ? record([1, 2], [16, 2], [crc === null ? 0 : size, 8], [crc === null ? 0 : size, 8]) : '';
  const head = record(
    ...([
      [0x04034b50, 4],
      [versionFor(large), 2],
      [UTF8_NAMES | (crc === null ? CRC_AFTER : 0), 2],
      [0, 2],
    ] as const),
    ...([
      [time, 2],
      [day, 2],
      [crc ?? 0, 4],
      [told, 4],
      [told, 4],
      [name.length, 2],
      [extra.length, 2],
    ] as const),
  );
  return Buffer.concat([head, name, Buffer.from(extra)]);
}

/** How many bytes follow those of a file of this size. */
export const DESCRIPTOR = (size: number): number => (isLarge(size) ? 24 : 16);

/** After the bytes of a file whose checksum was not known before. */
export function descriptor({ size, crc }: ZipHead): Buffer {
  const width = isLarge(size) ? 8 : 4;
  return record([0x08074b50, 4], [crc ?? 0, 4], [size, width], [size, width]);
}

/** A file as the directory at the end lists it. */
export function directoryEntry(
  { name, size, executable, crc }: ZipHead,
  { offset, at, isStreamed }: { readonly offset: number; readonly at: Date; readonly isStreamed: boolean },
): Buffer {
  const [time, day] = dosTime(at);
  const large = isLarge(size);
  const far = isLarge(offset);
  const wide = [...(large ? [size, size] : []), ...(far ? [offset] : [])].map((value) => [value, 8] as const);
  const extra = wide.length === 0 ? Buffer.alloc(0) : record([1, 2], [8 * wide.length, 2], ...wide);
  const told = large ? MOST_32 : size;
  const mode = (0o100000 | (executable ? 0o755 : 0o644)) * 0x10000;
  const head = record(
    ...([
      [0x02014b50, 4],
      [MADE_BY, 2],
      [versionFor(large || far), 2],
    ] as const),
    ...([
      [UTF8_NAMES | (isStreamed ? CRC_AFTER : 0), 2],
      [0, 2],
      [time, 2],
      [day, 2],
      [crc ?? 0, 4],
    ] as const),
    ...([
      [told, 4],
      [told, 4],
      [name.length, 2],
      [extra.length, 2],
      [0, 2],
      [0, 2],
      [0, 2],
    ] as const),
    ...([
      [mode, 4],
      [far ? MOST_32 : offset, 4],
    ] as const),
  );
  return Buffer.concat([head, name, extra]);
}

/** The end of an archive: where its directory is; said in wide numbers first where one needs them. */
export function closingRecords(directory: {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}) {
  const { entries, size, offset } = directory;
  const isWide = entries >= MOST_16 || isLarge(size) || isLarge(offset);
  const [count, length, begin] = [Math.min(entries, MOST_16), Math.min(size, MOST_32), Math.min(offset, MOST_32)];
  const end = record(
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
      [length, 4],
      [begin, 4],
      [0, 2],
    ] as const),
  );
  if (!isWide) return end;
  const wide = record(
    ...([
      [0x06064b50, 4],
      [44, 8],
      [MADE_BY, 2],
      [45, 2],
      [0, 4],
      [0, 4],
    ] as const),
    ...([
      [entries, 8],
      [entries, 8],
      [size, 8],
      [offset, 8],
    ] as const),
  );
  return Buffer.concat([wide, record([0x07064b50, 4], [0, 4], [offset + size, 8], [1, 4]), end]);
}
