import type { ServerResponse } from 'node:http';

/** A request that is open for longer streams its answer, or waits itself for what others do. */
const LONG_MS = 50;

type Listener = (isBusy: boolean) => void;

let open = 0;
const listeners = new Set<Listener>();

/** Whether a request is being answered now. */
export const isAnswering = (): boolean => open > 0;

/** Hears when the first request is being answered, and when none is any more. Gives what ends that. */
export function onTraffic(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function changeBy(one: 1 | -1): void {
  const wasOpen = open > 0;
  open += one;
  if (open > 0 !== wasOpen) for (const listener of listeners) listener(open > 0);
}

/** Counts a request until it is answered, or is open for long. */
export function countOpen(response: ServerResponse): void {
  changeBy(1);
  const long = setTimeout(end, LONG_MS).unref();
  response.once('close', end);
  function end(): void {
    clearTimeout(long);
    response.off('close', end);
    changeBy(-1);
  }
}
