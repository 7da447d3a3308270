import 'reflect-metadata';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as x509 from '@peculiar/x509';
import { writeOnce } from '../../storage/durable-file';
import { FileSigner, readKey } from './file-signer';
import { DEVELOPMENT_NAME } from './seal-certificate';
import { readFile } from 'node:fs/promises';

const ALGORITHM = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' } as const;
const YEARS = 10;
/** Signing documents (RFC 9336). */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';

/** A key and a certificate in PEM, one after the other; each call makes others. */
async function newPair(now: Date): Promise<string> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const { digitalSignature, nonRepudiation } = x509.KeyUsageFlags;
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + YEARS);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: `OU=Made by the program for itself: nobody vouches for it, CN=${DEVELOPMENT_NAME}`,
      ...{ keys, signingAlgorithm: ALGORITHM, notBefore: now, notAfter },
      serialNumber: Buffer.concat([Buffer.of(1), randomBytes(15)]).toString('hex'),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(digitalSignature | nonRepudiation, true),
        new x509.ExtendedKeyUsageExtension([DOCUMENT_SIGNING]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto as Crypto),
      ],
    },
    webcrypto as Crypto,
  );
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return `${String(key.export({ type: 'pkcs8', format: 'pem' }))}${certificate.toString('pem')}\n`;
}

/** A signer for one run alone. */
export async function freshSigner(now: Date): Promise<FileSigner> {
  const pem = await newPair(now);
  return new FileSigner(createPrivateKey(pem), pem);
}

/**
 * The development certificate with its key, in one file of mode 0600, made there at the first start; of two that make one
 * at the same moment both get the one that stands. It shows that a file is unchanged, and not who made it.
 */
export async function developmentSigner(file: string, now: Date): Promise<FileSigner> {
  const kept = await signerIn(file);
  if (kept !== null) return kept;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeOnce(file, Buffer.from(await newPair(now)), 0o600);
  const made = await signerIn(file);
  if (made === null) throw new Error(`The development certificate of seals, ${file}, is gone again`);
  return made;
}

async function signerIn(file: string): Promise<FileSigner | null> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`The development certificate of seals, ${file}, cannot be read (${error.code ?? 'unknown'})`);
  });
  return pem === null ? null : new FileSigner(await readKey(file), pem);
}
