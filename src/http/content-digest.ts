import { Refusal } from '../kernel/refusal';

/** The SHA-256 of a `Repr-Digest` header (RFC 9530 §3) in hexadecimal; undefined without the header. */
export function expectedDigest(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const found = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header);
  if (found?.[1] === undefined)
    throw new Refusal('bad-request', 'Repr-Digest: give sha-256=:base64:, as RFC 9530 says');
  return Buffer.from(found[1], 'base64').toString('hex');
}
