import { createHash, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  Accuracy,
  id_ct_tstInfo,
  MessageImprint,
  PKIFreeText,
  PKIStatusInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import type { Issued } from './certificates';

const OID = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  rsa: '1.2.840.113549.1.1.1',
  'ec sha1': '1.2.840.10045.4.1',
  'ec sha256': '1.2.840.10045.4.3.2',
  'ec sha384': '1.2.840.10045.4.3.3',
  'ec sha512': '1.2.840.10045.4.3.4',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV1: '1.2.840.113549.1.9.16.2.12',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** What a stamp is to be other than right. */
export interface StampWishes {
  readonly at?: Date;
  readonly sha256?: Uint8Array;
  readonly nonce?: ArrayBuffer | null;
  readonly policy?: string;
  readonly digest?: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly essVersion?: 1 | 2 | null;
  /** The certificate that the signer says is theirs. */
  readonly ess?: Uint8Array;
  readonly status?: number;
  readonly certificates?: readonly Issued[];
  /** Changes the token once it is made. */
  readonly then?: (token: Buffer) => Buffer;
}

const arrayOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const element = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const length =
    content.length < 0x80
      ? [content.length]
      : content.length < 0x100
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const identifier = (algorithm: string, parameters?: null): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithm, parameters });

/** A time stamp authority of our own (RFC 3161), with whatever certificates it is given; its clock is what a test says. */
export class TestAuthority {
  static readonly POLICY = '1.3.6.1.4.1.57264.2';
  private server: Server | null = null;
  asked = 0;
  wishes: StampWishes = {};

  constructor(
    readonly signer: Issued,
    readonly others: readonly Issued[] = [],
  ) {}

  /** The reply to a query in DER. */
  reply(query: Uint8Array, wishes: StampWishes = this.wishes): Buffer {
    this.asked += 1;
    const { messageImprint, nonce, reqPolicy } = AsnConvert.parse(query, TimeStampReq);
    if (wishes.status !== undefined && wishes.status > 1) {
      const status = new PKIStatusInfo({ status: wishes.status, statusString: new PKIFreeText(['no stamps today']) });
      return Buffer.from(AsnConvert.serialize(new TimeStampResp({ status })));
    }
    const sha256 = wishes.sha256 ?? new Uint8Array(messageImprint.hashedMessage.buffer);
    const asked = wishes.nonce === undefined ? nonce : (wishes.nonce ?? undefined);
    const token = this.token(sha256, { policy: reqPolicy, ...wishes }, asked);
    const status = AsnConvert.serialize(new PKIStatusInfo({ status: wishes.status ?? 0 }));
    return element(0x30, Buffer.from(status), (wishes.then ?? ((same: Buffer) => same))(token));
  }

  /** A token over a digest. */
  token(sha256: Uint8Array, wishes: StampWishes = this.wishes, nonce?: ArrayBuffer): Buffer {
    const hashAlgorithm = identifier(OID.sha256, null);
    const info = new TSTInfo({
      policy: wishes.policy ?? TestAuthority.POLICY,
      messageImprint: new MessageImprint({ hashAlgorithm, hashedMessage: new OctetString(arrayOf(sha256)) }),
      serialNumber: arrayOf(Buffer.concat([Buffer.of(1), randomBytes(8)])),
      genTime: wishes.at ?? new Date(),
      accuracy: new Accuracy({ seconds: 1 }),
    });
    if (nonce !== undefined) info.nonce = nonce;
    return this.signed(Buffer.from(AsnConvert.serialize(info)), wishes);
  }

  private signed(content: Buffer, { digest = 'sha256', essVersion = 2, ess, certificates }: StampWishes): Buffer {
    const own = Buffer.from(this.signer.certificate.rawData);
    const attributes = [
      new Attribute({
        attrType: OID.contentType,
        attrValues: [arrayOf(Buffer.from('060b2a864886f70d0109100104', 'hex'))],
      }),
      new Attribute({
        attrType: OID.messageDigest,
        attrValues: [arrayOf(element(4, createHash(digest).update(content).digest()))],
      }),
      ...(essVersion === null ? [] : [essAttribute(essVersion, ess ?? own)]),
    ];
    const raws = attributes.map((one) => Buffer.from(AsnConvert.serialize(one))).sort((a, b) => Buffer.compare(a, b));
    const parsed = AsnConvert.parse(own, Certificate).tbsCertificate;
    const isEc = this.signer.key.asymmetricKeyType === 'ec';
    const signer = new SignerInfo({
      version: 1,
      sid: new SignerIdentifier({
        issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer: parsed.issuer, serialNumber: parsed.serialNumber }),
      }),
      digestAlgorithm: identifier(OID[digest], null),
      signedAttrs: raws.map((raw) => AsnConvert.parse(raw, Attribute)),
      signatureAlgorithm: isEc ? identifier(OID[`ec ${digest}` as 'ec sha256']) : identifier(OID.rsa, null),
      signature: new OctetString(arrayOf(sign(digest, element(0x31, ...raws), this.signer.key))),
    });
    const set = (certificates ?? [this.signer, ...this.others]).map(
      ({ certificate }) => new CertificateChoices({ certificate: AsnConvert.parse(certificate.rawData, Certificate) }),
    );
    const signed = new SignedData({
      version: 3,
      digestAlgorithms: new DigestAlgorithmIdentifiers([identifier(OID[digest], null)]),
      encapContentInfo: new EncapsulatedContentInfo({
        eContentType: id_ct_tstInfo,
        eContent: new EncapsulatedContent({ single: new OctetString(arrayOf(content)) }),
      }),
      ...(set.length > 0 ? { certificates: new CertificateSet(set) } : {}),
      signerInfos: new SignerInfos([signer]),
    });
    const info = new ContentInfo({ contentType: OID.signedData, content: AsnConvert.serialize(signed) });
    return Buffer.from(AsnConvert.serialize(info));
  }

  /** Answers over HTTP; gives the address. */
  async listen(): Promise<URL> {
    this.server = createServer((request, response) => {
      void bodyOf(request).then((query) => {
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(this.reply(query));
      });
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/stamp`);
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server === null ? resolve(null) : this.server.close(resolve)));
  }
}

function essAttribute(version: 1 | 2, certificate: Uint8Array): Attribute {
  const hash = createHash(version === 1 ? 'sha1' : 'sha256')
    .update(certificate)
    .digest();
  const value = element(0x30, element(0x30, element(0x30, element(4, hash))));
  return new Attribute({
    attrType: version === 1 ? OID.certificateV1 : OID.certificateV2,
    attrValues: [arrayOf(value)],
  });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}
