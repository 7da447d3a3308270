import { chmod } from 'node:fs/promises';
import type { Client } from 'pg';
import type { AttachedPostgres } from '../database/embedded/attached-postgres';
import { BackupRefused } from './backup-fault';
import { BaseBackup } from './base-backup';
import { requireClient, runClient, withoutPassword } from './client-program';
import type { Contents } from './contents';
import { hashFile } from './copy-file';
import { copyCluster, copyRecovery } from './copy-cluster';
import { copyLogHead } from './log-in-backup';
import type { BackupSource, CopiedDatabase } from './make-backup';
import type { Progress } from './progress';

/** Where the dump of an external database is in a backup. */
export const DUMP = 'database.dump';

/** The embedded server, by its own files and the write-ahead log of the time that the copy took. */
export const embeddedSource = (server: AttachedPostgres, dataDir: string, progress: Progress): BackupSource => ({
  dataDir,
  ownerUrl: server.ownerUrl,
  copyDatabase: async (contents, owner) => {
    const base = await BaseBackup.start(server.superuserUrl);
    try {
      const emptyFolders = await copyCluster(server.cluster, contents, progress);
      const log = await copyLogHead(owner, contents);
      const recoveryPointAt = new Date().toISOString();
      const { startLsn, stopLsn, segments } = await copyRecovery(base, server.cluster, contents, progress);
      const { serverVersion } = base;
      const wal = { startLsn, stopLsn, segments };
      const database = { kind: 'cluster', serverVersion, applicationRole: 'predicate_app', wal } as const;
      return { database, log, recoveryPointAt, emptyFolders };
    } finally {
      await base.end();
    }
  },
});

/** What the configuration says of a server that is somebody else's. */
export interface ExternalServer {
  readonly dataDir: string;
  readonly ownerUrl: string | null;
  readonly applicationRole: string;
  /** The folder of `pg_dump`; null looks on the PATH. */
  readonly bin: string | null;
}

/** An external server, by PostgreSQL's own tools: one consistent snapshot as the owner of the schema. */
export function externalSource(
  { dataDir, ownerUrl, applicationRole, bin }: ExternalServer,
  progress: Progress,
  stop: AbortSignal,
): BackupSource {
  if (ownerUrl === null) {
    throw new BackupRefused('Set DATABASE_OWNER_URL: a database is dumped as the owner of its schema');
  }
  const dump = async (contents: Contents, owner: Client): Promise<CopiedDatabase> => {
    const { rows } = await owner.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    const serverVersion = rows[0].version;
    await requireClient({ name: 'pg_dump', bin }, serverVersion);
    const log = await copyLogHead(owner, contents);
    const recoveryPointAt = new Date().toISOString();
    progress.begin('Dumping the database');
    const file = contents.at(DUMP);
    const args = ['--format=custom', '--no-password', `--file=${file}`, `--dbname=${withoutPassword(ownerUrl)}`];
    await runClient({ name: 'pg_dump', bin }, args, { url: ownerUrl, stop });
    await chmod(file, 0o600);
    contents.add(DUMP, await hashFile(file, progress));
    const database = { kind: 'dump', serverVersion, applicationRole, wal: null } as const;
    return { database, log, recoveryPointAt, emptyFolders: [] };
  };
  return { dataDir, ownerUrl, copyDatabase: dump };
}
