import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { WRITE_HOLD, type WriteHold } from '../../audit-trail/write-hold';
import { pendingMigrations } from '../../database/migrate';

/** The database, and how far its schema is. */
export interface DatabaseFigures {
  readonly server: string;
  readonly bytes: number;
  /** The last migration that ran. */
  readonly schema: string;
  readonly pending: readonly string[];
  /** Why nothing may be written; null where it may. */
  readonly held: string | null;
  /** The last loss that an operator accepted after a restore; null where there was none. */
  readonly lossAt: Date | null;
  /** Sightings of an older log by somebody outside that nobody has settled. */
  readonly rollbacks: number;
}

/** Background work and the store of files. */
export interface WorkFigures {
  readonly jobs: readonly { readonly state: string; readonly jobs: number }[];
  readonly lastDoneAt: Date | null;
  readonly files: number;
  readonly bytes: number;
  readonly checked: number;
  readonly lastCheckAt: Date | null;
  readonly oldestCheckAt: Date | null;
  readonly damaged: number;
}

const DATABASE = `
  SELECT current_setting('server_version') AS server, pg_database_size(current_database())::float8 AS bytes,
    (SELECT name FROM migration ORDER BY timestamp DESC LIMIT 1) AS schema,
    (SELECT max(accepted_at) FROM accepted_loss) AS "lossAt",
    (SELECT count(*)::int FROM log_rollback r
     WHERE NOT EXISTS (SELECT FROM log_rollback_settlement s WHERE s.rollback_id = r.id)) AS rollbacks`;
const WORK = `
  SELECT (SELECT max(ended_at) FROM job WHERE state = 'done') AS "lastDoneAt",
    count(*)::int AS files, coalesce(sum(f.size), 0)::float8 AS bytes, count(c.sha256)::int AS checked,
    max(c.checked_at) AS "lastCheckAt", min(c.checked_at) AS "oldestCheckAt",
    count(*) FILTER (WHERE c.outcome <> 'ok')::int AS damaged
  FROM stored_file f LEFT JOIN file_check c ON c.sha256 = f.sha256
  WHERE NOT EXISTS (SELECT FROM disposal d WHERE d.sha256 = f.sha256)`;
const JOBS = `SELECT state, count(*)::int AS jobs FROM job WHERE state <> 'done' GROUP BY state ORDER BY state`;

/** Asks the database how it is. */
@Injectable()
export class SystemFigures {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(WRITE_HOLD) private readonly hold: WriteHold,
  ) {}

  async database(): Promise<DatabaseFigures> {
    type Row = Omit<DatabaseFigures, 'pending' | 'held'>;
    const [row] = await this.dataSource.query<[Row]>(DATABASE);
    return { ...row, pending: await pendingMigrations(this.dataSource), held: this.hold };
  }

  async work(): Promise<WorkFigures> {
    const jobs = await this.dataSource.query<WorkFigures['jobs']>(JOBS);
    const [row] = await this.dataSource.query<[Omit<WorkFigures, 'jobs'>]>(WORK);
    return { ...row, jobs };
  }
}
