import type { ResourceLimits, Worker } from 'node:worker_threads';
import { type Drawing, DrawingFailed, type DrawingOrder, type Draws } from './drawing';
import type { Said } from './messages';
import { ThreadDrawing } from './thread-drawing';
import { beginThread } from './thread-entry';

/** A thread that has nothing to draw is let go after so long, with the memory that it holds. */
const IDLE_MS = 60_000;

/** What a dossier of thousands of pages takes many times over; a drawing that wants more fails, and nothing else does. */
const MEMORY: ResourceLimits = { maxOldGenerationSizeMb: 1024 };

/** A thread beside the service that draws one record after the other. It does not keep the process from ending. */
export class RenderThread implements Draws {
  private worker: Worker | null = null;
  private drawing: ThreadDrawing | null = null;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly limits: ResourceLimits = MEMORY) {}

  async *draw(order: DrawingOrder): Drawing {
    const { signal } = order;
    signal?.throwIfAborted();
    const drawing = (this.drawing = new ThreadDrawing(order));
    const worker = this.wake();
    const abort = (): void => {
      drawing.lose(signal?.reason);
      void worker.terminate();
    };
    signal?.addEventListener('abort', abort);
    try {
      await drawing.begin(worker);
      return yield* drawing.chunks();
    } finally {
      signal?.removeEventListener('abort', abort);
      await (drawing.isOver ? this.rest() : this.end());
      await drawing.end();
    }
  }

  /** Ends the thread, whatever it draws; another drawing begins a new one. */
  async end(): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    this.worker = null;
    this.drawing?.lose(new DrawingFailed('The thread that draws was ended'));
    await worker?.terminate();
  }

  private wake(): Worker {
    clearTimeout(this.idle);
    this.worker ??= this.begin();
    this.worker.ref();
    return this.worker;
  }

  private rest(): void {
    this.worker?.unref();
    this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  private begin(): Worker {
    const worker = beginThread(this.limits);
    const lose = (because: string): void => {
      if (this.worker !== worker) return;
      this.worker = null;
      this.drawing?.lose(new DrawingFailed(because));
    };
    worker.on('message', (said: Said) => this.drawing?.hear(said));
    worker.on('error', (error) => lose(`The thread that draws broke: ${String(error)}`));
    worker.on('exit', (code) => lose(`The thread that draws ended with ${code}`));
    return worker;
  }
}
