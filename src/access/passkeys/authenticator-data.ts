import { firstCbor, Unreadable } from './cbor';

/** A credential as its authenticator made it. */
export interface Attested {
  /** The model of the authenticator, as a UUID; zeros where it does not say. */
  readonly aaguid: string;
  readonly credentialId: Uint8Array;
  /** COSE_Key. */
  readonly publicKey: Uint8Array;
}

/** What an authenticator says and signs (WebAuthn L3 §6.1). */
export interface AuthenticatorData {
  readonly rpIdHash: Uint8Array;
  readonly isUserPresent: boolean;
  readonly isUserVerified: boolean;
  readonly isBackedUp: boolean;
  readonly counter: number;
  /** Only with a new credential. */
  readonly attested: Attested | null;
}

const HEAD = 37;
const FLAGS = {
  present: 0x01,
  verified: 0x04,
  mayBackUp: 0x08,
  backedUp: 0x10,
  attested: 0x40,
  extended: 0x80,
} as const;
const LONGEST_ID = 1023;

/** Reads all of it, to the last byte; throws `Unreadable`. */
export function readAuthenticatorData(bytes: Uint8Array): AuthenticatorData {
  if (bytes.length < HEAD) throw new Unreadable('The authenticator data ends too early');
  const has = (flag: keyof typeof FLAGS): boolean => ((bytes[32] ?? 0) & FLAGS[flag]) !== 0;
  if (has('backedUp') && !has('mayBackUp')) throw new Unreadable('The passkey is backed up and may not be');
  const [attested, afterKey] = has('attested') ? readAttested(bytes) : [null, HEAD];
  const end = has('extended') ? afterKey + extensionsAt(bytes.subarray(afterKey)) : afterKey;
  if (end !== bytes.length) throw new Unreadable('The authenticator data goes on after its end');
  return {
    ...{ rpIdHash: bytes.subarray(0, 32), isUserPresent: has('present'), isUserVerified: has('verified') },
    ...{ isBackedUp: has('backedUp'), counter: numberAt(bytes, 33, 4), attested },
  };
}

function readAttested(bytes: Uint8Array): [attested: Attested, end: number] {
  const idAt = HEAD + 18;
  if (bytes.length < idAt) throw new Unreadable('The authenticator data ends too early');
  const keyAt = idAt + numberAt(bytes, HEAD + 16, 2);
  if (keyAt === idAt || keyAt - idAt > LONGEST_ID) throw new Unreadable('The id of a passkey has 1 to 1023 bytes');
  if (keyAt > bytes.length) throw new Unreadable('The authenticator data ends too early');
  const end = keyAt + firstCbor(bytes.subarray(keyAt)).length;
  const aaguid = uuidOf(bytes.subarray(HEAD, HEAD + 16));
  return [{ aaguid, credentialId: bytes.subarray(idAt, keyAt), publicKey: bytes.subarray(keyAt, end) }, end];
}

function extensionsAt(bytes: Uint8Array): number {
  const { value, length } = firstCbor(bytes);
  if (!(value instanceof Map)) throw new Unreadable('The extensions of the authenticator data are no map');
  return length;
}

const numberAt = (bytes: Uint8Array, at: number, length: number): number =>
  Buffer.from(bytes.subarray(at, at + length)).readUIntBE(0, length);

const uuidOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
