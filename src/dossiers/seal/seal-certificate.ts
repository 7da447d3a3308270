import { X509Certificate } from 'node:crypto';
import { CertificateUse } from '../../timestamps/certificate';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** As many as a chain of any public authority has, and more. */
const MAX_CERTIFICATES = 8;

/** The common name of certificates that this program makes for itself. */
export const DEVELOPMENT_NAME = 'Predicate development certificate';

export const sha256Of = ({ fingerprint256 }: X509Certificate): string =>
  fingerprint256.replaceAll(':', '').toLowerCase();

/** A name on one line, the most telling part first: `CN=Example Seal, O=Example Health, C=US`. */
export const nameOf = (lines: string): string => lines.split('\n').reverse().join(', ');

/** One that signs itself and goes by that name; whoever bears it says that it vouches for nobody. */
export const isDevelopment = (certificate: X509Certificate): boolean =>
  certificate.subject === certificate.issuer && certificate.subject.split('\n').includes(`CN=${DEVELOPMENT_NAME}`);

/** The certificates of a PEM file in its order; throws, in words, for none, for too many, for one that cannot be read. */
export function certificatesIn(pem: string): [X509Certificate, ...X509Certificate[]] {
  const texts = pem.match(PEM) ?? [];
  if (texts.length > MAX_CERTIFICATES) throw new Error(`It holds more than ${MAX_CERTIFICATES} certificates`);
  const [own, ...above] = texts.map(readable);
  if (own === undefined) throw new Error('It holds no certificate in PEM');
  return [own, ...above];
}

function readable(text: string, at: number): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new Error(`Certificate ${at + 1} of it cannot be read`);
  }
}

/** Throws, in words, for a chain of which one did not issue the one before it, or that may not sign. */
export function requireSealing([own, ...above]: readonly [X509Certificate, ...X509Certificate[]]): void {
  new CertificateUse(own).requireSigning();
  let below = own;
  for (const issuer of above) {
    if (!below.checkIssued(issuer) || !below.verify(issuer.publicKey)) {
      throw new Error(`${nameOf(issuer.subject)} did not issue ${nameOf(below.subject)}, which stands before it`);
    }
    below = issuer;
  }
}

/** What is wrong with it at a time; null where it is valid. */
export function staleness({ validFrom, validTo, subject }: X509Certificate, at: Date): string | null {
  if (at < new Date(validFrom)) return `The certificate ${nameOf(subject)} is not valid before ${day(validFrom)}`;
  return at > new Date(validTo) ? `The certificate ${nameOf(subject)} ran out on ${day(validTo)}` : null;
}

const day = (text: string): string => new Date(text).toISOString().slice(0, 10);
