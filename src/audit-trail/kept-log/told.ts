import type { Logger } from '@nestjs/common';
import { LogRefused } from './log-refused';

const AGAIN_AFTER_MS = 60_000;

/** Says what goes wrong with one part of the feeding of the log: at once, and then once a minute for as long as it lasts. */
export class Told {
  private last: string | null = null;
  private lastAt = 0;
  private refusal: string | null = null;

  constructor(
    private readonly log: Logger,
    private readonly what: string,
  ) {}

  /** Why this part refuses to go on; null while it does, or when it failed for a reason that passes. */
  get refused(): string | null {
    return this.refusal;
  }

  isWell(): void {
    if (this.last !== null) this.log.log(`${this.what} goes on`);
    this.last = this.refusal = null;
  }

  failed(error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    this.refusal = error instanceof LogRefused ? words : null;
    if (words === this.last && Date.now() - this.lastAt < AGAIN_AFTER_MS) return;
    [this.last, this.lastAt] = [words, Date.now()];
    if (this.refusal === null) this.log.warn(`${this.what} failed and is tried again`, error as Error);
    else this.log.error(`${this.what} is refused: ${words}`);
  }
}
