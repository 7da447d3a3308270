import { Inject, Injectable } from '@nestjs/common';
import { LOG_WITNESSES, type LogWitnesses } from '../../audit-trail/kept-log/log-witnesses';
import { type KeptCheckpoint, LogReader } from '../../audit-trail/kept-log/log-reader';
import { LogStanding, type LogState } from '../../audit-trail/kept-log/log-standing';
import type { StampStanding, Witnessing } from '../../audit-trail/witnessing';
import { type DatabaseFigures, SystemFigures, type WorkFigures } from './system-figures.service';

/** How the service is at this moment. */
export interface SystemNow {
  readonly database: DatabaseFigures;
  readonly log: LogState;
  readonly checkpoint: KeptCheckpoint | null;
  readonly witnessing: Witnessing;
  readonly stamping: StampStanding;
  readonly work: WorkFigures;
}

/** Reads the same facts as `/health/ready` and `/metrics`, for people: a handful of statements whatever is in the record. */
@Injectable()
export class SystemReading {
  constructor(
    private readonly figures: SystemFigures,
    private readonly standing: LogStanding,
    private readonly log: LogReader,
    @Inject(LOG_WITNESSES) private readonly witnesses: LogWitnesses,
  ) {}

  async now(): Promise<SystemNow> {
    return {
      database: await this.figures.database(),
      log: await this.standing.now(),
      checkpoint: await this.log.lastCheckpoint(),
      witnessing: await this.log.witnessing(this.witnesses.names.length),
      stamping: await this.log.stamping(this.witnesses.isStamped),
      work: await this.figures.work(),
    };
  }
}
