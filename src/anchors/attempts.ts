import type { Clock } from '../kernel/clock';
import type { Loud } from './rollback-alarm';

const LONGEST_MS = 3_600_000;

interface Failing {
  readonly times: number;
  readonly until: number;
  readonly words: string;
}

/**
 * Tries what others may fail at: after each failure in a row the wait until the next try doubles, up to an hour, and a
 * failure is said when it begins, when its words change, and when it is over.
 */
export class Attempts {
  private readonly failing = new Map<string, Failing>();

  constructor(
    private readonly clock: Clock,
    private readonly log: Loud,
    private readonly firstWaitMs: number,
  ) {}

  /** Does it unless it failed a short while ago; what it throws is said, not thrown. */
  async try(what: string, act: () => Promise<void>): Promise<void> {
    const before = this.failing.get(what);
    if (before !== undefined && this.now() < before.until) return;
    try {
      await act();
      if (before !== undefined) this.log.log(`${what}: well again`);
      this.failing.delete(what);
    } catch (error) {
      this.failed(what, before, error instanceof Error ? error.message : String(error));
    }
  }

  /** What fails at present, each in words. */
  get failures(): string[] {
    return [...this.failing].map(([what, { words }]) => `${what}: ${words}`);
  }

  private failed(what: string, before: Failing | undefined, words: string): void {
    if (before?.words !== words) this.log.warn(`${what}: ${words}`);
    const times = (before?.times ?? 0) + 1;
    const wait = Math.min(LONGEST_MS, this.firstWaitMs * 2 ** Math.min(times - 1, 20));
    this.failing.set(what, { times, words, until: this.now() + wait });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
