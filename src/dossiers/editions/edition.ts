import type { Sha256 } from '../../kernel/digest';

/** Fields of a record that are withheld, and why. A field is a JSON pointer (RFC 6901) in which `*` stands for every member. */
export interface RedactionRule {
  /** As people call the fields: `people`. */
  readonly class: string;
  readonly reason: string;
  readonly fields: readonly string[];
}

/** The dossier that a rendition is made from. */
export interface Original {
  readonly code: string;
  /** Of `record.json`. */
  readonly recordSha256: Sha256;
  /** Of the PDF as it was issued. */
  readonly sha256: Sha256;
}

/** Another form of an issued dossier, which is no dossier itself: a copy without attachments, or one with fields blackened. */
export type Edition =
  | { readonly kind: 'flat'; readonly original: Original }
  | {
      readonly kind: 'redacted';
      readonly original: Original;
      readonly policy: { readonly id: string; readonly title: string; readonly edition: string };
      readonly rules: readonly RedactionRule[];
    };

export const EDITION_KINDS = ['flat', 'redacted'] as const;
export type EditionKind = (typeof EDITION_KINDS)[number];
