import { LogFault } from './log-fault';

/** Whether a number of leaves is one that is counted exactly here: an integer from 0 to 2^53 − 1. */
export const isTreeSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

/** The size itself; throws where it is none. */
export function checkedSize(size: number): number {
  if (!isTreeSize(size)) throw new LogFault('tree-size', `${size} is no number of leaves`);
  return size;
}

/** The one decimal spelling of a number (no sign, no leading zero, at most 2^53 − 1); null for every other text. */
export function decimalIn(text: string): number | null {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** The height of the largest perfect tree that fits into so many leaves, at least one. */
export const heightWithin = (leaves: number): number =>
  leaves < 2 ** 32 ? 31 - Math.clz32(leaves) : 63 - Math.clz32(Math.floor(leaves / 2 ** 32));

/** Where a tree of two leaves or more is cut: the largest power of two below its size (RFC 6962 §2.1). */
export const splitOf = (leaves: number): number => 2 ** heightWithin(leaves - 1);
