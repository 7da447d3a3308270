import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { Attribute } from '@peculiar/asn1-cms';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { type Digest, digestNamed, hashed } from './algorithms';
import { elementsIn, onlyElement, TAG, type Element } from './der';
import { TimestampFault } from './timestamp-fault';
import type { TimestampToken } from './timestamp-token';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
/** `id-ct-TSTInfo`, 1.2.840.113549.1.9.16.1.4. */
const TST_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex');

/** What the signer signed beside the time: which bytes, and which certificate is theirs (RFC 5652 §5.3, RFC 5816). */
export class SignedAttributes {
  /** The bytes that the signature is over. */
  readonly bytes: Buffer;
  private readonly values: ReadonlyMap<string, Buffer>;

  constructor({ signer: { signedAttrs }, attributes }: Pick<TimestampToken, 'signer' | 'attributes'>) {
    if (signedAttrs === undefined || attributes === null) throw malformed('The signer signed no attributes');
    this.bytes = Buffer.from(attributes);
    this.bytes[0] = TAG.set;
    this.values = new Map(signedAttrs.map((attribute) => [attribute.attrType, only(attribute)]));
    if (this.values.size !== signedAttrs.length) throw malformed('A signed attribute is there twice');
  }

  /** Throws unless it is this time stamp, byte for byte, that was signed. */
  requireContent(content: Buffer, digest: Digest): void {
    if (!this.value(CONTENT_TYPE).equals(TST_INFO)) throw malformed('What was signed is no time stamp');
    const { content: signed } = onlyElement(this.value(MESSAGE_DIGEST), TAG.octets);
    if (!signed.equals(hashed(digest, content))) throw new TimestampFault('digest', 'Another time stamp was signed');
  }

  /** Throws unless it is this certificate that the signer says is theirs, so that none with the same key takes its place. */
  requireCertificate(certificate: X509Certificate): void {
    const [v1, v2] = [this.values.get(SIGNING_CERTIFICATE), this.values.get(SIGNING_CERTIFICATE_V2)];
    if (v1 === undefined && v2 === undefined) throw malformed('The signer does not say which certificate is theirs');
    if (v1 !== undefined) requireHash(firstCertId(v1), 'sha1', certificate);
    if (v2 !== undefined) requireHash(...idOfV2(firstCertId(v2)), certificate);
  }

  private value(type: string): Buffer {
    const value = this.values.get(type);
    if (value === undefined) throw malformed(`The signed attribute ${type} is not there`);
    return value;
  }
}

const only = ({ attrType, attrValues: [value, ...more] }: Attribute): Buffer => {
  if (value === undefined || more.length > 0) throw malformed(`The signed attribute ${attrType} has not one value`);
  return Buffer.from(value);
};

/** `SEQUENCE { SEQUENCE OF certId, … }`: the first is the signer's own (RFC 2634 §5.4). */
function firstCertId(value: Buffer): readonly Element[] {
  const [certificates] = elementsIn(onlyElement(value, TAG.sequence).content);
  const [first] = certificates?.tag === TAG.sequence ? elementsIn(certificates.content) : [];
  if (first?.tag !== TAG.sequence) throw malformed('The signer does not say which certificate is theirs');
  return elementsIn(first.content);
}

/** The second edition begins with the digest, unless that is SHA-256 (RFC 5035 §4). */
function idOfV2(id: readonly Element[]): [readonly Element[], Digest] {
  if (id[0]?.tag !== TAG.sequence) return [id, 'sha256'];
  return [id.slice(1), digestNamed(AsnConvert.parse(id[0].raw, AlgorithmIdentifier))];
}

function requireHash([hash]: readonly Element[], digest: Digest | 'sha1', { raw }: X509Certificate): void {
  if (hash?.tag !== TAG.octets || !hash.content.equals(hashed(digest, raw))) {
    throw new TimestampFault('certificate', 'The signer says that another certificate is theirs');
  }
}

const malformed = (detail: string): TimestampFault => new TimestampFault('malformed', detail);
