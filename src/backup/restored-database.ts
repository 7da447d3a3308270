import { Client } from 'pg';
import { serverAccount } from '../database/embedded/account';
import { usableBinaries } from '../database/embedded/binaries';
import { prepareDataDir } from '../database/embedded/data-dir';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres';
import { passwordsOf } from '../database/embedded/passwords';
import { clusterOf, logOf, type Site } from '../database/embedded/site';
import { dirname, join } from 'node:path';
import { BackupRefused } from './backup-fault';
import { DUMP } from './backup-sources';
import { requireClient, runClient, withoutPassword } from './client-program';
import { CLUSTER } from './copy-cluster';
import type { Progress } from './progress';
import { filesBelow, restoreFile } from './restore-files';
import { makeOwned, renewPasswords } from './restored-cluster';
import type { VerifiedBackup } from './verify-backup';

/** A restored database that answers, and how it is let go. */
export interface RestoredDatabase {
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/** How the database of a backup comes back, into a folder or a server. */
export interface RestoreTarget {
  /** Throws, before anything is copied, where the database could not be restored. */
  requireFit(backup: VerifiedBackup): Promise<void>;
  restore(backup: VerifiedBackup, dataDir: string): Promise<RestoredDatabase>;
}

/** Into the data folder, for the embedded server: files, then recovery to the end of the copy. */
export const embeddedTarget = (progress: Progress): RestoreTarget => ({
  requireFit: ({ manifest: { database } }) => {
    if (database.kind === 'cluster') return Promise.resolve();
    const words = 'This backup is of an external database: set DATABASE_URL and DATABASE_OWNER_URL to an empty one';
    return Promise.reject(new BackupRefused(words));
  },
  restore: async (backup, folder) => {
    const site = await siteOf(folder);
    requireMajor(backup, site);
    await copyCluster(backup, site, progress);
    progress.begin('Recovering the database');
    await renewPasswords(site, await passwordsOf(site.dataDir, false));
    const server = await startEmbeddedPostgres({ dataDir: site.dataDir, tell: () => undefined });
    return { ownerUrl: server.ownerUrl, close: () => server.stop() };
  },
});

async function siteOf(folder: string): Promise<Site> {
  const account = serverAccount();
  const dataDir = await prepareDataDir(folder, account);
  const binaries = await usableBinaries(dataDir, account);
  return { dataDir, cluster: clusterOf(dataDir), log: logOf(dataDir), account, binaries, tell: () => undefined };
}

function requireMajor({ manifest: { database } }: VerifiedBackup, { binaries }: Site): void {
  const major = database.serverVersion.split('.')[0];
  if (major === binaries.major) return;
  throw new BackupRefused(
    `The backup is of PostgreSQL ${major}; this release brings ${binaries.major}: restore it with the release that made it`,
  );
}

async function copyCluster(backup: VerifiedBackup, site: Site, progress: Progress): Promise<void> {
  progress.begin('Restoring the database');
  const made = new Set<string>();
  const folder = async (path: string): Promise<void> => {
    if (made.has(path)) return;
    await makeOwned(site, site.dataDir, path);
    made.add(path);
  };
  for (const path of backup.manifest.emptyFolders) await folder(path);
  for (const file of filesBelow(backup, CLUSTER)) {
    await folder(dirname(file.path));
    await restoreFile(backup, file, join(site.dataDir, file.path), { progress, owner: site.account.ids });
  }
}

/** Into an external database that is empty, by `pg_restore` in one transaction. */
export function externalTarget(
  server: { ownerUrl: string | null; applicationRole: string; bin: string | null },
  progress: Progress,
  stop: AbortSignal,
): RestoreTarget {
  const { ownerUrl, applicationRole, bin } = server;
  if (ownerUrl === null)
    throw new BackupRefused('Set DATABASE_OWNER_URL: a database is restored as the owner of its schema');
  return {
    requireFit: async ({ manifest: { database } }) => {
      if (database.kind === 'cluster') {
        throw new BackupRefused('This backup is of the embedded database: unset DATABASE_URL to restore it');
      }
      if (database.applicationRole !== applicationRole) {
        throw new BackupRefused(
          `The rights in the backup are those of the role ${database.applicationRole}; DATABASE_URL logs in as ${applicationRole}`,
        );
      }
      await requireEmpty(ownerUrl);
      await requireClient({ name: 'pg_restore', bin }, database.serverVersion);
    },
    restore: async ({ folder }) => {
      progress.begin('Restoring the database');
      const args = ['--exit-on-error', '--single-transaction', '--no-owner', '--no-password'];
      args.push(`--dbname=${withoutPassword(ownerUrl)}`, join(folder, DUMP));
      await runClient({ name: 'pg_restore', bin }, args, { url: ownerUrl, stop });
      return { ownerUrl, close: () => Promise.resolve() };
    },
  };
}

async function requireEmpty(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' LIMIT 1`,
    );
    if (rows.length > 0) throw new BackupRefused(`The database is not empty (${rows[0].name}): restore into a new one`);
  } finally {
    await client.end();
  }
}
