import { AsyncLocalStorage } from 'node:async_hooks';

interface Recorded {
  last: string | null;
}

const requests = new AsyncLocalStorage<Recorded>();

/** Runs a request and remembers the event that it recorded last, of which a receipt can be given; see `recordedEvent`. */
export const rememberingEvents = <T>(work: () => T): T => requests.run({ last: null }, work);

/** The event that the request in hand recorded last, or that the answer which it repeats is of; null when there is none. */
export const recordedEvent = (): string | null => requests.getStore()?.last ?? null;

/** Says which event that is. */
export function rememberEvent(id: string | null): void {
  const recorded = requests.getStore();
  if (recorded !== undefined) recorded.last = id;
}
