import { createHash, type KeyObject } from 'node:crypto';
import { base64Of, bytesOfBase64 } from './base64';
import { privateKeyOf, PUBLIC_KEY_BYTES, publicBytesOf, publicKeyOf, SEED_BYTES } from './ed25519';
import { LogFault } from './log-fault';
import { isKeyName } from './note-text';

/** What a key signs with Ed25519: a note's text (https://c2sp.org/signed-note), or that it saw a checkpoint at a time. */
export const KEY_TYPES = { note: 0x01, cosignature: 0x04 } as const;
export type KeyType = keyof typeof KEY_TYPES;

/** A key whose signatures are trusted; name and id together say which it is. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly key: KeyObject;
}

/** A key that signs; the seed never leaves the key object but through `printedSignerKey`. */
export interface SignerKey extends VerifierKey {
  readonly privateKey: KeyObject;
}

/** The first four bytes of the hash over name, newline, type and public key (“Signatures”). */
const idOf = (name: string, type: KeyType, publicKey: Buffer): string =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(KEY_TYPES[type]))
    .update(publicKey)
    .digest('hex')
    .slice(0, 8);

/** The verifying key of that name and type; throws where the name is none, or the key is not Ed25519. */
export function verifierKey(name: string, type: KeyType, key: KeyObject): VerifierKey {
  if (!isKeyName(name)) throw fault(`${JSON.stringify(name)} is no name of a key: empty, or with a space or a plus`);
  return { name, type, id: idOf(name, type, publicBytesOf(key)), key };
}

/** The signing key of that name and type. */
export const signerKey = (name: string, type: KeyType, seed: Uint8Array): SignerKey => {
  if (seed.length !== SEED_BYTES) throw fault(`A signing key has ${SEED_BYTES} bytes, not ${seed.length}`);
  const privateKey = privateKeyOf(seed);
  return { ...verifierKey(name, type, publicKeyOf(publicBytesOf(privateKey))), privateKey };
};

/** What may be known to all: a signing key without what signs. */
export const verifierOf = ({ name, type, id, key }: SignerKey): VerifierKey => ({ name, type, id, key });

/** `name+id+base64(type || public key)`, as verifiers are configured (“Verifier keys”). */
export const printedVerifierKey = ({ name, id, type, key }: VerifierKey): string =>
  `${name}+${id}+${base64Of(Buffer.concat([Buffer.of(KEY_TYPES[type]), publicBytesOf(key)]))}`;

const SIGNER_PREFIX = 'PRIVATE+KEY+';

/** `PRIVATE+KEY+name+id+base64(type || seed)`, as the Go tools keep a signing key. It is a secret. */
export function printedSignerKey({ name, id, type, privateKey }: SignerKey): string {
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-SEED_BYTES);
  return `${SIGNER_PREFIX}${name}+${id}+${base64Of(Buffer.concat([Buffer.of(KEY_TYPES[type]), seed]))}`;
}

/** The verifying key in its one spelling; throws for every other text, and where the id is not that of the key. */
export function verifierKeyIn(text: string): VerifierKey {
  const { name, id, type, bytes } = partsOf(text, PUBLIC_KEY_BYTES);
  return withId(id, verifierKey(name, type, publicKeyOf(bytes)));
}

/** The signing key in its one spelling; what it throws never says the secret. */
export function signerKeyIn(text: string): SignerKey {
  if (!text.startsWith(SIGNER_PREFIX)) throw fault(`A signing key begins with ${SIGNER_PREFIX}`);
  const { name, id, type, bytes } = partsOf(text.slice(SIGNER_PREFIX.length), SEED_BYTES);
  return withId(id, signerKey(name, type, bytes));
}

function partsOf(text: string, length: number): { name: string; id: string; type: KeyType; bytes: Buffer } {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = bytesOfBase64(base64 ?? '');
  if (!bytes || bytes.length === 0)
    throw fault('A key is written as name+id+base64, the id in eight hexadecimal digits');
  const type = (Object.keys(KEY_TYPES) as KeyType[]).find((one) => KEY_TYPES[one] === bytes[0]);
  if (!type) throw fault(`Key ${name} is of type ${bytes[0]}; the types of Ed25519, 1 and 4, are known here`);
  if (bytes.length !== 1 + length) throw fault(`Key ${name} has ${bytes.length - 1} bytes, not ${length}`);
  return { name, id, type, bytes: bytes.subarray(1) };
}

function withId<K extends VerifierKey>(id: string, key: K): K {
  if (key.id !== id) throw fault(`Key ${key.name} is said to have the id ${id}; it has ${key.id}`);
  return key;
}

const fault = (detail: string): LogFault => new LogFault('key', detail);
