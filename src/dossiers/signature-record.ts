import type { Json } from '../kernel/digest';
import type { ZoneAt } from '../kernel/time-zone';
import type { ManifestEntry } from '../signatures/process/signing-payload.rules';
import type { Meaning, Process } from '../signatures/process/steps.rules';
import type { SignatureProof } from '../signatures/proofs/signature-proof';

/** A signature as it was given; `payload` is the text that was signed, and says all of this itself. */
export interface RecordedSignature {
  readonly id: string;
  /** What was signed: `IU-1.4`, or the label of the version. */
  readonly of: string;
  readonly process: Process;
  readonly step: number;
  readonly meaning: Meaning;
  readonly meaningText: string;
  readonly role: string;
  readonly printedName: string;
  /** For whom a substitute signed. */
  readonly onBehalfOf: string | null;
  readonly comment: string | null;
  readonly dissent: string | null;
  readonly signedAt: string;
  /** Where the signer was, as it was signed; absent where that was not said yet. */
  readonly zone?: ZoneAt;
  readonly payload: string;
  readonly payloadSha256: string;
  readonly manifest: readonly ManifestEntry[];
  readonly proof: SignatureProof;
}

/** See `signed-row.ts`. */
export interface SignedRow {
  readonly same: readonly string[];
  readonly rest: Readonly<Record<string, Json>>;
}

/** How far the signing of one record is; `lacking` is what has to be signed still. */
export interface RecordedSigning {
  readonly of: string;
  readonly process: Process;
  readonly state: 'complete' | 'open' | 'rejected';
  readonly lacking: readonly string[];
  /**
   * The row that was signed, so that its digest can be made again: the columns that this record says under the same name, and
   * the rest of them. Null where nobody has signed.
   */
  readonly row: SignedRow | null;
  readonly href: string;
}
