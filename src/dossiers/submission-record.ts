/** A submission as a dossier carries it: what the organization records from the letters, never the authority's own word. */
export interface RecordedSubmission {
  readonly id: string;
  readonly kind: string;
  readonly authority: string;
  readonly number: string | null;
  readonly submittedOn: string;
  readonly decidedOn: string | null;
  readonly decisionKind: string;
  /** In the words of the organization. */
  readonly decision: string | null;
  readonly productCode: string | null;
  readonly regulationNumber: string | null;
  /** `FN-1`; none when it covers the model as a whole. */
  readonly functions: readonly string[];
  /** `damaged` stands only where the stored bytes are not those of the digest. */
  readonly letters: readonly { readonly name: string; readonly sha256: string; readonly damaged?: true }[];
}
