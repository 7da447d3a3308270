/** What a version is labeled with, as a dossier carries it. */
export interface RecordedLabeling {
  readonly issuingAgency: string | null;
  readonly udiDi: string | null;
  /** `damaged` stands only where the stored bytes are not those of the digest. */
  readonly file: { readonly name: string; readonly sha256: string; readonly damaged?: true } | null;
  readonly statement: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
}
