import { createHash, verify, type X509Certificate } from 'node:crypto';
import { onlyElement, TAG } from '../../timestamps/der';
import { CMS } from './cms-names';
import { cmsAgain, signingCertificates } from './cms';
import { CmsFault, cmsIn, type CmsParts } from './cms-in';
import { oid } from './der-writer';
import { type SealAlgorithm, sealAlgorithmOf } from './seal-algorithms';
import type { SealFinding } from './seal-report';

/** A signature that could be read, and how its key signs. */
export interface ReadCms {
  readonly parts: CmsParts;
  readonly algorithm: SealAlgorithm;
}

const name = (attribute: string): string => oid(attribute).toString('hex');

/** Reads what stands between `<` and `>`; a finding where it cannot be. */
export function readContents(digits: string): ReadCms | SealFinding {
  try {
    if (!/^([0-9a-f]{2})+$/.test(digits)) throw new CmsFault('It is not written in hexadecimal digits');
    const parts = cmsIn(Buffer.from(digits, 'hex'));
    return { parts, algorithm: sealAlgorithmOf(parts.certificate.publicKey) };
  } catch (error) {
    return { code: 'contents', holds: false, detail: `The signature cannot be read. ${(error as Error).message}` };
  }
}

/** Nothing is in it that a seal does not have: written anew from its parts it is the same, byte for byte. */
export function contentsFinding({ parts, algorithm }: ReadCms, digits: number): SealFinding {
  const { certificate, certificates, signature, token, raw } = parts;
  const others = certificates.filter((one) => one !== certificate);
  const again = cmsAgain({ algorithm, chain: [certificate, ...others] }, { digest: digestIn(parts), signature, token });
  const isChain = others.every((one) => belongs(one, certificates));
  if (!isChain) {
    const detail = 'A certificate that came along is damaged, or vouches for nobody in the signature';
    return { code: 'contents', holds: false, detail };
  }
  const holds = again.equals(raw);
  return {
    ...{ code: 'contents', holds },
    detail: holds
      ? `The signature has ${raw.length} of the ${digits / 2} bytes of its place, and the others are zero`
      : 'The signature holds something that a seal does not have',
  };
}

const issued = (issuer: X509Certificate, one: X509Certificate): boolean =>
  one.checkIssued(issuer) && one.verify(issuer.publicKey);

/** Nobody signs the certificates that come along, so each must vouch for another, and be as its own issuer signed it. */
function belongs(one: X509Certificate, all: readonly X509Certificate[]): boolean {
  const issuer = all.find((other) => one.checkIssued(other));
  const isAsSigned = issuer === undefined || one.verify(issuer.publicKey);
  return isAsSigned && all.some((other) => other !== one && issued(one, other));
}

/** The digest that was signed; empty where none was. */
export function digestIn({ signed }: CmsParts): Buffer {
  try {
    return onlyElement(signed.get(name(CMS.messageDigest)) ?? Buffer.alloc(0), TAG.octets).content;
  } catch {
    return Buffer.alloc(0);
  }
}

/** What PAdES asks of a baseline signature: which attributes are signed, and that one of them names the certificate. */
export function profileFinding({ parts: { signed, certificate, certificates } }: ReadCms): SealFinding {
  const finding = (holds: boolean, detail: string): SealFinding => ({ code: 'profile', holds, detail });
  if (signed.has(name(CMS.signingTime)))
    return finding(false, 'The signature says a time of its own, which PAdES forbids');
  if (
    signed.get(name(CMS.contentType))?.equals(oid(CMS.data)) !== true ||
    digestIn({ signed } as CmsParts).length === 0
  ) {
    return finding(false, 'The signature does not say what was signed');
  }
  const own = signed.get(name(CMS.signingCertificateV2));
  if (own === undefined) return finding(false, 'The signer does not say which certificate is theirs');
  const others = certificates.filter((one) => one !== certificate);
  if (!own.equals(signingCertificates([certificate, ...others])))
    return finding(false, 'The signer says that other certificates are theirs');
  return finding(signed.size === 3, 'The signature is a PAdES baseline one, and names its certificate');
}

/** Whether what was signed are these bytes. */
export function digestFinding({ parts }: ReadCms, digest: Buffer): SealFinding {
  const holds = digestIn(parts).equals(digest);
  const detail = holds ? 'Every byte is as it was when it was sealed' : 'Bytes were changed after it was sealed';
  return { code: 'digest', holds, detail };
}

/** Whether the key of the certificate made the signature. */
export function signatureFinding({ parts, algorithm }: ReadCms): SealFinding {
  const { attributes, signature, certificate } = parts;
  const holds = isBy(certificate, algorithm.digest, attributes, signature);
  const detail = holds
    ? `The signature is by the key of the certificate inside (${algorithm.name})`
    : 'The signature is not by the key of the certificate inside';
  return { code: 'signature', holds, detail };
}

function isBy({ publicKey }: X509Certificate, digest: string, bytes: Buffer, signature: Buffer): boolean {
  try {
    return verify(digest, bytes, publicKey, signature);
  } catch {
    return false;
  }
}

/** What a stamp over it is of. */
export const stampedDigest = ({ parts: { signature } }: ReadCms): Buffer =>
  createHash('sha256').update(signature).digest();
