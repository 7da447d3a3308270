import type { TrustAnchors } from '../../timestamps/certificate-chain';

/** A file that is looked at, of any size: pieces of it are read where they are needed, and none is changed meanwhile. */
export interface SealedFile {
  readonly length: number;
  /** The bytes from one place up to another, both within the file. */
  read(from: number, to: number): Buffer;
}

/** Whom whoever checks trusts: nothing that came along with a file is among them. Null where nobody is named. */
export interface SealTrust {
  /** Who vouches for whom seals. */
  readonly seal: TrustAnchors | null;
  /** Who vouches for authorities that stamp times. */
  readonly time: TrustAnchors | null;
  /** When it is checked: by this a certificate is judged where no time stamp says when the seal was made. */
  readonly now: Date;
}

/** What is looked at, in this order. */
export const SEAL_CODES = [
  /** The seal is the only one, and its update changes nothing besides putting the signature into its field. */
  'update',
  /** Nothing, or only what helps to check the seal later (a /DSS), was added after it. */
  'after',
  /** The signature is over every byte but itself. */
  'coverage',
  /** The signature is one that can be read, and nothing is hidden behind it. */
  'contents',
  /** The signature is of the profile that it must be of (PAdES baseline, ETSI EN 319 142-1). */
  'profile',
  /** What was signed are the bytes that are here. */
  'digest',
  /** The signature is by the certificate that is inside. */
  'signature',
  /** Somebody else says when it was sealed. */
  'time',
  /** The certificate was valid when it was sealed, and may sign. */
  'certificate',
  /** Somebody who is trusted vouches for the certificate. */
  'chain',
] as const;
export type SealCode = (typeof SEAL_CODES)[number];

/** One thing that was looked at. `holds` is null for what could not be looked at, or is not there and need not be. */
export interface SealFinding {
  readonly code: SealCode;
  readonly holds: boolean | null;
  readonly detail: string;
}

/** Whose certificate is inside: told even where the seal does not hold, so that one can ask. */
export interface SealSigner {
  readonly subject: string;
  readonly issuer: string;
  readonly certificateSha256: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** As people write it: `ECDSA P-256 with SHA-256`. */
  readonly algorithm: string;
  /** Made by the program for itself: it shows that a file is unchanged, and not who made it. */
  readonly development: boolean;
  /** Names from the certificate to the trusted one; the first alone where no trusted one was reached. */
  readonly chain: readonly string[];
}

/** When it was sealed, by the word of an authority. */
export interface SealTime {
  readonly at: string;
  /** The name in its certificate. */
  readonly authority: string;
  readonly policy: string;
  /** Null where nobody is named who vouches for authorities. */
  readonly trusted: boolean | null;
}

/**
 * What a check says of a seal. `none`: there is none. `broken`: do not rely on it. Of one that is whole: `intact` where
 * nobody was named who is trusted, `untrusted` where nobody of those vouches for it, `trusted` where one does.
 */
export type SealState = 'none' | 'broken' | 'intact' | 'untrusted' | 'trusted';

export interface SealReport {
  readonly state: SealState;
  /** In a sentence or two, for people. */
  readonly words: string;
  /** The level of PAdES that it has, as far as it is whole. */
  readonly level: 'B-B' | 'B-T' | 'B-LT' | null;
  /** What was sealed, without the seal: the bytes that the record makes. Its length alone where there is no seal. */
  readonly base: { readonly length: number; readonly sha256: string } | null;
  /** How long the file was when it was sealed; what is after it was added later. */
  readonly sealedLength: number | null;
  readonly signer: SealSigner | null;
  /** What the file itself says of when it was sealed: nobody vouches for it. */
  readonly claimedAt: string | null;
  readonly time: SealTime | null;
  readonly findings: readonly SealFinding[];
}
