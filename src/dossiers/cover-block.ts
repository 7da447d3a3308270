import type { OutcomeFrame, Text } from './blocks';

/** The first page. */
export interface Cover {
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly rows: readonly { readonly label: string; readonly text: Text }[];
  readonly determinations: readonly {
    readonly id: string;
    readonly name: string;
    readonly outcome: OutcomeFrame;
    readonly text: string;
    readonly ref: string;
  }[];
  readonly qr: string;
  readonly qrCaption: string;
  readonly digests: readonly { readonly label: string; readonly sha256: string }[];
  readonly sentence: string;
  readonly small: string;
}
