import { setImmediate as nextTurn } from 'node:timers/promises';

const LONGEST_MS = 5;

/** Keeps long work from holding up everybody else: whoever works asks now and then, and pauses when it is time. */
export class Turns {
  private since = performance.now();

  async pause(): Promise<void> {
    if (performance.now() - this.since < LONGEST_MS) return;
    await nextTurn();
    this.since = performance.now();
  }
}

/** Does something for each of many, one after another, in turns with everybody else. */
export async function inTurns<A, B>(all: readonly A[], one: (item: A) => B | Promise<B>): Promise<B[]> {
  const turns = new Turns();
  const done: B[] = [];
  for (const item of all) {
    done.push(await one(item));
    await turns.pause();
  }
  return done;
}
