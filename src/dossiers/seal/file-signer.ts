import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type SealAlgorithm, sealAlgorithmOf } from './seal-algorithms';
import { certificatesIn, isDevelopment, requireSealing } from './seal-certificate';
import type { Signer, ToSeal } from './signer';

const signed = promisify(
  (digest: string, bytes: Buffer, key: KeyObject, done: (error: Error | null, signature: Buffer) => void) =>
    sign(digest, bytes, key, done),
);

/** A key in this process, out of a file. */
export class FileSigner implements Signer {
  readonly algorithm: SealAlgorithm;
  readonly chain: Signer['chain'];
  readonly isDevelopment: boolean;

  /** Throws, in words and without a byte of the key, where key and certificates cannot seal. */
  constructor(
    private readonly key: KeyObject,
    pem: string,
  ) {
    this.algorithm = sealAlgorithmOf(key);
    this.chain = certificatesIn(pem);
    const [own] = this.chain;
    if (!own.checkPrivateKey(key)) throw new Error('The first certificate is not that of the key');
    requireSealing(this.chain);
    this.isDevelopment = isDevelopment(own);
  }

  /** Off the thread that answers: RSA takes milliseconds. */
  sign({ bytes }: ToSeal): Promise<Buffer> {
    return signed(this.algorithm.digest, bytes, this.key);
  }
}

/** A key (PKCS #8) with its certificate and those above it, each in PEM; throws for files that are missing, or that others may read. */
export async function openFileSigner(keyFile: string, certificateFile: string): Promise<FileSigner> {
  const key = await readKey(keyFile);
  const pem = await readable(certificateFile);
  try {
    return new FileSigner(key, pem);
  } catch (error) {
    throw new Error(`${certificateFile}: ${(error as Error).message}`, { cause: error });
  }
}

async function readable(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code ?? 'unknown'})`);
  });
}

/** The key in a file; throws without quoting it. */
export async function readKey(file: string): Promise<KeyObject> {
  const pem = await readable(file);
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others: whoever has it can seal anything. Set its mode to 0600`);
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${file} holds no private key in PEM (PKCS #8) without a password`);
  }
}
