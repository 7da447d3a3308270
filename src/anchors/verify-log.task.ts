import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { LOG_GROUND, type LogGround } from '../audit-trail/kept-log/log-ground';
import { readLogKey } from '../audit-trail/kept-log/log-key';
import { verifierOf } from '../audit-trail/log/note-key';
import { auditDatabase, type Trusted } from '../audit-trail/verify/audit-database';
import { type RunsTask, Task, type TaskRun } from '../kernel/task';
import { ANCHOR_GROUND, type AnchorGround } from './anchor-ground';
import { verificationWords } from './verification-words';

/** Under this name verifications wait in the queue. */
export const VERIFY_LOG = 'verify-log';

const MINUTE = 60_000;
/** A record that takes longer is verified by “predicate audit verify”, which has all the time that it needs. */
const LONGEST_MS = 20 * MINUTE;
/** One statement reads all events at once. */
const STATEMENT_MS = 5 * MINUTE;

/** Patient connections beside those of the service: two, given back when it is over. */
const patient = {
  ...{ max: 2, application_name: 'predicate verify', options: '-c default_transaction_read_only=on' },
  ...{ statement_timeout: STATEMENT_MS, query_timeout: STATEMENT_MS + 5_000 },
};

/**
 * Verifies the log while the service runs, as whoever asks wants it: entries, tiles, roots and checkpoints, what others
 * signed of them, and every row of the record, in one state of the database. It changes nothing.
 */
@Task({ name: VERIFY_LOG, attempts: 1 })
@Injectable()
export class VerifyLogTask implements RunsTask {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(ANCHOR_GROUND) private readonly anchors: AnchorGround,
    @Inject(LOG_GROUND) private readonly log: LogGround | null,
  ) {}

  async run({ signal }: TaskRun): Promise<string> {
    const options = { ...this.dataSource.options, driver: undefined, extra: patient } as DataSourceOptions;
    const own = await new DataSource(options).initialize();
    try {
      const trusted = await this.trusted();
      const stop = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
      return verificationWords(await auditDatabase(own, trusted, stop), trusted);
    } finally {
      await own.destroy();
    }
  }

  /** Where this process signs, its own key is believed and not the one that the database names. */
  private async trusted(): Promise<Trusted> {
    const key = this.log === null ? null : await readLogKey(this.log.keyFile);
    const { witnesses, authority } = this.anchors;
    return {
      ...{ log: key === null ? [] : [verifierOf(key)], witnesses: witnesses.map((one) => one.key), held: [] },
      authorities: authority?.anchors ?? null,
    };
  }
}
