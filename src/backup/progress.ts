/** What a long run tells while it goes on. */
export interface Step {
  readonly step: string;
  readonly files: number;
  readonly bytes: number;
}

const EVERY_MS = 2_000;

/** Counts what was copied or read, tells it now and then, and stops the run when somebody asked for that. */
export class Progress {
  #step = '';
  #files = 0;
  #bytes = 0;
  #toldAt = Date.now();

  constructor(
    private readonly tell: (step: Step) => void,
    private readonly stop: AbortSignal = new AbortController().signal,
  ) {}

  /** Begins a step, which is told at once. */
  begin(step: string): void {
    [this.#step, this.#files, this.#bytes] = [step, 0, 0];
    this.#tellNow();
  }

  /** Bytes that were handled; throws when the run is to stop. */
  bytes(count: number): void {
    this.stop.throwIfAborted();
    this.#bytes += count;
    if (Date.now() - this.#toldAt >= EVERY_MS) this.#tellNow();
  }

  file(): void {
    this.#files += 1;
  }

  #tellNow(): void {
    this.#toldAt = Date.now();
    this.tell({ step: this.#step, files: this.#files, bytes: this.#bytes });
  }
}
