import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { SignerInfo } from '@peculiar/asn1-cms';
import type { TSTInfo } from '@peculiar/asn1-tsp';
import { digestNamed, SHA256, signatureHolds } from './algorithms';
import { CertificateUse } from './certificate';
import { requireChain, type TrustAnchors } from './certificate-chain';
import { SignedAttributes } from './signed-attributes';
import { TimestampFault } from './timestamp-fault';
import { integerOf } from './timestamp-query';
import { type TimestampToken, timestampTokenIn } from './timestamp-token';

/** What a stamp must be of, and who may have made it. */
export interface ExpectedTimestamp {
  readonly sha256: Uint8Array;
  /** Null where nobody is named who is trusted: then it is not asked who vouches for the one that stamped. */
  readonly anchors: TrustAnchors | null;
  /** Where it was asked for just now: the nonce of the query, its policy, and between when it can have been made. */
  readonly asked?: {
    readonly nonce: Uint8Array;
    readonly policy: string | null;
    readonly from: Date;
    readonly to: Date;
  };
}

/** What a stamp proves: these bytes were there at this time, says that authority. */
export interface Timestamp {
  readonly at: Date;
  /** How far the true time may be from it, in milliseconds; null where the authority does not say. */
  readonly accuracyMs: number | null;
  readonly policy: string;
  /** The number of the stamp at its authority, in hexadecimal. */
  readonly serialNumber: string;
  /** Names from the certificate that stamped to the trusted one; the first alone where nobody who is trusted was named. */
  readonly chain: readonly string[];
}

/**
 * Verifies a token all the way: what is stamped, who signed it, and that somebody trusted vouches for them (RFC 3161 §2.4.2,
 * RFC 5652 §5.4, RFC 5816). Throws a `TimestampFault` that names the first part that is wrong. Whether a certificate was
 * revoked is not looked up.
 */
export function verifyTimestamp(token: Uint8Array, expected: ExpectedTimestamp): Timestamp {
  try {
    return verified(token, expected);
  } catch (error) {
    if (error instanceof TimestampFault) throw error;
    throw new TimestampFault('malformed', 'The time stamp cannot be read');
  }
}

function verified(token: Uint8Array, { sha256, anchors, asked }: ExpectedTimestamp): Timestamp {
  const parts = timestampTokenIn(token);
  const { info } = parts;
  requireImprint(info, sha256);
  if (asked !== undefined) requireAnswer(info, asked);
  const certificate = certificateOf(parts);
  requireSignature(parts, certificate);
  new CertificateUse(certificate).requireTimestamping();
  return {
    at: info.genTime,
    accuracyMs: accuracyOf(info),
    policy: info.policy,
    serialNumber: Buffer.from(info.serialNumber).toString('hex'),
    chain: chainOf(parts, certificate, anchors),
  };
}

function chainOf({ info, certificates }: TimestampToken, own: X509Certificate, anchors: TrustAnchors | null): string[] {
  if (anchors !== null) return requireChain(own, certificates, anchors, info.genTime);
  const use = new CertificateUse(own);
  use.requireValidAt(info.genTime);
  return [use.name];
}

function requireImprint({ version, messageImprint, extensions }: TSTInfo, sha256: Uint8Array): void {
  const { hashAlgorithm, hashedMessage } = messageImprint;
  if (Number(version) !== 1 || extensions?.some(({ critical }) => critical)) {
    throw new TimestampFault('malformed', 'The time stamp is of an edition that is not known here');
  }
  if (hashAlgorithm.algorithm !== SHA256 || !Buffer.from(hashedMessage.buffer).equals(sha256)) {
    throw new TimestampFault('imprint', 'The time stamp is of other bytes');
  }
}

function requireAnswer({ nonce, policy, genTime }: TSTInfo, asked: NonNullable<ExpectedTimestamp['asked']>): void {
  if (nonce === undefined || !Buffer.from(nonce).equals(integerOf(asked.nonce))) {
    throw new TimestampFault('nonce', 'The time stamp answers another query');
  }
  if (asked.policy !== null && policy !== asked.policy) {
    throw new TimestampFault('policy', `The time stamp is under the policy ${policy}, not ${asked.policy}`);
  }
  if (genTime < asked.from || genTime > asked.to) {
    throw new TimestampFault('time', `The time stamp says ${genTime.toISOString()}, and it was not asked for then`);
  }
}

/** The certificate that the signer names. */
function certificateOf({ signer: { sid, version }, certificates }: TimestampToken): X509Certificate {
  const found = certificates.find((certificate) => isNamed(sid, certificate));
  if (found === undefined) throw new TimestampFault('certificate', 'The certificate of the signer did not come along');
  if (Number(version) !== (sid.subjectKeyIdentifier ? 3 : 1)) {
    throw new TimestampFault('malformed', 'The signer is of an edition that is not known here');
  }
  return found;
}

/** By issuer and number, or by the identifier of its key (RFC 5652 §5.3). */
function isNamed(sid: SignerInfo['sid'], certificate: X509Certificate): boolean {
  const { issuerAndSerialNumber: named, subjectKeyIdentifier: key } = sid;
  if (key !== undefined) return new CertificateUse(certificate).keyIdentifier?.equals(Buffer.from(key.buffer)) ?? false;
  if (named === undefined || numberOf(named.serialNumber) !== BigInt(`0x${certificate.serialNumber}`)) return false;
  const { issuer } = new CertificateUse(certificate).parsed.tbsCertificate;
  return Buffer.from(AsnConvert.serialize(issuer)).equals(Buffer.from(AsnConvert.serialize(named.issuer)));
}

const numberOf = (bytes: ArrayBuffer): bigint => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);

function requireSignature(token: TimestampToken, certificate: X509Certificate): void {
  const [{ signer, content }, attributes] = [token, new SignedAttributes(token)];
  const digest = digestNamed(signer.digestAlgorithm);
  attributes.requireContent(content, digest);
  attributes.requireCertificate(certificate);
  const signed = { bytes: attributes.bytes, signature: Buffer.from(signer.signature.buffer) };
  if (!signatureHolds(signer.signatureAlgorithm, digest, certificate.publicKey, signed)) {
    throw new TimestampFault('signature', 'The signature of the time stamp does not hold');
  }
}

function accuracyOf({ accuracy }: TSTInfo): number | null {
  if (accuracy === undefined) return null;
  const { seconds = 0, millis = 0, micros = 0 } = accuracy;
  return Number(seconds) * 1000 + Number(millis) + Number(micros) / 1000;
}
