import type { Credential } from '../credentials/credential.entity';
import type { Algorithm } from './cose-key';
import type { MadePasskey } from './registration.rules';

/** What anybody may know of a passkey: the `detail` of its credential. Bytes are in base64url. */
export interface PasskeyDetail {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: string;
  readonly algorithm: Algorithm;
  readonly transports: readonly string[];
  /** Whether it lived in more than one device when it was added. */
  readonly backedUp: boolean;
  readonly aaguid: string;
}

export const passkeyOf = ({ detail }: Credential): PasskeyDetail => detail as unknown as PasskeyDetail;

/** Of a passkey as it was made. */
export const detailOf = (made: MadePasskey, transports: readonly string[]): PasskeyDetail => ({
  credentialId: Buffer.from(made.credentialId).toString('base64url'),
  publicKey: Buffer.from(made.publicKey).toString('base64url'),
  ...{ algorithm: made.algorithm, transports, backedUp: made.isBackedUp, aaguid: made.aaguid },
});

/** Under what authenticators know a person: the bytes of his id, which say nothing of him (WebAuthn L3 §14.6.1). */
export const userHandleOf = (personId: string): Buffer => Buffer.from(personId.replaceAll('-', ''), 'hex');
