/** A position in the write-ahead log, as PostgreSQL prints it: `0/2000028`. */
export type Lsn = string;

const SEGMENT = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const hex = (number: bigint): string => number.toString(16).toUpperCase().padStart(8, '0');

/** The position as a number of bytes. */
export function positionOf(lsn: Lsn): bigint {
  const [whole, high, low] = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i.exec(lsn) ?? [];
  if (whole === undefined) throw new Error(`${lsn} is no position of the write-ahead log`);
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/**
 * The names of the segments from the first one, which the backup label names, to the one that holds the last byte before
 * `stop`. Segments of a timeline are numbered without gaps (PostgreSQL, “WAL Internals”).
 */
export function segmentsBetween(first: string, stop: Lsn, segmentBytes: number): string[] {
  const [whole, timeline, high, low] = SEGMENT.exec(first) ?? [];
  if (whole === undefined) throw new Error(`${first} is no segment of the write-ahead log`);
  const size = BigInt(segmentBytes);
  const inHigh = 0x1_0000_0000n / size;
  const begin = BigInt(`0x${high}`) * inHigh + BigInt(`0x${low}`);
  const end = (positionOf(stop) - 1n) / size;
  if (end < begin) throw new Error(`The write-ahead log ends at ${stop}, before ${first}`);
  return Array.from({ length: Number(end - begin) + 1 }, (_, at) => {
    const number = begin + BigInt(at);
    return `${timeline}${hex(number / inHigh)}${hex(number % inHigh)}`;
  });
}
