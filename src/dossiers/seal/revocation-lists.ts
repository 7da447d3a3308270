import 'reflect-metadata';
import { webcrypto, type X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { elementsIn, onlyElement, TAG } from '../../timestamps/der';

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;

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
  if (serialsIn(bytes).includes(own)) throw new Error('it was revoked');
}

/**
 * The numbers on a list (RFC 5280 §5.1): after issuer and times they are the only SEQUENCE. Read from the bytes, because the
 * library that verifies the signature gives no entries of some lists.
 */
function serialsIn(bytes: Buffer): bigint[] {
  const [tbs] = elementsIn(onlyElement(bytes, TAG.sequence).content);
  const parts = elementsIn(tbs.content);
  const times = parts.findIndex(({ tag }) => tag === UTC_TIME || tag === GENERALIZED_TIME);
  const entries = parts.slice(times).find(({ tag }) => tag === TAG.sequence);
  return elementsIn(entries?.content ?? Buffer.alloc(0)).map(({ content }) => {
    const [serial] = elementsIn(content);
    return BigInt(`0x0${serial.content.toString('hex')}`);
  });
}

function read(bytes: Buffer): x509.X509Crl {
  try {
    if (bytes[0] !== 0x30) throw new Error('not DER');
    return new x509.X509Crl(new Uint8Array(bytes));
  } catch {
    throw new Error('the revocation list cannot be read');
  }
}
