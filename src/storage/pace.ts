import { setTimeout as sleep } from 'node:timers/promises';

/** Shorter waits than this cost more than they give. */
const SHORTEST_MS = 5;

/** Holds a reader to so many bytes a second on average, from its first byte on; the signal ends a wait at once. */
export function paceOf(bytesPerSecond: number, signal?: AbortSignal): (bytes: number) => Promise<void> {
  const startedAt = performance.now();
  let taken = 0;
  return async (bytes) => {
    taken += bytes;
    const ahead = (taken / bytesPerSecond) * 1000 - (performance.now() - startedAt);
    if (ahead >= SHORTEST_MS) await sleep(ahead, undefined, { signal });
  };
}
