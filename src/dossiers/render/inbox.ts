/** What was said and not heard yet, in order; once it is closed whoever listens is told why. */
export class Inbox<T> {
  private readonly said: T[] = [];
  private because: unknown = null;
  private heard: (() => void) | null = null;

  put(one: T): void {
    this.said.push(one);
    this.heard?.();
  }

  /** The first reason counts; what was said before is heard no more. */
  close(because: unknown): void {
    this.because ??= because;
    this.heard?.();
  }

  /** The next thing that is said; throws the reason for which nothing more is. */
  async next(): Promise<T> {
    for (;;) {
      if (this.because !== null) throw this.because as Error;
      const first = this.said.shift();
      if (first !== undefined) return first;
      await new Promise<void>((resolve) => (this.heard = resolve));
    }
  }
}
