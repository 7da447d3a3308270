import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLOCK, type Clock } from '../../kernel/clock';
import { madeAt } from '../../kernel/ids';
import { countSequenced, showLog } from '../../observability/log-figures';
import { CheckpointPublisher } from './checkpoint-publisher';
import { LOG_GROUND, type LogGround } from './log-ground';
import { openLogPool, withClient } from './log-pool';
import { BATCH, type Sequenced, sequenceBatch } from './sequence-batch';
import { Told } from './told';

/** How long after a look that found little the next one is taken. */
const LOOK_EVERY_MS = 100;
/** After a failure: long enough not to hammer a database that comes back, short beside its recovery. */
const RETRY_AFTER_MS = 500;
/** Batches that the end of the service waits for at most; what is left then is the next start's. */
const LAST_TURNS = 5;

interface Look {
  readonly waiting: number;
  readonly size: number;
  readonly signed: number;
}

/** Whether there is anything to do, without a lock and without a transaction: an idle log asks no more than this. */
const LOOK = `
  SELECT (SELECT count(*)::int FROM (SELECT FROM audit_outbox LIMIT 100000) o) AS waiting, size::float8,
         coalesce((SELECT max(size) FROM log_checkpoint), 0)::float8 AS signed FROM log_state`;

/**
 * Feeds the log while the service runs: batches from the outbox, and checkpoints. Any number of processes may do it; the
 * lock on the state of the log lets one at a time. It outlives the loss of its database, and ends after the last request,
 * so that what was acknowledged is in the log.
 */
@Injectable()
export class LogFeeder implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('Log');
  private readonly told = new Told(this.log, 'Feeding the log');
  private readonly stopping = new AbortController();
  private readonly pool: Pool | null;
  private readonly publisher: CheckpointPublisher | null;
  private running: Promise<void> = Promise.resolve();

  constructor(@Inject(LOG_GROUND) ground: LogGround | null, @Inject(CLOCK) clock: Clock) {
    this.pool = ground === null ? null : openLogPool(ground.sequencerUrl, this.log);
    this.publisher = ground === null ? null : new CheckpointPublisher(ground, clock, this.log);
  }

  /** Whether this process feeds the log. */
  get isHere(): boolean {
    return this.pool !== null;
  }

  /** Why the log is not fed or not signed by this process until somebody looks at it; null while all is well. */
  get refused(): string | null {
    return this.told.refused ?? this.publisher?.refused ?? null;
  }

  onApplicationBootstrap(): void {
    if (this.pool !== null) this.running = this.run(this.pool);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.pool?.end();
  }

  private async run(pool: Pool): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const pause = await this.turn(pool);
      if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
    for (let last = 0; last < LAST_TURNS && (await this.turn(pool, true)) === 0; last += 1);
  }

  /** One batch, and a checkpoint when one is due; gives how long to wait before the next. */
  private async turn(pool: Pool, isLast = false): Promise<number> {
    try {
      const { rows } = await pool.query<Look>({ name: 'look at log', text: LOOK });
      const [{ waiting, size, signed }] = rows;
      const done = waiting > 0 || size < signed ? await withClient(pool, sequenceBatch) : null;
      const now = { size: done?.size ?? size, pending: waiting - (done?.events ?? 0) };
      showLog(now);
      if (done !== null) count(done);
      await this.publisher?.publish(pool, now.size > signed, isLast);
      this.told.isWell();
      return done?.events === BATCH ? 0 : LOOK_EVERY_MS;
    } catch (error) {
      this.told.failed(error);
      return RETRY_AFTER_MS;
    }
  }
}

/** How late an event is in the log, from the instant in its id on, as the event of the batch that waited longest was. */
function count({ events, oldest }: Sequenced): void {
  if (oldest !== null) countSequenced(events, Math.max(0, Date.now() - madeAt(oldest)));
}
