import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { type Cbor, cborMap, type CborMap, Unreadable } from './cbor';

/** The algorithms that a passkey may have, the one that we like best first: ES256, EdDSA, RS256 (IANA COSE Algorithms). */
export const ALGORITHMS = [-7, -8, -257] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A public key that signs in one way alone. */
export interface PasskeyKey {
  readonly algorithm: Algorithm;
  readonly key: KeyObject;
}

/** Labels of a COSE_Key (RFC 9052 §7.1, RFC 9053 §7.1, RFC 8230 §4). */
const [KTY, ALG, CRV_OR_N, X_OR_E, Y] = [1, 3, -1, -2, -3];
const [OKP, EC2, RSA] = [1, 2, 3];
const [P256, ED25519] = [1, 6];
const LEAST_RSA_BITS = 2048;
const MOST_RSA_BITS = 4096;

/** The public key of a passkey out of its COSE_Key, to the last byte; throws `Unreadable` for a weak or broken one. */
export function readKey(cose: Uint8Array): PasskeyKey {
  const map = cborMap(cose);
  const algorithm = ALGORITHMS.find((one) => one === map.get(ALG));
  if (algorithm === undefined) throw new Unreadable('The key is of an algorithm that is not accepted');
  const key = keyOf(JWK_OF[algorithm](map));
  const bits = key.asymmetricKeyDetails?.modulusLength ?? LEAST_RSA_BITS;
  if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) throw new Unreadable('The RSA key must have 2048 to 4096 bits');
  return { algorithm, key };
}

/** Whether the key made this signature over these bytes (WebAuthn L3 §6.5.5: ECDSA in DER, RSA with PKCS #1 v1.5). */
export function isSignedBy({ algorithm, key }: PasskeyKey, signed: Uint8Array, signature: Uint8Array): boolean {
  return verify(algorithm === -8 ? null : 'sha256', signed, key, signature);
}

const JWK_OF: Readonly<Record<Algorithm, (map: CborMap) => JsonWebKey>> = {
  [-7]: (map) => {
    expect(map, { [KTY]: EC2, [CRV_OR_N]: P256 });
    return { kty: 'EC', crv: 'P-256', x: coordinate(map.get(X_OR_E)), y: coordinate(map.get(Y)) };
  },
  [-8]: (map) => {
    expect(map, { [KTY]: OKP, [CRV_OR_N]: ED25519 });
    return { kty: 'OKP', crv: 'Ed25519', x: coordinate(map.get(X_OR_E)) };
  },
  [-257]: (map) => {
    expect(map, { [KTY]: RSA });
    return { kty: 'RSA', n: bytesOf(map.get(CRV_OR_N)), e: bytesOf(map.get(X_OR_E)) };
  },
};

function expect(map: CborMap, values: Readonly<Record<number, number>>): void {
  for (const [label, value] of Object.entries(values)) {
    if (map.get(Number(label)) !== value) throw new Unreadable('The key is not of the kind that its algorithm needs');
  }
}

function bytesOf(value: Cbor | undefined): string {
  if (!(value instanceof Uint8Array)) throw new Unreadable('The key lacks a part');
  return Buffer.from(value).toString('base64url');
}

function coordinate(value: Cbor | undefined): string {
  if (value instanceof Uint8Array && value.length !== 32) throw new Unreadable('A coordinate of the key has 32 bytes');
  return bytesOf(value);
}

/** Node refuses a point that is not on its curve. */
function keyOf(key: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    throw new Unreadable('The key is none');
  }
}
