import { readAuthenticatorData } from './authenticator-data';
import { Unreadable } from './cbor';
import { type CeremonyFault, type Expected, faultOf, readClientData, sha256Bytes } from './ceremony';
import { isSignedBy, readKey } from './cose-key';

/** What a passkey answered, and the public key that was kept of it. */
export interface Assertion {
  /** COSE_Key. */
  readonly credentialPublicKey: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly clientDataJSON: Uint8Array;
  readonly signature: Uint8Array;
}

export type AssertionFault = 'unreadable' | 'signature' | CeremonyFault;

/** It is what was asked for, with the counter that its authenticator told; or it is not, and why. */
export type AssertionVerdict =
  | { readonly isValid: true; readonly counter: number; readonly isBackedUp: boolean }
  | { readonly isValid: false; readonly because: AssertionFault };

/**
 * Whether a passkey signed exactly this challenge, on a page of this origin, with its user there and verified (WebAuthn L3
 * §7.2). Pure: who has the bytes finds the same out years later, without us. The counter is for who knows the last one.
 */
export function verifyAssertion(assertion: Assertion, expected: Expected): AssertionVerdict {
  try {
    return judge(assertion, expected);
  } catch (error) {
    if (error instanceof Unreadable) return { isValid: false, because: 'unreadable' };
    throw error;
  }
}

function judge(
  { credentialPublicKey, authenticatorData, clientDataJSON, signature }: Assertion,
  expected: Expected,
): AssertionVerdict {
  const key = readKey(credentialPublicKey);
  const authenticator = readAuthenticatorData(authenticatorData);
  if (authenticator.attested !== null) throw new Unreadable('An assertion makes no passkey');
  const fault = faultOf('webauthn.get', readClientData(clientDataJSON), authenticator, expected);
  if (fault !== null) return { isValid: false, because: fault };
  const signed = Buffer.concat([authenticatorData, sha256Bytes(clientDataJSON)]);
  if (!isSignedBy(key, signed, signature)) return { isValid: false, because: 'signature' };
  return { isValid: true, counter: authenticator.counter, isBackedUp: authenticator.isBackedUp };
}
