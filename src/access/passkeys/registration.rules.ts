import { type Attested, readAuthenticatorData } from './authenticator-data';
import { cborMap, type CborMap, Unreadable } from './cbor';
import { type CeremonyFault, type Expected, faultOf, readClientData, sha256Bytes } from './ceremony';
import { type Algorithm, isSignedBy, type PasskeyKey, readKey } from './cose-key';

/** What an authenticator answered that was to make a passkey. */
export interface Registration {
  readonly attestationObject: Uint8Array;
  readonly clientDataJSON: Uint8Array;
}

/** A passkey as it was made. */
export interface MadePasskey extends Attested {
  readonly algorithm: Algorithm;
  readonly counter: number;
  readonly isBackedUp: boolean;
}

export type RegistrationFault = 'unreadable' | 'attestation' | CeremonyFault;

export type RegistrationVerdict =
  | { readonly isValid: true; readonly passkey: MadePasskey }
  | { readonly isValid: false; readonly because: RegistrationFault };

/**
 * Whether a new passkey is the one that was asked for (WebAuthn L3 §7.1). No attestation was: of what a browser then lets
 * through there is none at all, or one by the new key itself; certificates are neither read nor fetched.
 */
export function verifyRegistration(registration: Registration, expected: Expected): RegistrationVerdict {
  try {
    return judge(registration, expected);
  } catch (error) {
    if (error instanceof Unreadable) return { isValid: false, because: 'unreadable' };
    throw error;
  }
}

function judge({ attestationObject, clientDataJSON }: Registration, expected: Expected): RegistrationVerdict {
  const statement = cborMap(attestationObject);
  const authData = statement.get('authData');
  if (!(authData instanceof Uint8Array)) throw new Unreadable('The attestation lacks authenticator data');
  const authenticator = readAuthenticatorData(authData);
  const { attested, counter, isBackedUp } = authenticator;
  if (attested === null) throw new Unreadable('The authenticator data hold no passkey');
  const key = readKey(attested.publicKey);
  const fault = faultOf('webauthn.create', readClientData(clientDataJSON), authenticator, expected);
  if (fault !== null) return { isValid: false, because: fault };
  const signed = Buffer.concat([authData, sha256Bytes(clientDataJSON)]);
  if (!isAttested(statement, key, signed)) return { isValid: false, because: 'attestation' };
  return { isValid: true, passkey: { ...attested, algorithm: key.algorithm, counter, isBackedUp } };
}

/** None (WebAuthn L3 §8.7), or a self attestation (§8.2). */
function isAttested(statement: CborMap, key: PasskeyKey, signed: Uint8Array): boolean {
  const [format, said] = [statement.get('fmt'), statement.get('attStmt')];
  if (!(said instanceof Map)) throw new Unreadable('The attestation lacks its statement');
  if (format === 'none') return said.size === 0;
  const signature = (said as CborMap).get('sig');
  if (format !== 'packed' || said.has('x5c') || said.get('alg') !== key.algorithm) return false;
  return signature instanceof Uint8Array && isSignedBy(key, signed, signature);
}
