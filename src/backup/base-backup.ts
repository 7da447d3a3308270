import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { BackupRefused } from './backup-fault';
import { segmentsBetween, type Lsn } from './wal-segments';

/** What PostgreSQL says at the end of a base backup: what recovery begins with, and how far it has to go. */
export interface BaseBackupEnd {
  /** Stands as `backup_label` in the restored folder; without it recovery would begin in the wrong place. */
  readonly label: string;
  readonly startLsn: Lsn;
  readonly stopLsn: Lsn;
  readonly segments: readonly string[];
}

/**
 * One base backup by the low-level calls, which all belong to one session (PostgreSQL, “Continuous Archiving”). A
 * temporary physical slot keeps the write-ahead log of however long it takes, and goes with the session.
 */
export class BaseBackup {
  private constructor(
    private readonly session: Client,
    readonly serverVersion: string,
    private readonly segmentBytes: number,
    private readonly startLsn: Lsn,
  ) {}

  static async start(superuserUrl: string): Promise<BaseBackup> {
    const session = new Client({ connectionString: superuserUrl, connectionTimeoutMillis: 10_000, keepAlive: true });
    session.on('error', () => undefined);
    await session.connect();
    try {
      await session.query(`SET application_name = 'predicate backup'; SET statement_timeout = 0`);
      await refuseTablespaces(session);
      const slot = `predicate_backup_${randomBytes(6).toString('hex')}`;
      await session.query('SELECT pg_create_physical_replication_slot($1, true, true)', [slot]);
      const { rows } = await session.query<{ lsn: Lsn; version: string; bytes: string }>(
        `SELECT pg_backup_start($1, fast => true)::text AS lsn, current_setting('server_version') AS version,
                (SELECT setting FROM pg_settings WHERE name = 'wal_segment_size') AS bytes`,
        [slot],
      );
      return new BaseBackup(session, rows[0].version, Number(rows[0].bytes), rows[0].lsn);
    } catch (error) {
      await session.end();
      throw error;
    }
  }

  /** Ends the copying: everything that was committed before the call is in the backup once the segments are copied too. */
  async stop(): Promise<BaseBackupEnd> {
    const { rows } = await this.session.query<{ lsn: Lsn; labelfile: string; spcmapfile: string }>(
      'SELECT lsn::text, labelfile, spcmapfile FROM pg_backup_stop(wait_for_archive => false)',
    );
    const [{ lsn: stopLsn, labelfile: label, spcmapfile }] = rows;
    if (spcmapfile.trim() !== '') throw tablespaces();
    const first = /^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$/m.exec(label)?.[1] ?? '';
    const segments = segmentsBetween(first, stopLsn, this.segmentBytes);
    return { label, startLsn: this.startLsn, stopLsn, segments };
  }

  /** Lets the log go again. A backup that was not stopped is given up by the server. */
  end(): Promise<void> {
    return this.session.end();
  }
}

const tablespaces = (): BackupRefused =>
  new BackupRefused('The database has tablespaces, which lie outside of its folder: move them into it first');

async function refuseTablespaces(session: Client): Promise<void> {
  const { rows } = await session.query(`SELECT FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')`);
  if (rows.length > 0) throw tablespaces();
}
