import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyInstance } from 'fastify';
import { setTimeout as after } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { LogStanding, type LogWord } from '../audit-trail/kept-log/log-standing';
import { pendingMigrations } from '../database/migrate';
import { Refusal } from '../kernel/refusal';
import { EDGE, type EdgeLimits } from './limits';

/** Longer than this no balancer waits. */
const CHECK_MS = 2_000;

const notNow = (detail: string): Refusal => Refusal.forNow('unavailable', detail, 5);

/** Whether requests may be sent here: the database answers, its schema is this program's, and nothing is being stopped. */
@Injectable()
export class Standing implements OnModuleDestroy, BeforeApplicationShutdown {
  private stopping = false;
  private running: Promise<LogWord> | null = null;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(EDGE) private readonly limits: EdgeLimits,
    private readonly log: LogStanding,
  ) {}

  get isStopping(): boolean {
    return this.stopping;
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Leaves a balancer the time to see that it should send nothing more, before nobody listens. */
  async beforeApplicationShutdown(): Promise<void> {
    await after(this.limits.drainMs);
  }

  /**
   * Throws why no requests may be sent here now; says how the log is, whose trouble keeps nobody from the record. Callers
   * that ask at once share one look at the database.
   */
  async requireReady(): Promise<LogWord> {
    if (this.stopping) throw notNow('The service is being stopped');
    this.running ??= this.look().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async look(): Promise<LogWord> {
    const late = after(CHECK_MS, null, { ref: false });
    const pending = await Promise.race([late, this.pending()]);
    if (pending === null) throw notNow('The database does not answer');
    if (pending.length > 0) throw notNow(`${pending.length} migrations of the database are still to be run`);
    return (await this.log.now()).standing;
  }

  private async pending(): Promise<readonly string[] | null> {
    try {
      await this.dataSource.query('SELECT 1');
      return await pendingMigrations(this.dataSource);
    } catch {
      return null;
    }
  }
}

/** While it stops every answer is the last of its connection, and what does not end in time is cut off. */
export function stopInTime(fastify: FastifyInstance, standing: Standing, { stopMs }: EdgeLimits): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (standing.isStopping) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('preClose', (done) => {
    setTimeout(() => fastify.server.closeAllConnections(), stopMs).unref();
    done();
  });
}
