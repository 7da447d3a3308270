import type { Sha256 } from '../../kernel/digest';
import type { StoredFile } from '../stored-file.entity';
import type { FileCheck, Outcome } from './file-check.entity';
import type { Use } from './uses';

/** A file that is not what it is recorded as, and what rests on it. */
export interface BadFile {
  readonly sha256: Sha256;
  readonly name: string;
  readonly outcome: Exclude<Outcome, 'ok'>;
  /** As it is recorded, and as it was read. */
  readonly size: number;
  readonly bytes: number;
  readonly usedBy: readonly Use[];
}

/** What a scrub found. */
export interface ScrubReport {
  readonly ok: number;
  readonly corrupt: number;
  readonly missing: number;
  /** How many bytes were read. */
  readonly bytes: number;
  readonly bad: readonly BadFile[];
}

/** Counts while a scrub runs. */
export class Tally {
  private readonly counts: Record<Outcome, number> = { ok: 0, corrupt: 0, missing: 0 };
  private readonly bad: BadFile[] = [];
  private bytes = 0;

  add({ sha256, name, size }: StoredFile, { outcome, bytes }: FileCheck, usedBy: readonly Use[]): void {
    this.counts[outcome] += 1;
    this.bytes += Number(bytes);
    if (outcome === 'ok') return;
    this.bad.push({ sha256, name, outcome, size: Number(size), bytes: Number(bytes), usedBy });
  }

  get report(): ScrubReport {
    return { ...this.counts, bytes: this.bytes, bad: this.bad };
  }
}
