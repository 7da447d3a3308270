import 'reflect-metadata';
import { webcrypto, type X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Where the revocation lists of a certificate are to be had over HTTP (RFC 5280 §4.2.1.13). */
export function revocationUrlsOf({ raw }: X509Certificate): URL[] {
  const points =
    new x509.X509Certificate(raw).getExtension(x509.CRLDistributionPointsExtension)?.distributionPoints ?? [];
  return points
    .flatMap(({ distributionPoint }) => distributionPoint?.fullName ?? [])
    .flatMap(({ uniformResourceIdentifier: text }) => (text !== undefined && URL.canParse(text) ? [new URL(text)] : []))
    .filter(({ protocol }) => protocol === 'http:' || protocol === 'https:');
}

/** Throws, in words, unless the bytes are a revocation list in DER that this issuer signed, and the certificate is not on it. */
export async function requireListOf(
  issuer: X509Certificate,
  certificate: X509Certificate,
  bytes: Buffer,
): Promise<void> {
  const list = read(bytes);
  const signer = new x509.X509Certificate(issuer.raw);
  if (list.issuer !== signer.subject) throw new Error('the revocation list is of another issuer');
  const isSigned = await list.verify({ publicKey: signer }, webcrypto as Crypto).catch(() => false);
  if (!isSigned) throw new Error('the revocation list is not signed by its issuer');
  const own = BigInt(`0x${certificate.serialNumber}`);
  if (list.entries.some(({ serialNumber }) => BigInt(`0x0${serialNumber}`) === own)) throw new Error('it was revoked');
}

function read(bytes: Buffer): x509.X509Crl {
  try {
    if (bytes[0] !== 0x30) throw new Error('not DER');
    return new x509.X509Crl(new Uint8Array(bytes));
  } catch {
    throw new Error('the revocation list cannot be read');
  }
}
