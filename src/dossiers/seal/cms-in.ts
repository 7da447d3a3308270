import { X509Certificate } from 'node:crypto';
import { type Element, elementsIn, onlyElement, TAG } from '../../timestamps/der';
import { CMS, issuerAndSerialOf } from './cms-names';
import { oid } from './der-writer';

/** A signature in its parts; nothing of it is trusted yet. */
export interface CmsParts {
  /** Every byte of it, without what was filled up. */
  readonly raw: Buffer;
  /** Of whoever signed. */
  readonly certificate: X509Certificate;
  /** All that came along, that one among them. */
  readonly certificates: readonly X509Certificate[];
  /** What the signer signed, by the bytes of its name. */
  readonly signed: ReadonlyMap<string, Buffer>;
  /** The bytes that the signature is over. */
  readonly attributes: Buffer;
  readonly signature: Buffer;
  /** The stamp over the signature; null where there is none. */
  readonly token: Buffer | null;
}

/** What is wrong with a signature, in words. */
export class CmsFault extends Error {}

const MAX_CERTIFICATES = 12;
const IMPLICIT_1 = 0xa1;

/** The element that begins the bytes, and what is after it. */
function firstElement(bytes: Buffer): { readonly raw: Buffer; readonly rest: Buffer } {
  const count = bytes[1] < 0x80 ? 0 : bytes[1] & 0x7f;
  if (bytes.length < 2 + count || bytes[0] !== TAG.sequence || count > 3) throw new CmsFault('It is no signature');
  const length = 2 + count + (count === 0 ? bytes[1] : bytes.readUIntBE(2, count));
  if (length > bytes.length) throw new CmsFault('It ends within itself');
  return { raw: bytes.subarray(0, length), rest: bytes.subarray(length) };
}

/** Reads a signature out of its place in a file, where it is filled up with zeros (RFC 5652 §5). Throws `CmsFault` or what reading DER throws. */
export function cmsIn(bytes: Buffer): CmsParts {
  const { raw, rest } = firstElement(bytes);
  if (rest.some((byte) => byte !== 0)) throw new CmsFault('Something else stands behind it');
  const [type, wrapped] = elementsIn(onlyElement(raw, TAG.sequence).content);
  if (!type?.raw.equals(oid(CMS.signedData)) || wrapped?.tag !== TAG.context0)
    throw new CmsFault('It is no signed data');
  const [, , content, certificates, signers] = elementsIn(onlyElement(wrapped.content, TAG.sequence).content);
  const [contentType, inside] = elementsIn(content?.content ?? Buffer.alloc(0));
  if (!contentType?.raw.equals(oid(CMS.data)) || inside !== undefined)
    throw new CmsFault('It is not of bytes that stand elsewhere');
  if (certificates?.tag !== TAG.context0 || signers?.tag !== TAG.set) throw new CmsFault('It carries no certificate');
  const [signer, ...others] = elementsIn(signers.content);
  if (signer === undefined || others.length > 0) throw new CmsFault('It is not by one signer');
  return { raw, ...signerIn(elementsIn(signer.content), certificatesIn(certificates.content)) };
}

function certificatesIn(content: Buffer): X509Certificate[] {
  const raws = elementsIn(content);
  if (raws.length > MAX_CERTIFICATES) throw new CmsFault(`More than ${MAX_CERTIFICATES} certificates came along`);
  return raws.map(({ raw }) => {
    try {
      return new X509Certificate(raw);
    } catch {
      throw new CmsFault('A certificate in it cannot be read');
    }
  });
}

function signerIn(parts: readonly Element[], certificates: readonly X509Certificate[]) {
  const [, named, , attributes, , signature, unsigned] = parts;
  if (attributes?.tag !== TAG.context0 || signature?.tag !== TAG.octets)
    throw new CmsFault('The signer signed no attributes');
  const certificate = certificates.find((one) => isNamed(one, named));
  if (certificate === undefined) throw new CmsFault('The certificate of the signer did not come along');
  const bytes = Buffer.from(attributes.raw);
  bytes[0] = TAG.set;
  return {
    ...{ certificate, certificates, signed: attributesIn(attributes.content), attributes: bytes },
    ...{ signature: signature.content, token: tokenIn(unsigned) },
  };
}

function isNamed(certificate: X509Certificate, named: Element | undefined): boolean {
  const { issuer, serial } = issuerAndSerialOf(certificate);
  return named?.tag === TAG.sequence && named.content.equals(Buffer.concat([issuer, serial]));
}

/** Each is there once, with one value. */
function attributesIn(content: Buffer): ReadonlyMap<string, Buffer> {
  const values = new Map<string, Buffer>();
  for (const { content: attribute } of elementsIn(content)) {
    const [type, set] = elementsIn(attribute);
    const [value, ...more] = set?.tag === TAG.set ? elementsIn(set.content) : [];
    const name = type?.raw.toString('hex');
    if (name === undefined || value === undefined || more.length > 0 || values.has(name)) {
      throw new CmsFault('An attribute in it has not one value');
    }
    values.set(name, value.raw);
  }
  return values;
}

function tokenIn(unsigned: Element | undefined): Buffer | null {
  if (unsigned === undefined) return null;
  if (unsigned.tag !== IMPLICIT_1) throw new CmsFault('Something strange stands beside the signature');
  const values = attributesIn(unsigned.content);
  const token = values.get(oid(CMS.signatureTimestamp).toString('hex'));
  if (token === undefined || values.size > 1)
    throw new CmsFault('Something that nobody signed stands beside the signature');
  return token;
}
