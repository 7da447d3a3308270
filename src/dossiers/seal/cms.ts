import { createHash, type X509Certificate } from 'node:crypto';
import { CMS, issuerAndSerialOf } from './cms-names';
import { element, integer, octets, oid, sequence, setOf } from './der-writer';
import type { SealAlgorithm } from './seal-algorithms';
import type { Signer } from './signer';

/** What a seal is over: the digest of the file's bytes by the signer's algorithm. */
interface Sealing {
  readonly digest: Buffer;
  /** Has the signature stamped; null where nobody is asked, or nobody answered and that is allowed. */
  readonly stamp: (signature: Buffer) => Promise<Buffer | null>;
}

const IMPLICIT_0 = 0xa0;
const IMPLICIT_1 = 0xa1;
/** `directoryName` of a GeneralName. */
const DIRECTORY_NAME = 0xa4;
const VERSION = 1;
const HASH_BYTES = { sha256: 32, sha384: 48, sha512: 64 } as const;

const attribute = (type: string, value: Buffer): Buffer => sequence(oid(type), setOf([value]));

/** One certificate by its digest and its issuer and number (RFC 5035 §4, `ESSCertIDv2`). */
function certificateId(certificate: X509Certificate): Buffer {
  const { issuer, serial } = issuerAndSerialOf(certificate);
  const hash = createHash('sha256').update(certificate.raw).digest();
  return sequence(octets(hash), sequence(sequence(element(DIRECTORY_NAME, issuer)), serial));
}

/**
 * Says which certificate is the signer's, and then which others come along, in the order of their bytes (RFC 5035 §3): so
 * that every byte of them is signed.
 */
export function signingCertificates([own, ...others]: readonly X509Certificate[]): Buffer {
  const ordered = [own, ...others.sort((a, b) => Buffer.compare(a.raw, b.raw))];
  return sequence(sequence(...ordered.map(certificateId)));
}

const signedAttributes = (digest: Buffer, chain: readonly X509Certificate[]): Buffer[] => [
  attribute(CMS.contentType, oid(CMS.data)),
  attribute(CMS.messageDigest, octets(digest)),
  attribute(CMS.signingCertificateV2, signingCertificates(chain)),
];

/** The parts that stand in `SignedData` beside what its signer is known by. */
interface Signed {
  readonly attributes: readonly Buffer[];
  readonly signature: Buffer;
  readonly token: Buffer | null;
}

/** `SignedData` over content that is elsewhere, by one signer (RFC 5652 §5; ETSI EN 319 142-1 §6). */
function signedData({ chain, algorithm }: Pick<Signer, 'chain' | 'algorithm'>, signed: Signed): Buffer {
  const { issuer, serial } = issuerAndSerialOf(chain[0]);
  const { attributes, signature, token } = signed;
  const signer = sequence(
    integer(VERSION),
    sequence(issuer, serial),
    algorithm.digestIdentifier,
    setOf(attributes, IMPLICIT_0),
    algorithm.signatureIdentifier,
    octets(signature),
    ...(token === null ? [] : [setOf([attribute(CMS.signatureTimestamp, token)], IMPLICIT_1)]),
  );
  const data = sequence(
    integer(VERSION),
    setOf([algorithm.digestIdentifier]),
    sequence(oid(CMS.data)),
    setOf(
      chain.map(({ raw }) => raw),
      IMPLICIT_0,
    ),
    setOf([signer]),
  );
  return sequence(oid(CMS.signedData), element(IMPLICIT_0, data));
}

/** The same signature, written anew from its parts: what was read and differs from it hides something. */
export function cmsAgain(
  signer: Pick<Signer, 'chain' | 'algorithm'>,
  parts: { readonly digest: Buffer; readonly signature: Buffer; readonly token: Buffer | null },
): Buffer {
  const { digest, signature, token } = parts;
  return signedData(signer, { attributes: signedAttributes(digest, signer.chain), signature, token });
}

/** Signs: content type, digest and certificate are signed, the time is not: a stamp says it, or nobody does. */
export async function cmsOf(signer: Signer, { digest, stamp }: Sealing): Promise<Buffer> {
  const attributes = signedAttributes(digest, signer.chain);
  const bytes = setOf(attributes);
  const ownDigest = createHash(signer.algorithm.digest).update(bytes).digest();
  const signature = await signer.sign({ bytes, digest: ownDigest });
  return signedData(signer, { attributes, signature, token: await stamp(signature) });
}

/** The most bytes that a seal of this signer has, with room for so many of a stamp. */
export function maxCmsBytes(signer: { chain: Signer['chain']; algorithm: SealAlgorithm }, stampBytes: number): number {
  const { digest, maxSignature } = signer.algorithm;
  const attributes = signedAttributes(Buffer.alloc(HASH_BYTES[digest]), signer.chain);
  const token = stampBytes === 0 ? null : Buffer.alloc(stampBytes);
  return signedData(signer, { attributes, signature: Buffer.alloc(maxSignature), token }).length;
}
