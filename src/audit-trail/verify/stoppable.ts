import type { LogSource } from './log-source';

async function* untilStopped<T>(source: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T, void> {
  for await (const one of source) {
    stop.throwIfAborted();
    yield one;
  }
}

/** The same log, whose reading throws once it is to stop: a verification that somebody waits for ends in time. */
export const stoppable = (log: LogSource, stop: AbortSignal): LogSource => ({
  origin: log.origin,
  head: log.head,
  tiles: (tiles) => log.tiles(tiles),
  entries: () => untilStopped(log.entries(), stop),
  checkpoints: () => untilStopped(log.checkpoints(), stop),
  stamps: () => untilStopped(log.stamps(), stop),
});
