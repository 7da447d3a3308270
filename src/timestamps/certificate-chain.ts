import { X509Certificate } from 'node:crypto';
import { CertificateUse } from './certificate';
import { TimestampFault } from './timestamp-fault';

/** The certificates that are trusted, by whoever verifies: nothing that came along with a stamp is one. */
export type TrustAnchors = readonly X509Certificate[];

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** Issuers above the one that stamps; public authorities have two. */
const MAX_ISSUERS = 6;

/** The certificates in a PEM file; throws where there is none, or one cannot be read. */
export function trustAnchorsIn(pem: string): TrustAnchors {
  const certificates = (pem.match(PEM) ?? []).map((text) => new X509Certificate(text));
  if (certificates.length === 0) throw new TimestampFault('chain', 'There is no certificate in PEM');
  return certificates;
}

/**
 * From a certificate to a trusted one, each issued by the next and valid at that time (RFC 5280 §6.1, without policies;
 * revocation is not looked up). Gives the names from the one that stamps to the trusted one. Throws where there is no way.
 */
export function requireChain(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  anchors: TrustAnchors,
  at: Date,
) {
  const first = new CertificateUse(leaf);
  first.requireValidAt(at);
  const way = isTrusted(leaf, anchors) ? [] : wayUp(leaf, others, anchors, []);
  if (way === null)
    throw new TimestampFault('chain', `Nobody who is trusted here issued the certificate of ${first.name}`);
  const issuers = way.map((certificate) => new CertificateUse(certificate));
  issuers.forEach((issuer, below) => {
    issuer.requireIssuing(below);
    issuer.requireValidAt(at);
  });
  return [first, ...issuers].map(({ name }) => name);
}

const isTrusted = (certificate: X509Certificate, anchors: TrustAnchors): boolean =>
  anchors.some(({ raw }) => raw.equals(certificate.raw));

function wayUp(
  from: X509Certificate,
  others: readonly X509Certificate[],
  anchors: TrustAnchors,
  way: readonly X509Certificate[],
): readonly X509Certificate[] | null {
  const anchor = anchors.find((candidate) => isIssuedBy(from, candidate));
  if (anchor !== undefined) return [...way, anchor];
  if (way.length + 1 >= MAX_ISSUERS) return null;
  for (const candidate of others) {
    if (way.includes(candidate) || candidate === from || !isIssuedBy(from, candidate)) continue;
    const found = wayUp(candidate, others, anchors, [...way, candidate]);
    if (found !== null) return found;
  }
  return null;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}
