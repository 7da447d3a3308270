import { TimestampFault } from './timestamp-fault';

/** One element of an encoding: its tag, what is in it, and all of its bytes. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly raw: Buffer;
}

/** Tags of X.690 that are looked for; context-specific ones are 0xa0 and on. */
export const TAG = { sequence: 0x30, set: 0x31, octets: 0x04, integer: 0x02, oid: 0x06, context0: 0xa0 } as const;

/** No stamp is nested deeper; deeper is an attack on whoever reads it. */
const MAX_DEPTH = 40;
const CONSTRUCTED = 0x20;

/**
 * The elements that stand side by side in these bytes. Every length must be definite and written in its shortest form
 * (X.690 §10.1), so that one value has one encoding and nothing can be hidden behind it. Throws otherwise.
 */
export function elementsIn(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes, at);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

/** The one element that the bytes are, with everything inside it in order; throws for more, for less, for another tag. */
export function onlyElement(bytes: Buffer, tag: number): Element {
  const [element, ...more] = elementsIn(bytes);
  if (element?.tag !== tag || more.length > 0) throw fault('does not begin and end as its type does');
  requireOrder(element, 0);
  return element;
}

function requireOrder({ tag, content }: Element, depth: number): void {
  if (depth > MAX_DEPTH) throw fault(`is nested more than ${MAX_DEPTH} deep`);
  if ((tag & CONSTRUCTED) !== 0) for (const inner of elementsIn(content)) requireOrder(inner, depth + 1);
}

function elementAt(bytes: Buffer, at: number): Element {
  const tag = bytes[at];
  if ((tag & 0x1f) === 0x1f) throw fault('has a tag of more than one byte');
  const { length, from } = lengthAt(bytes, at + 1);
  if (from + length > bytes.length) throw fault('ends within an element');
  return { tag, content: bytes.subarray(from, from + length), raw: bytes.subarray(at, from + length) };
}

function lengthAt(bytes: Buffer, at: number): { length: number; from: number } {
  if (at >= bytes.length) throw fault('ends before a length');
  const first = bytes[at];
  if (first < 0x80) return { length: first, from: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || at + count >= bytes.length) throw fault('has a length that cannot be told');
  const length = bytes.readUIntBE(at + 1, count);
  if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw fault('has a length that is not in its shortest form');
  return { length, from: at + 1 + count };
}

const fault = (what: string): TimestampFault => new TimestampFault('malformed', `The encoding ${what}`);
