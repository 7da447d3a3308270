import type { FieldError } from '../kernel/refusal';
import type { Basis, Difference, Draft } from './draft';
import type { KindName } from './kinds/kind';

export const VERDICTS = ['new', 'same', 'changed', 'refused'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What would become of one row, and why. */
export interface PlannedLine {
  readonly draft: Draft;
  readonly verdict: Verdict;
  readonly reasons: readonly FieldError[];
}

/** What would become of a file: nothing of it is written. */
export interface Plan {
  readonly kind: KindName;
  /** The sheet that was read; null for a CSV. */
  readonly sheet: string | null;
  readonly notes: readonly string[];
  readonly emptyRows: number;
  readonly fileSha256: string;
  /** Of the file, the kind, every verdict, and every record that one rests on, in the state in which it was seen. */
  readonly planSha256: string;
  readonly lines: readonly PlannedLine[];
}

/** What a caller is told of a row. */
export const shownLine = ({ draft, verdict, reasons }: PlannedLine) => ({
  row: draft.row,
  verdict,
  id: draft.record?.id ?? null,
  changes:
    verdict === 'changed' ? draft.differences.map(({ column, from, to }: Difference) => ({ column, from, to })) : [],
  reasons,
});

/** What a row comes to and rests on, for the digest of the plan. */
export const digestedLine = (line: PlannedLine): { line: object; basis: readonly Basis[] } => ({
  line: shownLine(line),
  basis: line.draft.basis,
});
