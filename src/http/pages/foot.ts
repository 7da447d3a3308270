import { Inject, Injectable } from '@nestjs/common';
import { LogReader } from '../../audit-trail/kept-log/log-reader';
import { CLOCK, type Clock } from '../../kernel/clock';
import { VERSION } from '../../program';
import { type PrintedInstant, printedInstant } from './words';

/** What stands at the foot of every page: of when it is, and what proves the record until then. */
export interface Foot {
  readonly asOf: PrintedInstant;
  readonly version: string;
  /** Null while nothing was signed. */
  readonly checkpoint: { readonly size: string; readonly root: string; readonly short: string } | null;
}

/** Reads the foot of a page. */
@Injectable()
export class Footing {
  constructor(
    private readonly log: LogReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async now(): Promise<Foot> {
    const last = await this.log.lastCheckpoint();
    const root = last?.root.toString('hex') ?? '';
    return {
      ...{ asOf: printedInstant(this.clock.now()), version: VERSION },
      checkpoint: last && {
        ...{ size: last.size.toLocaleString('en'), root },
        short: `${root.slice(0, 8)}…${root.slice(-4)}`,
      },
    };
  }
}
