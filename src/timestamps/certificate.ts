import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  type Extension,
  ExtendedKeyUsage,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_timeStamping,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { requireStrong } from './algorithms';
import { TimestampFault } from './timestamp-fault';

/** Extensions that are looked at here, or that cannot make a certificate worth less; another that is critical refuses. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[id_ce_basicConstraints, id_ce_keyUsage, id_ce_extKeyUsage, id_ce_certificatePolicies, id_ce_subjectAltName],
  ...[id_ce_subjectKeyIdentifier, id_ce_authorityKeyIdentifier],
]);

/** What a certificate says of itself beyond names and key (RFC 5280 §4.2). */
export class CertificateUse {
  readonly parsed: Certificate;
  private readonly extensions: ReadonlyMap<string, Extension>;

  constructor(readonly certificate: X509Certificate) {
    this.parsed = this.parse(certificate.raw, Certificate);
    const extensions = this.parsed.tbsCertificate.extensions ?? [];
    this.extensions = new Map(extensions.map((extension) => [extension.extnID, extension]));
    if (this.extensions.size !== extensions.length) throw this.fault('has an extension twice');
    const unknown = extensions.find(({ critical, extnID }) => critical && !KNOWN.has(extnID));
    if (unknown !== undefined)
      throw this.fault(`has the critical extension ${unknown.extnID}, which is not known here`);
  }

  get name(): string {
    return this.certificate.subject.replaceAll('\n', ', ');
  }

  /** What names its key; null where it says nothing of it. */
  get keyIdentifier(): Buffer | null {
    const extension = this.extensions.get(id_ce_subjectKeyIdentifier);
    return extension === undefined ? null : Buffer.from(this.value(extension, SubjectKeyIdentifier).buffer);
  }

  /** Throws unless it is one that stamps times and does nothing else (RFC 3161 §2.3). */
  requireTimestamping(): void {
    const usage = this.extensions.get(id_ce_extKeyUsage);
    const purposes = usage === undefined ? [] : [...this.value(usage, ExtendedKeyUsage)];
    if (usage?.critical !== true || purposes.length !== 1 || purposes[0] !== id_kp_timeStamping) {
      throw this.fault('is not one for time stamping alone, marked critical');
    }
    this.requireUse(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, 'may not sign');
    requireStrong(this.certificate.publicKey);
  }

  /** Throws unless its key may sign documents: where it says what the key is for, that is among it (RFC 5280 §4.2.1.3). */
  requireSigning(): void {
    this.requireUse(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, 'may not sign documents');
    requireStrong(this.certificate.publicKey);
  }

  /** Throws unless it may issue certificates with so many issuers between them and the one that stamps. */
  requireIssuing(issuersBelow: number): void {
    const constraints = this.extensions.get(id_ce_basicConstraints);
    const { cA, pathLenConstraint } = constraints ? this.value(constraints, BasicConstraints) : new BasicConstraints();
    if (!cA) throw this.fault('may not issue certificates');
    if (pathLenConstraint !== undefined && issuersBelow > pathLenConstraint) throw this.fault('stands too high above');
    this.requireUse(KeyUsageFlags.keyCertSign, 'may not sign certificates');
    requireStrong(this.certificate.publicKey);
  }

  /** Throws unless it was valid at that time. */
  requireValidAt(time: Date): void {
    const { notBefore, notAfter } = this.parsed.tbsCertificate.validity;
    if (time < notBefore.getTime() || time > notAfter.getTime()) {
      throw this.fault(
        `was not valid at ${time.toISOString()}: it is from ${printed(notBefore)} to ${printed(notAfter)}`,
      );
    }
  }

  private requireUse(anyOf: number, otherwise: string): void {
    const usage = this.extensions.get(id_ce_keyUsage);
    if (usage !== undefined && (this.value(usage, KeyUsage).toNumber() & anyOf) === 0) throw this.fault(otherwise);
  }

  private value<T>({ extnValue }: Extension, type: new () => T): T {
    return this.parse(Buffer.from(extnValue.buffer), type);
  }

  private parse<T>(bytes: Buffer, type: new () => T): T {
    try {
      return AsnConvert.parse(bytes, type);
    } catch {
      throw this.fault('cannot be read');
    }
  }

  private fault(what: string): TimestampFault {
    return new TimestampFault('certificate', `The certificate of ${this.name} ${what}`);
  }
}

const printed = (time: { getTime(): Date }): string => time.getTime().toISOString();
