import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { id_ct_tstInfo, TSTInfo } from '@peculiar/asn1-tsp';
import { elementsIn, onlyElement, TAG } from './der';
import { MAX_REPLY_BYTES } from './timestamp-reply';
import { TimestampFault } from './timestamp-fault';
import { requireShape } from './token-shape';

/** A token in its parts; nothing of it is trusted yet: see `verifyTimestamp`. */
export interface TimestampToken {
  readonly info: TSTInfo;
  /** The bytes that are signed over, by way of their digest. */
  readonly content: Buffer;
  readonly signer: SignerInfo;
  /** The attributes that the signer signed, as their own bytes; null where there are none. */
  readonly attributes: Buffer | null;
  /** Every certificate that came along, at most a few. */
  readonly certificates: readonly X509Certificate[];
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const MAX_CERTIFICATES = 12;
/** SignedData of something other than plain data, by one signer who is named by issuer and number (RFC 5652 §5.1). */
const VERSION = 3;

/** Reads a token (RFC 3161 §2.4.2, RFC 5652 §5); throws for whatever is no token of one signer, written in definite lengths. */
export function timestampTokenIn(bytes: Uint8Array): TimestampToken {
  if (bytes.length > MAX_REPLY_BYTES) throw malformed('The token is too large to be one');
  const whole = onlyElement(Buffer.from(bytes), TAG.sequence);
  const [, wrapped, ...more] = elementsIn(whole.content);
  if (wrapped?.tag !== TAG.context0 || more.length > 0) throw malformed('This is no time stamp');
  const { contentType } = read(() => AsnConvert.parse(whole.raw, ContentInfo));
  if (contentType !== SIGNED_DATA) throw malformed('This is no signed data');
  const raw = onlyElement(wrapped.content, TAG.sequence);
  const signed = read(() => AsnConvert.parse(raw.raw, SignedData));
  const [signer, ...others] = signed.signerInfos;
  const { eContentType, eContent } = signed.encapContentInfo;
  const isOfSigner = signed.digestAlgorithms.every((one) => one.isEqual(signer?.digestAlgorithm));
  if (!isOfSigner) throw malformed('The digests that are named are not that of the signer');
  if (Number(signed.version) !== VERSION || signer === undefined || others.length > 0)
    throw malformed('A stamp has one signer');
  if (eContentType !== id_ct_tstInfo || !eContent?.single) throw malformed('What is signed is no time stamp');
  requireShape(whole);
  const content = Buffer.from(eContent.single.buffer);
  onlyElement(content, TAG.sequence);
  const info = read(() => AsnConvert.parse(content, TSTInfo));
  return { info, content, signer, attributes: attributesIn(raw.content), certificates: certificatesIn(raw.content) };
}

/** `SignerInfo` is the one element of the last set; its attributes are the only element in it with that tag. */
function attributesIn(signedData: Buffer): Buffer | null {
  const signers = elementsIn(signedData).at(-1);
  const [signer] = signers?.tag === TAG.set ? elementsIn(signers.content) : [];
  const attributes = signer && elementsIn(signer.content).find(({ tag }) => tag === TAG.context0);
  return attributes === undefined ? null : attributes.raw;
}

/** As their own bytes, since it is these that digests and signatures are over. */
function certificatesIn(signedData: Buffer): X509Certificate[] {
  const set = elementsIn(signedData).find(({ tag }) => tag === TAG.context0);
  const raws = set === undefined ? [] : elementsIn(set.content);
  if (raws.length > MAX_CERTIFICATES) throw malformed(`More than ${MAX_CERTIFICATES} certificates came along`);
  return raws.map(({ raw }) => read(() => new X509Certificate(raw)));
}

function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TimestampFault) throw error;
    throw malformed('The time stamp cannot be read');
  }
}

const malformed = (detail: string): TimestampFault => new TimestampFault('malformed', detail);
