/** While requests come, a thread rests so many times as long as it worked; a person waits for what is not in the background. */
const RESTS = { background: 4, foreground: 1 } as const;
/** Requests come where more than so many did within so many milliseconds: who asks how far his dossier is are fewer. */
const [FEW, WITHIN_MS] = [4, 100];
/** The longest rest, milliseconds: whoever ends the drawing is heard soon. */
const LONGEST_MS = 50;

/** How a thread knows the time and sleeps, milliseconds. */
export interface Sleep {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => void;
}

const never = new Int32Array(new SharedArrayBuffer(4));
const SLEEP: Sleep = { now: () => performance.now(), sleep: (milliseconds) => Atomics.wait(never, 0, 0, milliseconds) };

/**
 * Has a thread rest between two pages while requests come. Threads that come last still take half of what two threads of
 * one core have; those who ask would feel it.
 */
export function resting(traffic: SharedArrayBuffer, inBackground: boolean, { now, sleep } = SLEEP): () => void {
  const counted = new Int32Array(traffic);
  const share = inBackground ? RESTS.background : RESTS.foreground;
  let before = { count: Atomics.load(counted, 0), at: now() };
  let isAsked = false;
  let since = now();
  return () => {
    const at = now();
    if (at - before.at >= WITHIN_MS) {
      const count = Atomics.load(counted, 0);
      isAsked = (((count - before.count) | 0) * WITHIN_MS) / (at - before.at) > FEW;
      before = { count, at };
    }
    if (isAsked) sleep(Math.min(LONGEST_MS, (at - since) * share));
    since = now();
  };
}
