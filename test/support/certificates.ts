import 'reflect-metadata';
import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

export type KeyKind = 'rsa' | 'ec' | 'ec384' | 'small-rsa';

const ALGORITHMS = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
  'small-rsa': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 1024,
    publicExponent: Uint8Array.of(1, 0, 1),
  },
  ec: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
  ec384: { name: 'ECDSA', hash: 'SHA-384', namedCurve: 'P-384' },
} as const;

/** A certificate with its key, and who issued it. */
export interface Issued {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly key: KeyObject;
}

/** What a certificate is to be other than usual. */
export interface Wishes {
  readonly kind?: KeyKind;
  readonly issuer?: Issued;
  readonly from?: Date;
  readonly to?: Date;
  readonly isCa?: boolean;
  readonly pathLength?: number;
  readonly purposes?: readonly string[];
  readonly isPurposeCritical?: boolean;
  readonly usages?: number;
  readonly more?: readonly x509.Extension[];
  readonly serialNumber?: string;
}

export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const pairs = new Map<string, Promise<webcrypto.CryptoKeyPair>>();

/** Keys are made once a name: RSA takes its time. */
function pairOf(name: string, kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  const made = pairs.get(`${kind} ${name}`) ?? webcrypto.subtle.generateKey(ALGORITHMS[kind], true, ['sign', 'verify']);
  pairs.set(`${kind} ${name}`, made);
  return made;
}

/** Issues a certificate: of a root where there is no issuer, for time stamps where nothing else is wished. */
export async function issue(name: string, wishes: Wishes = {}): Promise<Issued> {
  const { kind = 'ec', issuer, isCa = false, purposes = isCa ? [] : [TIME_STAMPING] } = wishes;
  const keys = await pairOf(name, kind);
  const usages = wishes.usages ?? (isCa ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature);
  const extensions = [
    ...(isCa ? [new x509.BasicConstraintsExtension(true, wishes.pathLength, true)] : []),
    new x509.KeyUsagesExtension(usages, true),
    ...(purposes.length > 0
      ? [new x509.ExtendedKeyUsageExtension([...purposes], wishes.isPurposeCritical ?? true)]
      : []),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as Crypto),
    ...(wishes.more ?? []),
  ];
  const about = {
    serialNumber: wishes.serialNumber ?? Buffer.from(name).toString('hex').slice(0, 16),
    notBefore: wishes.from ?? new Date('2026-01-01T00:00:00Z'),
    notAfter: wishes.to ?? new Date('2046-01-01T00:00:00Z'),
    ...{ extensions, signingAlgorithm: ALGORITHMS[issuer === undefined ? kind : kindOf(issuer)] },
  };
  const subject = `CN=${name}, O=Predicate tests`;
  const certificate = await x509.X509CertificateGenerator.create(
    {
      ...{ ...about, subject, publicKey: keys.publicKey, issuer: issuer?.certificate.subject ?? subject },
      signingKey: (issuer?.keys ?? keys).privateKey,
    },
    webcrypto as Crypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { certificate, keys, key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }) };
}

function kindOf({ keys }: Issued): KeyKind {
  const { name, namedCurve } = keys.publicKey.algorithm as { name: string; namedCurve?: string };
  if (name !== 'ECDSA') return 'rsa';
  return namedCurve === 'P-384' ? 'ec384' : 'ec';
}

export const pemOf = ({ certificate }: Issued): string => `${certificate.toString('pem')}\n`;
