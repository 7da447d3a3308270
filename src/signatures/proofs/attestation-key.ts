import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeOnce } from '../../storage/durable-file';
import type { Attested, AttestedProof } from './signature-proof';
import { attestationBytes } from './verify-signature.rules';

/** Under this name the service finds the key with which it attests what it alone can see. */
export const ATTESTATION_KEY = Symbol('ATTESTATION_KEY');

/** The service's own key (Ed25519): it never signs for a person, it says what the service saw a person do. */
export class AttestationKey {
  /** Raw, in base64url. */
  readonly publicKey: string;

  constructor(private readonly key: KeyObject) {
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is no Ed25519 key');
    this.publicKey = String(createPublicKey(key).export({ format: 'jwk' }).x);
  }

  /** A key for one run alone. */
  static fresh(): AttestationKey {
    return new AttestationKey(generateKeyPairSync('ed25519').privateKey);
  }

  /**
   * The key in a file of mode 0600 (PKCS #8, PEM), made there at the first start; of two that make one at the same moment
   * both get the one that stands. Throws, without its bytes, for a file that holds no key.
   */
  static async of(file: string): Promise<AttestationKey> {
    const kept = await read(file);
    if (kept !== null) return kept;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeOnce(file, Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })), 0o600);
    const made = await read(file);
    if (made === null) throw new Error(`The key of attestations, ${file}, is gone again`);
    return made;
  }

  attest(attested: Attested): AttestedProof {
    const signature = sign(null, attestationBytes(attested), this.key).toString('base64url');
    return { kind: 'attested', attested, publicKey: this.publicKey, signature };
  }
}

async function read(file: string): Promise<AttestationKey | null> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`The key of attestations, ${file}, cannot be read (${error.code ?? 'unknown'})`);
  });
  if (pem === null) return null;
  try {
    return new AttestationKey(createPrivateKey(pem));
  } catch {
    throw new Error(`${file} holds no Ed25519 key: restore it from a backup`);
  }
}
