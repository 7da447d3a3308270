import { chown, mkdtemp, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { moveDurably } from './durable';
import { ELSEWHERE, EmbeddedPostgresFailure } from './failure';
import { startProgram } from './program';
import type { Site } from './site';

/** Only a password opens it, and only from this machine; a local socket is not opened at all. */
const PG_HBA = 'host all all 127.0.0.1/32 scram-sha-256\n';

const INITDB = [
  '--username=predicate_admin',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  // One call for the file system instead of one for each of a thousand files; only Linux has it.
  ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
];

/** The major version that made this database; null when there is none. */
export const versionOf = (cluster: string): Promise<string | null> =>
  readFile(join(cluster, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );

/**
 * Makes the database if there is none. It is made beside its place and moved there when it is complete, so that one
 * whose making was interrupted is never taken for a database. Throws for data of another major version.
 */
export async function ensureCluster(site: Site, adminPassword: string): Promise<void> {
  await removeDrafts(site.dataDir);
  const version = await versionOf(site.cluster);
  if (version === null) return makeCluster(site, adminPassword);
  if (version !== site.binaries.major) {
    throw new EmbeddedPostgresFailure(
      `The data in ${site.cluster} were made by PostgreSQL ${version}; this release brings ${site.binaries.major}.`,
      `Start the release of Predicate that made them and take a backup to restore here, or ${ELSEWHERE}.`,
    );
  }
}

async function makeCluster(site: Site, adminPassword: string): Promise<void> {
  site.tell(`Making the database in ${site.cluster}`);
  await removeEmpty(site.cluster);
  const draft = await mkdtemp(join(site.dataDir, 'postgres-new-'));
  try {
    const pwfile = join(draft, 'password');
    await writeFile(pwfile, adminPassword, { mode: 0o600 });
    await giveTo(site, draft, pwfile);
    await initialize(site, join(draft, 'data'), pwfile);
    await moveDurably(join(draft, 'data'), site.cluster, site.dataDir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initialize(site: Site, cluster: string, pwfile: string): Promise<void> {
  const initdb = await startProgram(site, site.binaries.initdb, [
    ...INITDB,
    `--pgdata=${cluster}`,
    `--pwfile=${pwfile}`,
  ]);
  const reason = await initdb.ended;
  if (reason !== 'exit code 0') {
    throw EmbeddedPostgresFailure.fromLog(
      `The database could not be made in ${site.cluster} as ${site.account.name} (initdb: ${reason}).`,
      await initdb.logTail(),
    );
  }
  await writeFile(join(cluster, 'pg_hba.conf'), PG_HBA, { flush: true });
}

async function giveTo({ account }: Site, ...paths: string[]): Promise<void> {
  for (const path of paths) if (account.ids !== null) await chown(path, account.ids.uid, account.ids.gid);
}

/** An initdb whose parent was killed may still be writing in its draft; what is not gone now is gone at the next start. */
async function removeDrafts(dataDir: string): Promise<void> {
  const drafts = (await readdir(dataDir)).filter((name) => name.startsWith('postgres-new-'));
  for (const draft of drafts) {
    await rm(join(dataDir, draft), { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
  }
}

async function removeEmpty(cluster: string): Promise<void> {
  await rmdir(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return;
    throw new EmbeddedPostgresFailure(
      `${cluster} is not a database of PostgreSQL (${error.code ?? error.message}).`,
      `Move ${basename(cluster)} away, or choose another folder with PREDICATE_DATA_DIR.`,
    );
  });
}
