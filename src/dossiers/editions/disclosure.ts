import { createHmac } from 'node:crypto';
import { canonicalBytes, sha256, type Sha256 } from '../../kernel/digest';

/** What a field is salted with: 256 bits that nobody can guess who has not the secret of the dossier, other for each field. */
export const saltOf = (blind: string, pointer: string): string =>
  createHmac('sha256', Buffer.from(blind, 'hex')).update(`predicate/salt/1\n${pointer}`).digest('base64url');

/**
 * A field with its salt, as one text that can be handed on by itself: base64url of the canonical JSON `[salt, pointer, value]`
 * (after the disclosures of RFC 9901 §4.2).
 */
export const disclosureOf = (blind: string, pointer: string, value: string): string =>
  canonicalBytes([saltOf(blind, pointer), pointer, value]).toString('base64url');

/** The digest that stands in a redacted edition in place of the field: SHA-256 of the text of its disclosure, in ASCII. */
export const digestOfDisclosure = (disclosure: string): Sha256 => sha256(disclosure);

/** A field that somebody disclosed. */
export interface Disclosed {
  readonly pointer: string;
  readonly value: string;
}

const isTexts = (value: unknown): value is [string, string, string] =>
  Array.isArray(value) && value.length === 3 && value.every((one) => typeof one === 'string');

function read(disclosure: string): [string, string, string] | null {
  try {
    const value = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8')) as unknown;
    return isTexts(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a disclosure says of a redacted edition; null where it is of none of its fields, or was changed. */
export function disclosedIn(
  { withheld }: { readonly withheld: readonly { readonly pointer: string; readonly digest: string }[] },
  disclosure: string,
): Disclosed | null {
  const parts = read(disclosure);
  if (parts === null) return null;
  const [, pointer, value] = parts;
  const digest = digestOfDisclosure(disclosure);
  return withheld.some((one) => one.pointer === pointer && one.digest === digest) ? { pointer, value } : null;
}
