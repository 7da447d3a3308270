import { faultOfSignature, payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { SignatureProof } from '../../signatures/proofs/signature-proof';
import type { ReadRow } from './check-rows';
import type { Findings } from './finding';

interface SignatureRow {
  readonly recordId: string;
  readonly recordSha256: string;
  readonly signerId: string;
  readonly meaning: string;
  readonly payload: string;
  readonly payloadSha256: string;
  readonly proof: SignatureProof;
}

/** Verifies every signature from its row alone, and holds that the record that was signed is here as it was signed. */
export class SignaturesHeld {
  private readonly records = new Set<string>();
  private readonly signed: { readonly digest: string; readonly where: string }[] = [];
  /** Those that are well. */
  count = 0;

  constructor(private readonly findings: Findings) {}

  /** A row, or a revision of one, by the digest that the trail has of it. */
  record(digest: string): void {
    this.records.add(digest);
  }

  signature({ row, where }: ReadRow): void {
    const one = row as unknown as SignatureRow;
    const fault = faultIn(one);
    if (fault !== null) return this.findings.add('signature-differs', where, fault);
    this.count += 1;
    this.signed.push({ digest: one.recordSha256, where });
    return undefined;
  }

  /** Once all rows were read. */
  settle(): void {
    for (const { digest, where } of this.signed) {
      if (!this.records.has(digest)) {
        this.findings.add('signature-differs', where, `is of a record of the digest ${digest}, which is not here`);
      }
    }
  }
}

function faultIn(one: SignatureRow): string | null {
  try {
    const fault = faultOfSignature(one);
    if (fault !== null) return fault;
    const { record, signer, meaning } = payloadIn(one);
    const isSame = record.id === one.recordId && record.sha256 === one.recordSha256;
    return isSame && signer.id === one.signerId && meaning === one.meaning
      ? null
      : 'says something else than was signed';
  } catch {
    return 'cannot be read';
  }
}
