import { Logger } from '@nestjs/common';
import {
  type CronItem,
  Logger as QueueLogger,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { JobRuns } from './job-runs';
import type { JobsGround } from './jobs.ground';
import { LifeSign } from './life-sign';
import { queuePool } from './queue-pool';
import type { KnownTask } from './tasks';

/** Jobs at once: background work leaves most of the machine to those who wait for an answer. One more than dossiers take. */
const CONCURRENCY = 4;
/** New jobs are told of at once; this is for what was not heard, and for retries whose time has come. */
const POLL_MS = 3_000;
/** A stop waits so long for the jobs in hand before it asks them to end where they are. */
const ASK_TO_END_MS = 3_000;
const LONGEST_CLOSE_MS = 5_000;

const log = new Logger('Jobs');

/** Tries are told by `JobRuns`, in words that quote nothing; of the rest the queue's own words are kept to what it does. */
const queueLogger = new QueueLogger(() => (level, message) => {
  if (/^(Failed|Completed) task/.test(message)) return;
  log.debug(`The queue, ${level}: ${message}`);
});

/** Hours that passed while nothing ran are made up for by one job for all of them, or two where one was begun meanwhile. */
const MISSED = { backfillPeriod: 24 * 60 * 60 * 1000, jobKeyMode: 'preserve_run_at' as const };

const scheduled = (tasks: readonly KnownTask[]): CronItem[] =>
  tasks.flatMap(({ name, schedule, attempts }) =>
    schedule === undefined
      ? []
      : [{ task: name, match: schedule, options: { ...MISSED, queueName: name, maxAttempts: attempts, jobKey: name } }],
  );

const listOf = (tasks: readonly KnownTask[], runs: JobRuns): TaskList =>
  Object.fromEntries(
    tasks.map((task) => [
      task.name,
      (payload, { job, abortSignal }) =>
        runs.run(task, job, {
          payload: (payload ?? {}) as Record<string, unknown>,
          isLastTry: job.attempts >= job.max_attempts,
          signal: abortSignal ?? new AbortController().signal,
        }),
    ]),
  );

/** One pool of workers with the connections that it works with, and its sign of life. */
export class Crew {
  private stopped: Promise<void> | null = null;

  private constructor(
    private readonly runner: Runner,
    private readonly pool: Pool,
    private readonly lifeSigns: readonly LifeSign[],
  ) {}

  /** Begins to work. Throws when the database cannot be reached; nothing stays open then. */
  static async gather(ground: JobsGround, tasks: readonly KnownTask[], runs: JobRuns): Promise<Crew> {
    const { databaseUrl, schedules } = ground;
    const pool = queuePool(databaseUrl, CONCURRENCY + 3);
    const lifeSigns: LifeSign[] = [];
    const events: WorkerEvents = new EventEmitter();
    const names = tasks.map(({ name }) => name);
    const inHand = new Set<string>();
    events.on('job:start', ({ job }) => inHand.add(job.id));
    events.on('job:complete', ({ job }) => inHand.delete(job.id));
    events.on('pool:create', ({ workerPool }) =>
      lifeSigns.push(new LifeSign(databaseUrl, workerPool.id, names, inHand)),
    );
    try {
      const runner = await run({
        ...{ pgPool: pool, concurrency: CONCURRENCY, pollInterval: POLL_MS, noHandleSignals: true },
        ...{ gracefulShutdownAbortTimeout: ASK_TO_END_MS, events, logger: queueLogger },
        taskList: listOf(tasks, runs),
        parsedCronItems: parseCronItems(schedules ? scheduled(tasks) : []),
      });
      return new Crew(runner, pool, lifeSigns);
    } catch (error) {
      await pool.end().catch(() => undefined);
      throw error;
    }
  }

  /** Resolves when it works no more, asked to or not, and has let go of all it held. */
  get ended(): Promise<void> {
    return this.runner.promise.finally(() => this.letGo());
  }

  /** Takes no more jobs and waits for those in hand, for so long as a stop may take. */
  async stop(): Promise<void> {
    await this.runner.stop().catch(() => undefined);
  }

  private letGo(): Promise<void> {
    this.stopped ??= this.close();
    return this.stopped;
  }

  private async close(): Promise<void> {
    await Promise.all(this.lifeSigns.map((sign) => sign.end()));
    await Promise.race([this.pool.end().catch(() => undefined), sleep(LONGEST_CLOSE_MS, undefined, { ref: false })]);
  }
}
