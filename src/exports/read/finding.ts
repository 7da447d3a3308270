/** The kinds of fault that a reader of an export names. */
export type FindingKind =
  | 'missing-file'
  | 'extra-file'
  | 'not-a-file'
  | 'unsafe-path'
  | 'duplicate-path'
  | 'altered-file'
  | 'truncated-file'
  | 'sums-differ'
  | 'wrong-count'
  | 'not-canonical'
  | 'wrong-columns'
  | 'duplicate-row'
  | 'wrong-order'
  | 'dangling-reference'
  | 'altered-event'
  | 'altered-row'
  | 'missing-row'
  | 'untold-row'
  | 'missing-bytes'
  | 'signature-differs'
  | 'log-differs'
  | 'incomplete';

/** One fault, where it is and what is wrong, in words. */
export interface Finding {
  readonly what: FindingKind;
  readonly where: string;
  readonly detail: string;
}

/** Faults that are kept; of more than these only the number is told. */
const MOST = 500;

/** All faults of one reading. */
export class Findings {
  readonly kept: Finding[] = [];
  count = 0;

  add(what: FindingKind, where: string, detail: string): void {
    this.count += 1;
    if (this.kept.length < MOST) this.kept.push({ what, where, detail });
  }
}
