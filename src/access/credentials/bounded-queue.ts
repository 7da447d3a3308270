import { Refusal } from '../../kernel/refusal';

/** Work that is dear: so much of it runs at once, so much waits, and what is more is refused at once (RFC 9110 §15.6.4). */
export class BoundedQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mayWait: number,
  ) {}

  /** Runs the work when it is its turn; throws `busy` when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1;
      return;
    }
    if (this.waiting.length >= this.mayWait) {
      throw Refusal.forNow('busy', 'Too many passwords are being checked; nothing was done', 2);
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Hands the place on to who waits longest, or leaves it free. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running -= 1;
    else next();
  }
}
