import type { Credential } from '../credentials/credential.entity';
import type { Person } from '../people/person.entity';
import { ALGORITHMS } from './cose-key';
import { passkeyOf, userHandleOf } from './passkey';
import { OPEN_FOR_MS } from './passkey-challenges.service';

/** What a new passkey is to be for. */
export interface Wanted {
  readonly rpId: string;
  readonly person: Person;
  /** Those that he has: one authenticator holds one of them. */
  readonly had: readonly Credential[];
  readonly challenge: Uint8Array;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/**
 * What a browser is told to make (PublicKeyCredentialCreationOptionsJSON, WebAuthn L3 §5.1.8): a passkey that it finds by
 * itself, that verifies who uses it, and that tells nobody of which make it is.
 */
export const creationOptions = ({ rpId, person, had, challenge }: Wanted) => ({
  challenge: textOf(challenge),
  rp: { id: rpId, name: 'Predicate' },
  user: { id: textOf(userHandleOf(person.id)), name: person.userName, displayName: person.printedName },
  pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key' as const, alg })),
  timeout: OPEN_FOR_MS,
  excludeCredentials: had.map(passkeyOf).map(({ credentialId, transports }) => ({
    ...{ type: 'public-key' as const, id: credentialId, transports },
  })),
  authenticatorSelection: {
    ...{ residentKey: 'required' as const, requireResidentKey: true, userVerification: 'required' as const },
  },
  attestation: 'none' as const,
});

/** What a browser is told to sign (PublicKeyCredentialRequestOptionsJSON): with whatever it has, for we say of nobody that he is known. */
export const requestOptions = (rpId: string, challenge: Uint8Array) => ({
  ...{ challenge: textOf(challenge), rpId, timeout: OPEN_FOR_MS, userVerification: 'required' as const },
});
