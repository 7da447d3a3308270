import type { X509Certificate } from 'node:crypto';
import { CertificateUse } from '../../timestamps/certificate';
import { requireChain, type TrustAnchors } from '../../timestamps/certificate-chain';
import { TimestampFault } from '../../timestamps/timestamp-fault';
import { type Timestamp, verifyTimestamp } from '../../timestamps/verify-timestamp';
import { type ReadCms, stampedDigest } from './check-cms';
import { DEVELOPMENT_WORTH } from './printed-seal';
import { isDevelopment, nameOf, sha256Of, staleness } from './seal-certificate';
import type { SealFinding, SealSigner, SealTime, SealTrust } from './seal-report';

interface Stamped {
  readonly finding: SealFinding;
  readonly time: SealTime | null;
}

/** When it was sealed, by the word of an authority: the stamp must hold, and be over this signature. */
export function timeOf(cms: ReadCms, anchors: TrustAnchors | null): Stamped {
  const { token } = cms.parts;
  const finding = (holds: boolean | null, detail: string): SealFinding => ({ code: 'time', holds, detail });
  if (token === null) return { finding: finding(null, 'No authority says when it was sealed'), time: null };
  try {
    const { stamp, trusted } = verified(token, stampedDigest(cms), anchors);
    const [authority] = stamp.chain;
    const at = stamp.at.toISOString();
    const doubt = {
      null: '; nobody was named who vouches for it',
      false: '; nobody who is trusted vouches for it',
      true: '',
    };
    const words = `${authority} saw the seal at ${at}${doubt[String(trusted) as 'null']}`;
    return { finding: finding(trusted ?? true, words), time: { at, authority, policy: stamp.policy, trusted } };
  } catch (error) {
    return { finding: finding(false, `The time stamp does not hold. ${(error as Error).message}`), time: null };
  }
}

function verified(
  token: Buffer,
  sha256: Buffer,
  anchors: TrustAnchors | null,
): { stamp: Timestamp; trusted: boolean | null } {
  if (anchors === null) return { stamp: verifyTimestamp(token, { sha256, anchors }), trusted: null };
  try {
    return { stamp: verifyTimestamp(token, { sha256, anchors }), trusted: true };
  } catch (error) {
    if (!(error instanceof TimestampFault) || error.part !== 'chain') throw error;
    return { stamp: verifyTimestamp(token, { sha256, anchors: null }), trusted: false };
  }
}

/** Whether the certificate was valid and may sign: when it was stamped, or else now. */
export function certificateFinding({ parts: { certificate } }: ReadCms, time: SealTime | null, now: Date): SealFinding {
  const finding = (holds: boolean | null, detail: string): SealFinding => ({ code: 'certificate', holds, detail });
  try {
    new CertificateUse(certificate).requireSigning();
  } catch (error) {
    return finding(false, (error as Error).message);
  }
  const at = time === null ? now : new Date(time.at);
  const stale = staleness(certificate, at);
  const name = nameOf(certificate.subject);
  if (stale === null)
    return finding(true, `The certificate ${name} ${time === null ? 'is valid now' : 'was valid then'}`);
  return time === null
    ? finding(null, `${stale}, and no authority says that the seal is older`)
    : finding(false, `${stale}, and it was sealed at ${time.at}`);
}

/** Whether somebody who is trusted vouches for the certificate; and the names up to whoever does. */
export function chainOf(
  { parts: { certificate, certificates } }: ReadCms,
  { seal, now }: SealTrust,
  time: SealTime | null,
): { readonly finding: SealFinding; readonly chain: readonly string[] } {
  const own = nameOf(certificate.subject);
  const finding = (holds: boolean | null, detail: string): SealFinding => ({ code: 'chain', holds, detail });
  if (seal === null) {
    const detail = isDevelopment(certificate)
      ? `It is a development certificate: ${DEVELOPMENT_WORTH}`
      : `Who made it is not known: nobody was named who vouches for ${own}`;
    return { finding: finding(null, detail), chain: [own] };
  }
  try {
    const others = certificates.filter((one) => one !== certificate);
    const chain = requireChain(certificate, others, seal, time === null ? now : new Date(time.at));
    return { finding: finding(true, `${chain[chain.length - 1]}, who is trusted here, vouches for ${own}`), chain };
  } catch (error) {
    return { finding: finding(false, (error as Error).message), chain: [own] };
  }
}

/** Whose certificate is inside. */
export const signerOf = ({ parts: { certificate }, algorithm }: ReadCms, chain: readonly string[]): SealSigner => ({
  ...{
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    certificateSha256: sha256Of(certificate),
  },
  ...{ notBefore: instant(certificate, 'validFrom'), notAfter: instant(certificate, 'validTo') },
  ...{ algorithm: algorithm.name, development: isDevelopment(certificate), chain },
});

/** As an instant; as it stands where it is none, in a certificate that was tampered with. */
function instant(certificate: X509Certificate, which: 'validFrom' | 'validTo'): string {
  const at = new Date(certificate[which]);
  return Number.isNaN(at.getTime()) ? certificate[which] : at.toISOString();
}
