import type { BackupSource } from '../backup/make-backup';
import { embeddedSource, externalSource } from '../backup/backup-sources';
import { requireCluster } from '../backup/copy-cluster';
import type { Progress } from '../backup/progress';
import { embeddedTarget, externalTarget, type RestoreTarget } from '../backup/restored-database';
import type { Config } from '../config';
import { attachEmbeddedPostgres } from '../database/embedded/attached-postgres';
import { embeddedDataDir } from '../database/embedded/data-dir';
import { clusterOf } from '../database/embedded/site';
import { roleOf } from './ground';
import { say } from './outcome';

/** What is backed up, and how the database is let go again. */
export interface OpenSource {
  readonly source: BackupSource;
  leave(): Promise<void>;
}

/** The configured server, or the embedded one: as it runs, or started for the time. */
export async function openBackupSource(config: Config, progress: Progress, stop: AbortSignal): Promise<OpenSource> {
  const dataDir = embeddedDataDir(config.dataDir);
  if (config.databaseUrl !== null) {
    const { databaseUrl, databaseOwnerUrl: ownerUrl, pgBin: bin } = config;
    const server = { dataDir, ownerUrl, applicationRole: roleOf(databaseUrl), bin };
    return { source: externalSource(server, progress, stop), leave: () => Promise.resolve() };
  }
  await requireCluster(clusterOf(dataDir));
  const server = await attachEmbeddedPostgres({ dataDir, tell: say });
  return { source: embeddedSource(server, dataDir, progress), leave: () => server.leave() };
}

/** Where a backup is restored to. */
export function restoreTarget(config: Config, progress: Progress, stop: AbortSignal): RestoreTarget {
  if (config.databaseUrl === null) return embeddedTarget(progress);
  const { databaseUrl, databaseOwnerUrl: ownerUrl, pgBin: bin } = config;
  return externalTarget({ ownerUrl, applicationRole: roleOf(databaseUrl), bin }, progress, stop);
}
