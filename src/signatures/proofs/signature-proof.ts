import type { Sha256 } from '../../kernel/digest';

export const METHODS = ['passkey', 'password', 'openid'] as const;
export type Method = (typeof METHODS)[number];

/** A passkey signed the challenge of the payload; bytes are in base64url (WebAuthn L3 §7.2). */
export interface PasskeyProof {
  readonly kind: 'passkey';
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: string;
  readonly origin: string;
  readonly rpId: string;
  readonly authenticatorData: string;
  readonly clientDataJSON: string;
  readonly signature: string;
}

/** What the service saw, for what it alone can see: `methods` as RFC 8176 names them, `series` for 11.200(a)(1)(i). */
export interface Attested {
  readonly payloadSha256: Sha256;
  readonly methods: readonly string[];
  /** Whether the person had signed with all that he has shortly before, in the same session. */
  readonly series: boolean;
  readonly authenticatedAt: string;
  /** Of a single sign-on: who vouched, and whom it means. */
  readonly issuer?: string;
  readonly subject?: string;
}

/** The service signed what it saw with its key (Ed25519, RFC 8032), over the canonical bytes of `attested`. */
export interface AttestedProof {
  readonly kind: 'attested';
  readonly attested: Attested;
  /** The raw public key in base64url, and the signature. */
  readonly publicKey: string;
  readonly signature: string;
}

export type SignatureProof = PasskeyProof | AttestedProof;
