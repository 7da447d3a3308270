import type { KeyObject } from 'node:crypto';
import type { Digest } from '../../timestamps/algorithms';
import { nothing, oid, sequence } from './der-writer';

/** How a seal is signed: what it is over, and how both are named in the signature (RFC 8017, RFC 5758). */
export interface SealAlgorithm {
  readonly name: string;
  readonly digest: Digest;
  /** `AlgorithmIdentifier` of the digest, and of the signature. */
  readonly digestIdentifier: Buffer;
  readonly signatureIdentifier: Buffer;
  /** The most bytes that a signature has. */
  readonly maxSignature: number;
}

/** RFC 5754 §2: the parameters of SHA-2 are left out. */
const DIGESTS = {
  sha256: sequence(oid('2.16.840.1.101.3.4.2.1')),
  sha384: sequence(oid('2.16.840.1.101.3.4.2.2')),
} as const;
const PRINTED = { sha256: 'SHA-256', sha384: 'SHA-384' } as const;

/** RSA by PKCS #1 v1.5, whose parameters are NULL (RFC 4055 §5). */
const RSA_WITH_SHA256 = sequence(oid('1.2.840.113549.1.1.11'), nothing());
const CURVES = {
  prime256v1: { name: 'P-256', digest: 'sha256', bytes: 32, identifier: sequence(oid('1.2.840.10045.4.3.2')) },
  secp384r1: { name: 'P-384', digest: 'sha384', bytes: 48, identifier: sequence(oid('1.2.840.10045.4.3.3')) },
} as const;

const MIN_RSA_BITS = 2048;
/** What stands around two integers of a curve: SEQUENCE, two INTEGERs and their leading zeros. */
const ECDSA_FRAME = 9;

/** How a key seals; throws, in words, for one that does not: another kind, or one that could be broken while a dossier is kept. */
export function sealAlgorithmOf(key: KeyObject): SealAlgorithm {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return rsa(modulusLength);
  const curve = namedCurve in CURVES ? CURVES[namedCurve as keyof typeof CURVES] : undefined;
  if (key.asymmetricKeyType !== 'ec' || curve === undefined) {
    throw new Error('The key is neither RSA nor on the curve P-256 or P-384');
  }
  return {
    name: `ECDSA ${curve.name} with ${PRINTED[curve.digest]}`,
    ...{ digest: curve.digest, digestIdentifier: DIGESTS[curve.digest], signatureIdentifier: curve.identifier },
    maxSignature: 2 * curve.bytes + ECDSA_FRAME,
  };
}

function rsa(bits: number): SealAlgorithm {
  if (bits < MIN_RSA_BITS) throw new Error(`The RSA key has ${bits} bits; a seal takes 3072, and at least 2048`);
  return {
    name: `RSA ${bits} with ${PRINTED.sha256}`,
    ...{ digest: 'sha256', digestIdentifier: DIGESTS.sha256, signatureIdentifier: RSA_WITH_SHA256 },
    maxSignature: Math.ceil(bits / 8),
  };
}
