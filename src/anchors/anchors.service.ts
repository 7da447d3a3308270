import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { LOG_GROUND, type LogGround } from '../audit-trail/kept-log/log-ground';
import { openLogPool } from '../audit-trail/kept-log/log-pool';
import { CLOCK, type Clock } from '../kernel/clock';
import { ANCHOR_GROUND, type AnchorGround } from './anchor-ground';
import { Anchoring } from './anchoring';

/** Anchors the log while the service runs, as the sequencer; a process that does not feed the log does not anchor it. */
@Injectable()
export class Anchors implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Null where another process does it. */
  readonly anchoring: Anchoring | null;
  private readonly pool: Pool | null;

  constructor(
    @Inject(ANCHOR_GROUND) ground: AnchorGround,
    @Inject(LOG_GROUND) log: LogGround | null,
    @Inject(CLOCK) clock: Clock,
  ) {
    const logger = new Logger('Anchors');
    const pool = (this.pool = log === null ? null : openLogPool(log.sequencerUrl, logger));
    this.anchoring =
      pool === null
        ? null
        : new Anchoring(
            ground,
            async <T extends object>(text: string, values?: readonly unknown[]) =>
              (await pool.query<T>(text, values as unknown[])).rows,
            clock,
            logger,
          );
  }

  onApplicationBootstrap(): void {
    this.anchoring?.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.anchoring?.stop();
    await this.pool?.end();
  }
}
