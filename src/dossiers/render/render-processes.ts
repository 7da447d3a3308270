import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { availableParallelism } from 'node:os';
import { Refusal } from '../../kernel/refusal';
import { type Drawing, DrawingFailed, type DrawingOrder, type Draws } from './drawing';
import { RenderProcess } from './render-process';

/** One for whoever sits before a draft and one for the queue at least; the service has a core for itself where there are more. */
const PROCESSES = Math.max(2, Math.min(4, availableParallelism() - 1));
/** So many may wait for one; whoever comes then is told to come again. */
const LONGEST_LINE = 32;

interface Waiting {
  readonly inBackground: boolean;
  readonly go: (process: RenderProcess) => void;
  readonly fail: (reason: unknown) => void;
}

/** The processes beside this one that draw, each one record at a time; in the background all but one of them at the most. */
@Injectable()
export class RenderProcesses implements Draws, OnApplicationShutdown {
  private readonly all = Array.from({ length: PROCESSES }, () => new RenderProcess());
  private readonly free = [...this.all];
  private line: Waiting[] = [];
  private inBackground = 0;

  async *draw(order: DrawingOrder): Drawing {
    const process = await this.take(order);
    try {
      return yield* process.draw(order);
    } finally {
      if (order.inBackground === true) this.inBackground -= 1;
      this.free.push(process);
      this.serve();
    }
  }

  /** Whatever is drawn still fails. */
  async onApplicationShutdown(): Promise<void> {
    for (const { fail } of this.line.splice(0)) fail(new DrawingFailed('The service was stopped'));
    await Promise.all(this.all.map((one) => one.end()));
  }

  private take({ inBackground = false, signal }: DrawingOrder): Promise<RenderProcess> {
    if (this.line.length >= LONGEST_LINE)
      throw Refusal.forNow('busy', 'Many dossiers are being drawn now; ask again', 5);
    return new Promise((go, fail) => {
      const waiting = { inBackground, go, fail };
      const leave = (): void => {
        this.line = this.line.filter((one) => one !== waiting);
        fail(signal?.reason as Error);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.line.push(waiting);
      this.serve();
    });
  }

  /** The process that was free last has its fonts and its code in hand, and is taken first. */
  private serve(): void {
    for (;;) {
      const at = this.line.findIndex((one) => !one.inBackground || this.inBackground < PROCESSES - 1);
      const process = at < 0 ? undefined : this.free.pop();
      if (process === undefined) return;
      const [{ inBackground, go }] = this.line.splice(at, 1);
      if (inBackground) this.inBackground += 1;
      go(process);
    }
  }
}
