/** One thing that was looked at. `holds` is null for what could not be looked at. */
export interface Check {
  readonly check: 'record' | 'attachments' | 'signatures' | 'rebuilt' | 'issued';
  readonly holds: boolean | null;
  readonly detail: string;
}

/** What a verification says of a file. It never says more than it looked at; `limits` is what it cannot say. */
export interface Verdict {
  /** `unchanged`: made again from the record inside it, byte for byte. `not-rebuilt`: by another version of the program. */
  readonly verdict: 'unchanged' | 'altered' | 'not-rebuilt';
  readonly words: string;
  readonly dossier: {
    readonly code: string;
    readonly model: string;
    readonly version: string;
    readonly issuedAt: string;
    readonly issuedBy: string;
    readonly draft: boolean;
  } | null;
  readonly sha256: string;
  readonly recordSha256: string | null;
  readonly checks: readonly Check[];
  readonly limits: readonly string[];
}

export const LIMITS: readonly string[] = [
  'Who made the file: this edition carries no seal and no proof of a log. A forger with this program can make another file that is whole in itself; compare the record digest with one that you had from the owner.',
  'Whether a passkey was the signer’s, and whether the service that attested a password is honest: compare the public keys with those that you had from the owner.',
  'Whether a later dossier supersedes it: that is known only to the service that issued it.',
  'Whether the model is safe, a determination is right, or FDA agrees.',
];

/** 0 well, 1 not well, 2 could not be looked at. */
export function exitCodeOf({ verdict, checks }: Verdict): 0 | 1 | 2 {
  if (checks.some(({ holds }) => holds === false)) return 1;
  return verdict === 'unchanged' ? 0 : 2;
}
