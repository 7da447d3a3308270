import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export const PUBLIC_KEY_BYTES = 32;
export const SEED_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key that verifies, from the 32 bytes of RFC 8032 §5.1.5. */
export const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') },
    format: 'jwk',
  });

/** The key that signs, from its 32-byte seed (RFC 8032 §5.1.5). */
export const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });

/** The 32 bytes of the public key that belongs to a key, be it public or private; throws for a key of another kind. */
export function publicBytesOf(key: KeyObject): Buffer {
  const { crv, x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new TypeError(`The key is ${key.asymmetricKeyType}, not ed25519`);
  return Buffer.from(x, 'base64url');
}

/** The same key and message give the same 64 bytes, always (RFC 8032 §5.1.6). */
export const signed = (key: KeyObject, message: Uint8Array): Buffer => sign(null, message, key);

export const isSigned = (key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === SIGNATURE_BYTES && verify(null, message, key, signature);
