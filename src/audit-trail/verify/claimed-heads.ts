import type { ClaimedHead, HeldCheckpoint, Heads } from './heads';
import type { LogSource } from './log-source';
import type { Stamps } from './stamps';

/** Who judges what stands on the checkpoints: signatures and roots, and time stamps. */
export interface Judges {
  readonly heads: Heads;
  readonly stamps: Stamps;
}

const bySize = (one: ClaimedHead, other: ClaimedHead): number => one.size - other.size;

/** The heads that the entries are still to meet, the smallest first: those of the log among those that others hold. */
export class ClaimedHeads {
  private own: ClaimedHead | null = null;

  private constructor(
    private readonly kept: AsyncIterator<ClaimedHead>,
    private readonly held: ClaimedHead[],
  ) {}

  static async of(log: LogSource, judges: Judges, held: readonly HeldCheckpoint[]): Promise<ClaimedHeads> {
    const known = held.map((one) => heldHead(one, judges)).filter((one) => one !== null);
    const ahead = new ClaimedHeads(signedHeads(log, judges), known.sort(bySize));
    await ahead.advance();
    return ahead;
  }

  /** The next head, which is not taken yet; null after the last. */
  get next(): ClaimedHead | null {
    const [held] = this.held;
    if (held === undefined || this.own === null) return this.own ?? held ?? null;
    return held.size < this.own.size ? held : this.own;
  }

  /** Takes the next head away. */
  async take(): Promise<void> {
    if (this.next === this.own) await this.advance();
    else this.held.shift();
  }

  private async advance(): Promise<void> {
    const step = await this.kept.next();
    this.own = step.done === true ? null : step.value;
  }
}

function heldHead(one: HeldCheckpoint, { heads, stamps }: Judges): ClaimedHead | null {
  const head = heads.held(one);
  if (head !== null && one.stamp) stamps.expect({ holder: one.holder, size: head.size, token: one.stamp });
  return head;
}

async function* signedHeads(log: LogSource, { heads, stamps }: Judges): AsyncGenerator<ClaimedHead, void> {
  for await (const checkpoint of log.checkpoints()) {
    const head = heads.own(checkpoint);
    if (head === null) continue;
    await stamps.meet(checkpoint);
    yield head;
  }
  await stamps.end();
}
