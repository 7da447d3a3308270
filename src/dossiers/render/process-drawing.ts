import { setImmediate as turn } from 'node:timers/promises';
import { Refusal } from '../../kernel/refusal';
import { type Drawing, DrawingFailed, type DrawingOrder } from './drawing';
import type { DrawingProcess } from './drawing-process';
import { EvidenceFeed } from './evidence-feed';
import type { Failure } from './messages';
import { inPieces } from './record-pieces';

function errorOf(failure: Failure): Error {
  if ('refusal' in failure) return new Refusal(failure.refusal, failure.detail, failure.errors);
  const error = new DrawingFailed(failure.words);
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}

/** One drawing as the process that makes it tells of it. */
export class ProcessDrawing {
  /** Whether the process has said its last word on it, and can draw something else. */
  isOver = false;
  private readonly feed: EvidenceFeed;

  constructor(
    private readonly order: DrawingOrder,
    private readonly process: DrawingProcess,
  ) {
    this.feed = new EvidenceFeed(order.files);
  }

  /** Hands the record over, a piece in each turn of the loop, so that whoever asks the service meanwhile is answered. */
  async begin(): Promise<void> {
    const { head: record, pieces } = inPieces(this.order.record);
    const { edition, signal } = this.order;
    this.process.say({ order: { record, edition, pieces: pieces.length } });
    for (const piece of pieces) {
      await turn();
      if (signal?.aborted === true) return;
      this.process.say({ piece });
    }
  }

  async *chunks(): Drawing {
    for (;;) {
      this.order.signal?.throwIfAborted();
      const said = await this.process.hear();
      if (said instanceof Uint8Array) yield said;
      else if (said.kind === 'at') this.order.watch?.(said.place);
      else if (said.kind === 'wanted') this.process.say(await this.feed.next(said.sha256));
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
}
