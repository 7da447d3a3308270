import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** A value that JSON can say without loss: no `undefined`, no `NaN`, no class instances. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A SHA-256 in 64 lower-case hexadecimal digits (FIPS 180-4). */
export type Sha256 = string;

/** Whether the text is a whole SHA-256 in lower-case hexadecimal. */
export const isSha256 = (text: string): text is Sha256 => /^[0-9a-f]{64}$/.test(text);

/** SHA-256 of the bytes, or of the text in UTF-8. */
export const sha256 = (bytes: Uint8Array | string): Sha256 => hash('sha256', bytes, 'hex');

const IS_PLAIN: ReadonlySet<string> = new Set(['string', 'boolean']);

/** JSON escapes a lone surrogate as `\\ud800`; a backslash that somebody wrote is doubled and does not match. */
const LONE_SURROGATE = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

/** Whether a number, a list or an object is one that JSON has, down to its last member. */
function isLossless(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return value === null || IS_PLAIN.has(typeof value);
  const isList = Array.isArray(value);
  const names = Object.keys(value);
  if (Object.getPrototypeOf(value) !== (isList ? Array.prototype : Object.prototype)) return false;
  if (Object.getOwnPropertySymbols(value).length > 0 || (isList && names.length !== value.length)) return false;
  return names.every((name) => isLossless((value as Record<string, unknown>)[name]));
}

/**
 * The one byte sequence of a value (RFC 8785, JCS), in UTF-8. Throws where JSON would lose something: `undefined`,
 * `NaN`, a lone surrogate, a Date. What is hashed, logged or embedded goes through here, so equal values are equal bytes.
 */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value);
  if (text === undefined || LONE_SURROGATE.test(text) || !isLossless(value)) {
    throw new TypeError('This value has no lossless JSON form');
  }
  return Buffer.from(text, 'utf8');
}

/** Whether bytes are the canonical ones of the value that was parsed from them; what was parsed has lost nothing to JSON. */
export function areCanonical(bytes: Buffer, parsed: unknown): boolean {
  const text = canonicalize(parsed);
  return text !== undefined && !LONE_SURROGATE.test(text) && Buffer.from(text, 'utf8').equals(bytes);
}

/** SHA-256 of the canonical bytes of a value. */
export const digestOf = (value: unknown): Sha256 => sha256(canonicalBytes(value));
