import { createHash, verify, type KeyObject } from 'node:crypto';
import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { TimestampFault } from './timestamp-fault';

export type Digest = 'sha256' | 'sha384' | 'sha512';
export const SHA256 = '2.16.840.1.101.3.4.2.1';

/** FIPS 180-4; SHA-1 and MD5 prove nothing any more. */
const DIGESTS: Readonly<Record<string, Digest>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

interface Signing {
  readonly key: 'rsa' | 'ec';
  /** Null where the digest is named beside it. */
  readonly digest: Digest | null;
}

/** RFC 8017 (PKCS #1 v1.5) and RFC 5758 (ECDSA): what public authorities sign stamps with. */
const SIGNINGS: Readonly<Record<string, Signing>> = {
  '1.2.840.113549.1.1.1': { key: 'rsa', digest: null },
  '1.2.840.113549.1.1.11': { key: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', digest: 'sha512' },
};

const MIN_RSA_BITS = 2048;
const CURVES = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** The digest of an identifier; throws for one that is unknown here or too weak. */
export function digestNamed({ algorithm, parameters }: AlgorithmIdentifier): Digest {
  const digest = DIGESTS[algorithm];
  if (digest === undefined || !isNothing(parameters)) throw fault(`The digest ${algorithm} is not SHA-256, 384 or 512`);
  return digest;
}

/** SHA-1 is for the first edition of certificate identifiers alone, under a signature that is over a better one. */
export const hashed = (digest: Digest | 'sha1', bytes: Uint8Array): Buffer => createHash(digest).update(bytes).digest();

/** Whether a signature over the bytes holds; throws where algorithm, digest and key do not go together, or are too weak. */
export function signatureHolds(
  { algorithm, parameters }: AlgorithmIdentifier,
  digest: Digest,
  key: KeyObject,
  { bytes, signature }: { bytes: Uint8Array; signature: Uint8Array },
): boolean {
  const signing = SIGNINGS[algorithm];
  if (signing === undefined || !isNothing(parameters)) throw fault(`Signatures of ${algorithm} are not known here`);
  if (signing.digest !== null && signing.digest !== digest) throw fault('The signature is over another digest');
  if (signing.key !== key.asymmetricKeyType) throw fault(`The key is ${key.asymmetricKeyType}, not ${signing.key}`);
  requireStrong(key);
  return verify(digest, bytes, key, signature);
}

/** Throws for a key that could be broken while the record is kept (NIST SP 800-57 part 1). */
export function requireStrong(key: KeyObject): void {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const isStrong =
    key.asymmetricKeyType === 'rsa' ? (modulusLength ?? 0) >= MIN_RSA_BITS : CURVES.has(namedCurve ?? '');
  if (!isStrong) throw fault('The key is not RSA of 2048 bits or more, nor on P-256, P-384 or P-521');
}

/** No parameters, or NULL. */
function isNothing(parameters: ArrayBuffer | null | undefined): boolean {
  if (parameters === undefined || parameters === null) return true;
  return Buffer.from(parameters).equals(Buffer.of(0x05, 0x00));
}

const fault = (detail: string): TimestampFault => new TimestampFault('algorithm', detail);
