import { DrawingProcess, type Memory } from './drawing-process';
import type { Drawing, DrawingOrder, Draws } from './drawing';
import { givingWay } from './giving-way';
import { ProcessDrawing } from './process-drawing';

/** A process that has nothing to draw is let go after so long, with the memory that it holds. */
const IDLE_MS = 60_000;

/** What a dossier of thousands of pages takes many times over; a drawing that wants more fails, and nothing else does. */
const MEMORY: Memory = { old: 1024, young: 16 };

/** Draws one record after the other in a process beside the service, which stands aside while others are answered. */
export class RenderProcess implements Draws {
  private process: DrawingProcess | null = null;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly memory: Memory = MEMORY) {}

  async *draw(order: DrawingOrder): Drawing {
    const { signal, inBackground = false } = order;
    signal?.throwIfAborted();
    const process = this.wake();
    const drawing = new ProcessDrawing(order, process);
    const kill = (): void => process.kill();
    signal?.addEventListener('abort', kill);
    const goOn = givingWay(process, inBackground);
    try {
      await drawing.begin();
      return yield* drawing.chunks();
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', kill);
      goOn();
      await (drawing.isOver ? this.rest() : this.end());
      await drawing.end();
    }
  }

  /** Ends the process, whatever it draws; another drawing begins a new one. */
  async end(): Promise<void> {
    clearTimeout(this.idle);
    const { process } = this;
    this.process = null;
    await process?.end();
  }

  private wake(): DrawingProcess {
    clearTimeout(this.idle);
    if (this.process === null || this.process.isGone) this.process = new DrawingProcess(this.memory);
    this.process.hold(true);
    return this.process;
  }

  private rest(): void {
    this.process?.hold(false);
    this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
  }
}
