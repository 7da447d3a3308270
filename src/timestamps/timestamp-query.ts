import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { SHA256 } from './algorithms';
import { TimestampFault } from './timestamp-fault';

/** What an authority is asked to stamp. */
export interface TimestampQuery {
  /** The SHA-256 of what is stamped, in its 32 bytes; the authority sees nothing else of it. */
  readonly sha256: Uint8Array;
  /** Bytes that nobody can foresee, so that no older stamp answers. */
  readonly nonce: Uint8Array;
  /** The policy that is asked for, as an object identifier; null leaves it to the authority. */
  readonly policy: string | null;
}

/** The query in DER, which asks for the certificate too, so that the stamp can be verified by itself (RFC 3161 §2.4.1). */
export function timestampQuery({ sha256, nonce, policy }: TimestampQuery): Buffer {
  if (sha256.length !== 32) throw new TimestampFault('imprint', `A SHA-256 has 32 bytes, not ${sha256.length}`);
  const messageImprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
    hashedMessage: new OctetString(sha256),
  });
  const query = new TimeStampReq({ messageImprint, nonce: asArrayBuffer(integerOf(nonce)), certReq: true });
  if (policy !== null) query.reqPolicy = policy;
  return Buffer.from(AsnConvert.serialize(query));
}

/** The bytes of a positive INTEGER in its shortest form (X.690 §8.3). */
export function integerOf(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = Buffer.from(first < 0 ? [0] : bytes.subarray(first));
  return digits[0] >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits;
}

const asArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;
