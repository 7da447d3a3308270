import { Counter, Gauge, Histogram } from 'prom-client';
import { registry } from './counted';

const registers = [registry];

const size = new Gauge({ name: 'predicate_log_entries', help: 'Entries of the Merkle log', registers });
const pending = new Gauge({
  ...{ name: 'predicate_log_pending_entries', help: 'Events that wait to enter the Merkle log', registers },
});
const sequenced = new Counter({
  ...{ name: 'predicate_log_sequenced_total', help: 'Events that this process put into the Merkle log', registers },
});
const lag = new Histogram({
  ...{ name: 'predicate_log_lag_seconds', help: 'From an event to its entry, of the oldest of each batch', registers },
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 60],
});

/** Shows how far the log is, as this process last saw it. */
export function showLog(seen: { readonly size: number; readonly pending: number }): void {
  size.set(seen.size);
  pending.set(seen.pending);
}

/** Counts one batch and how long the first of its events had waited. */
export function countSequenced(events: number, waitedMs: number): void {
  sequenced.inc(events);
  lag.observe(waitedMs / 1000);
}
