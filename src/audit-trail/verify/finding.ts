/** What can be wrong with a record that was logged, in the order in which it is looked for. */
export const FINDING_KINDS = {
  gap: 'The log misses an entry, or has one twice',
  leaf: 'An entry is no longer what was logged',
  tile: 'A hash of the tree is not that of the entries below it',
  root: 'The log does not end where it says',
  unlogged: 'An act is neither in the log nor on its way there',
  misfiled: 'An act is listed otherwise than it was logged',
  record: 'A record is not what the last act on it left',
  'checkpoint-signature': 'A checkpoint is not signed by the key of the log',
  'checkpoint-root': 'A checkpoint that the log signed is not of these entries',
  cosignature: 'A witness is said to have seen a checkpoint, and its signature does not hold',
  timestamp: 'A time stamp is not of its checkpoint, does not hold, or is gone',
  'timestamp-authority': 'A time stamp does not come from an authority that is trusted',
  witness: 'The log contradicts a checkpoint that somebody else holds',
} as const;

export type FindingKind = keyof typeof FINDING_KINDS;

const ORDER = Object.keys(FINDING_KINDS);

/** One thing that is wrong: what kind it is, where, and what was found in place of what. */
export interface Finding {
  readonly kind: FindingKind;
  /** The index of the first entry that it concerns; null where it concerns none. */
  readonly index: number | null;
  /** The size of the checkpoint that it concerns; null where it concerns none. */
  readonly size: number | null;
  readonly detail: string;
}

/** Where a finding is; what is not said concerns none. */
export type Place = Partial<Pick<Finding, 'index' | 'size'>>;

/** The first of each kind, and how many there are: one edited tile must not hide what else is wrong. */
export class Findings {
  private readonly counts = new Map<FindingKind, number>();
  private readonly kept: Finding[] = [];

  add(kind: FindingKind, { index = null, size = null }: Place, detail: string): void {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count === 1) this.kept.push({ kind, index, size, detail });
  }

  /** The first of each kind, in the order of the kinds: what follows is often only what the first brings with it. */
  get first(): readonly Finding[] {
    return [...this.kept].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  }

  /** How many of each kind there are. */
  get byKind(): Readonly<Partial<Record<FindingKind, number>>> {
    return Object.fromEntries(this.counts);
  }
}
