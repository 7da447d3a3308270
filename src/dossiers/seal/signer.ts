import type { X509Certificate } from 'node:crypto';
import type { SealAlgorithm } from './seal-algorithms';

/** What a seal signs: some hundred bytes, and their digest for a key that is given nothing else. */
export interface ToSeal {
  readonly bytes: Buffer;
  /** By the algorithm of the signer. */
  readonly digest: Buffer;
}

/**
 * Whoever holds the key of seals: a file, a PKCS #11 token or a service that keeps keys. The key never leaves it. A signature
 * is PKCS #1 v1.5 with RSA, and `Ecdsa-Sig-Value` in DER (RFC 3279 §2.2.3) on a curve.
 */
export interface Signer {
  readonly algorithm: SealAlgorithm;
  /** The certificate of the key first, then those above it as far as they are known. */
  readonly chain: readonly [X509Certificate, ...X509Certificate[]];
  /** Whether this program made the certificate for itself, so that nobody vouches for it. */
  readonly isDevelopment: boolean;
  sign(what: ToSeal): Promise<Buffer>;
}
