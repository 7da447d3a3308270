import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import canonicalize from 'canonicalize';

/** A value that JSON can say without loss: no `undefined`, no `NaN`, no class instances. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A SHA-256 in 64 lower-case hexadecimal digits (FIPS 180-4). */
export type Sha256 = string;

/** Whether the text is a whole SHA-256 in lower-case hexadecimal. */
export const isSha256 = (text: string): text is Sha256 => /^[0-9a-f]{64}$/.test(text);

/** SHA-256 of the bytes, or of the text in UTF-8. */
export const sha256 = (bytes: Uint8Array | string): Sha256 => createHash('sha256').update(bytes).digest('hex');

/** JSON escapes a lone surrogate as `\\ud800`; a backslash that somebody wrote is doubled and does not match. */
const LONE_SURROGATE = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/;

/**
 * The one byte sequence of a value (RFC 8785, JCS), in UTF-8. Throws where JSON would lose something: `undefined`,
 * `NaN`, a lone surrogate, a Date. What is hashed, logged or embedded goes through here, so equal values are equal bytes.
 */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value);
  if (text === undefined || LONE_SURROGATE.test(text) || !isDeepStrictEqual(JSON.parse(text), value)) {
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
