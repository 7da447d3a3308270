import type { X509Certificate } from 'node:crypto';
import { elementsIn, onlyElement, TAG } from '../../timestamps/der';

/** The object identifiers of a seal (RFC 5652, RFC 5035, RFC 3161, ETSI EN 319 122-1). */
export const CMS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** Issuer and number of a certificate, as its own bytes (RFC 5280 §4.1): by these a signature names it. */
export function issuerAndSerialOf({ raw }: X509Certificate): { readonly issuer: Buffer; readonly serial: Buffer } {
  const [tbs] = elementsIn(onlyElement(raw, TAG.sequence).content);
  const parts = elementsIn(tbs.content);
  const at = parts[0].tag === TAG.context0 ? 1 : 0;
  return { serial: parts[at].raw, issuer: parts[at + 2].raw };
}
