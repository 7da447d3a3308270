import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel, type Worker } from 'node:worker_threads';
import { Refusal } from '../../kernel/refusal';
import { type Drawing, DrawingFailed, type DrawingOrder } from './drawing';
import { EvidenceFeed } from './evidence-feed';
import { Inbox } from './inbox';
import { type Asked, type Failure, type Order, type Said, TAKEN } from './messages';
import { inPieces } from './record-pieces';

function errorOf(failure: Failure): Error {
  if ('refusal' in failure) return new Refusal(failure.refusal, failure.detail, failure.errors);
  const error = new DrawingFailed(failure.words);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}

/** One drawing as the thread that makes it tells of it. */
export class ThreadDrawing {
  /** Whether the thread has said its last word on it, and can draw something else. */
  isOver = false;
  private readonly inbox = new Inbox<Said>();
  private readonly meter = new Int32Array(new SharedArrayBuffer(8));
  private readonly channel = new MessageChannel();
  private readonly feed: EvidenceFeed;

  constructor(private readonly order: DrawingOrder) {
    this.feed = new EvidenceFeed(order.files, this.channel.port1, this.meter);
  }

  hear(said: Said): void {
    this.inbox.put(said);
  }

  /** Nothing more will be said. */
  lose(because: unknown): void {
    this.inbox.close(because);
  }

  /** Hands the record over, a piece in each turn of the loop, so that whoever asks the service meanwhile is answered. */
  async begin(worker: Worker): Promise<void> {
    const { port2: evidence } = this.channel;
    const { head: record, pieces } = inPieces(this.order.record);
    const { edition, signal } = this.order;
    const order: Order = { record, edition, pieces: pieces.length, meter: this.meter.buffer, evidence };
    worker.postMessage({ order } satisfies Asked, [evidence]);
    for (const piece of pieces) {
      await turn();
      if (signal?.aborted === true) return;
      worker.postMessage({ piece } satisfies Asked);
    }
  }

  async *chunks(): Drawing {
    for (;;) {
      const said = await this.inbox.next();
      if (said.kind === 'chunk') {
        yield said.bytes;
        this.took();
      } else if (said.kind === 'at') this.order.watch?.(said.place);
      else if (said.kind === 'wanted') await this.feed.give(said.sha256);
      else {
        this.isOver = true;
        if (said.kind === 'failed') throw errorOf(said.failure);
        return said.drawn;
      }
    }
  }

  /** Lets go of what the drawing holds. */
  end(): Promise<void> {
    return this.feed.end();
  }

  private took(): void {
    Atomics.add(this.meter, TAKEN, 1);
    Atomics.notify(this.meter, TAKEN);
  }
}
