import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { countJobs, type CountedJobs } from '../observability/counted';
import { LostJobs } from './lost-jobs';

/** The advisory locks of this class are signs of life, and nothing else takes them. */
const LIFE = 7338;
const SWEEP_MS = 3_000;

/** The names under which jobs are held and whose holder has no session any more: it was killed, or its machine was. */
const DEAD_HOLDERS = `
  WITH held AS (
    SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
    UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
  )
  SELECT locked_by AS holder FROM held WHERE NOT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND classid::bigint = ${LIFE}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND objid::bigint = hashtext(locked_by)::bigint & 4294967295)`;

/**
 * Gives jobs of the dead back, says so in their history, and wakes whoever waits for work; also those that the history
 * knows as done, of a process that had no time to tell the queue: they hold up whatever waits behind them.
 */
const RELEASE = `
  WITH was AS (
    SELECT id, attempts >= max_attempts AS is_over FROM graphile_worker._private_jobs WHERE locked_by = ANY ($1)
  ), told AS (
    UPDATE job SET state = CASE WHEN was.is_over THEN 'dead' ELSE 'retrying' END,
      error = 'The process that ran it ended before the job did', ended_at = now()
    FROM was WHERE job.queue_id = was.id AND job.state = 'running' RETURNING job.id, job.state
  ), released AS (
    SELECT graphile_worker.force_unlock_workers($1), pg_notify('jobs:insert', '{"count":1}')
  )
  SELECT told.id, told.state FROM (SELECT count(*) FROM released) given LEFT JOIN told ON true`;

/**
 * Holds a lock of the database for as long as a pool of workers lives: it goes with the session, however that ends. And
 * looks for pools that have jobs and no such lock, twice before they are taken for dead, so that one that has just begun
 * or lost its connection is not. Without it the jobs of a killed process would wait for four hours.
 */
export class LifeSign {
  private readonly log = new Logger('Jobs');
  private readonly lostJobs: LostJobs;
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private suspects = new Set<string>();
  private isOver = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly pool: string,
    private readonly tasks: readonly string[],
    inHand: ReadonlySet<string>,
  ) {
    this.lostJobs = new LostJobs(pool, inHand);
    this.next(0);
  }

  /** Gives the lock back. */
  async end(): Promise<void> {
    this.isOver = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.sweeping;
    await this.leave();
  }

  private next(afterMs: number): void {
    if (this.isOver) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep()
        .catch((error: unknown) => this.lost(error))
        .finally(() => this.next(SWEEP_MS));
    }, afterMs);
    this.timer.unref();
  }

  private async sweep(): Promise<void> {
    const client = this.client ?? (await this.enter());
    const { rows } = await client.query<{ holder: string }>(DEAD_HOLDERS);
    const absent = rows.map(({ holder }) => holder).filter((holder) => holder !== this.pool);
    const dead = absent.filter((holder) => this.suspects.has(holder));
    this.suspects = new Set(absent);
    if (dead.length > 0) await this.release(client, dead);
    const lost = await this.lostJobs.giveBack(client);
    if (lost > 0) this.log.warn(`${lost} jobs that were taken and not begun are given back to the queue`);
    countJobs(this.tasks, (await client.query<CountedJobs>(COUNT)).rows);
  }

  private async release(client: Client, dead: readonly string[]): Promise<void> {
    const { rows } = await client.query<{ id: string | null; state: string }>(RELEASE, [dead]);
    for (const { id, state } of rows.filter((row) => row.id !== null))
      this.log.warn(`Job ${id} lost its process and is ${state}`);
  }

  private async enter(): Promise<Client> {
    const client = new Client({
      ...{ connectionString: this.databaseUrl, application_name: 'predicate jobs', keepAlive: true },
      ...{ connectionTimeoutMillis: 5_000, query_timeout: 5_500 },
      // A machine that is gone without a word is noticed by the server within half a minute.
      options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c lock_timeout=2000',
    });
    client.on('error', (error) => this.lost(error));
    this.client = client;
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LIFE, this.pool]);
    return client;
  }

  private lost(error: unknown): void {
    if (this.client !== null && !this.isOver) this.log.warn('The sign of life was lost and is given anew', error);
    void this.leave();
  }

  private async leave(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }
}

const COUNT = `SELECT task, state, count(*)::int AS jobs FROM job WHERE state <> 'done' GROUP BY task, state`;
