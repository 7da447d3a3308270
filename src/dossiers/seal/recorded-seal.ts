/** How a dossier was to be sealed, as its record says it: known before its pages are drawn, so that the cover can say it. */
export interface RecordedSeal {
  /** The names in the certificate, on one line each. */
  readonly subject: string;
  readonly issuer: string;
  /** Of the certificate in DER. */
  readonly certificateSha256: string;
  /** As people write it: `RSA 3072 with SHA-256`. */
  readonly algorithm: string;
  /** Until when the certificate is valid. */
  readonly notAfter: string;
  /** Whether this program made the certificate for itself: then it shows that a file is unchanged, and not who made it. */
  readonly development: boolean;
  /** Who is asked for a time stamp over the seal; null where nobody is. */
  readonly timestampAuthority: string | null;
}
