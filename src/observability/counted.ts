import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from '../program';

/** The figures of this process. They are process-wide because a scrape is: one address, one process, one set of figures. */
export const registry = new Registry();

const registers = [registry];

/** Every label is of a closed list: methods, patterns of routes, statuses, acts; never what a caller made up. */
const answers = new Counter({
  ...{ name: 'predicate_http_requests_total', help: 'Requests answered', registers },
  labelNames: ['method', 'route', 'status'] as const,
});

const answerSeconds = new Histogram({
  ...{ name: 'predicate_http_request_duration_seconds', help: 'From the first header to the last byte', registers },
  labelNames: ['method', 'route'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
});

/** Counts one answer; `status` is `aborted` when the caller was gone before it. */
export function countAnswer(
  labels: { readonly method: string; readonly route: string; readonly status: string },
  milliseconds: number,
): void {
  answers.inc(labels);
  answerSeconds.observe({ method: labels.method, route: labels.route }, milliseconds / 1000);
}

/** Audit events that are durable, by act. */
export const auditEvents = new Counter({
  ...{ name: 'predicate_audit_events_total', help: 'Audit events committed', registers },
  labelNames: ['act'] as const,
});

/** Transactions that PostgreSQL gave up for another one (40001, 40P01) and that were tried again. */
export const retries = new Counter({
  ...{ name: 'predicate_database_retries_total', help: 'Transactions tried again after 40001 or 40P01', registers },
});

const runSeconds = new Histogram({
  ...{ name: 'predicate_job_duration_seconds', help: 'Tries of background jobs, and how long each took', registers },
  labelNames: ['task', 'outcome'] as const,
  buckets: [0.01, 0.1, 0.5, 1, 5, 30, 60, 300, 1800],
});

const queue = new Gauge({
  ...{ name: 'predicate_jobs', help: 'Background jobs that are not done, in the whole installation', registers },
  labelNames: ['task', 'state'] as const,
});

/** A try of a job begins; call what this returns when it ends. */
export function countRun(task: string): (outcome: 'done' | 'failed') => void {
  const ended = runSeconds.startTimer({ task });
  return (outcome) => void ended({ outcome });
}

const OPEN_STATES = ['queued', 'running', 'retrying', 'dead'];

/** Jobs of one task that are in one state. */
export interface CountedJobs {
  readonly task: string;
  readonly state: string;
  readonly jobs: number;
}

/** Shows how many jobs of each task are in each state, as the database has them; of what is not counted there are none. */
export function countJobs(tasks: readonly string[], counts: readonly CountedJobs[]): void {
  queue.reset();
  for (const task of tasks) for (const state of OPEN_STATES) queue.set({ task, state }, 0);
  for (const { task, state, jobs } of counts) queue.set({ task, state }, jobs);
}

/** A pool of connections as `pg` has it. */
export interface WatchedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly ended: boolean;
}

const pools = new Set<WatchedPool>();

/** Shows the connections of a pool for as long as it is open. */
export const watchPool = (pool: WatchedPool): void => void pools.add(pool);

new Gauge({
  ...{ name: 'predicate_database_connections', help: 'Connections, and callers that wait for one', registers },
  labelNames: ['state'] as const,
  collect() {
    for (const pool of pools) if (pool.ended) pools.delete(pool);
    const sum = (of: (pool: WatchedPool) => number): number => [...pools].reduce((total, pool) => total + of(pool), 0);
    this.set(
      { state: 'total' },
      sum(({ totalCount }) => totalCount),
    );
    this.set(
      { state: 'idle' },
      sum(({ idleCount }) => idleCount),
    );
    this.set(
      { state: 'waiting' },
      sum(({ waitingCount }) => waitingCount),
    );
  },
});

new Gauge({
  ...{ name: 'predicate_build_info', help: 'What runs', registers, labelNames: ['version', 'node'] as const },
}).set({ version: VERSION, node: process.version }, 1);
