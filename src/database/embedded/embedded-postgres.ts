import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './account';
import { usableBinaries } from './binaries';
import { ensureCluster, versionOf } from './cluster';
import { prepareDataDir } from './data-dir';
import { EmbeddedPostgresFailure, reasonOf } from './failure';
import { passwordsOf, type Passwords } from './passwords';
import { freePort, launch, runningServer, terminate, type Postmaster } from './postmaster';
import { ensureRoles, urlFor } from './roles';
import { clusterOf, logOf, type Site } from './site';
import { SupervisedPostgres } from './supervised-postgres';
import { superviseAlone } from './supervision';

/** A PostgreSQL of our own on 127.0.0.1. The addresses hold passwords and stay valid while it is supervised. */
export interface EmbeddedPostgres {
  /** Database `predicate` as its owner: for migrations. */
  readonly ownerUrl: string;
  /** Database `predicate` as the application, which cannot define anything: for the service. */
  readonly applicationUrl: string;
  /** Database `predicate` as the sequencer of the log, which can write no record. */
  readonly sequencerUrl: string;
  /** Database `predicate` as auditors, who read what they may be shown and can write nothing. */
  readonly auditorUrl: string;
  /** Database `postgres` as the superuser: for backups, and for tests that clone databases. */
  readonly superuserUrl: string;
  readonly port: number;
  /** The server's process; another one after it was killed and started again. */
  readonly pid: number;
  /** Whether the server was running already, left by a supervisor that was killed. */
  readonly adopted: boolean;
  /** Ends the server and gives the data folder free; may be called again. */
  stop(): Promise<void>;
}

/**
 * Starts, or takes over, the PostgreSQL of a data folder and watches over it until `stop`: a server that is killed is
 * started again on the same port. It answers when the database and its roles are there. Throws
 * `EmbeddedPostgresFailure`, which says what to do, and leaves no server behind.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  tell: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  try {
    const account = serverAccount();
    const dataDir = await prepareDataDir(options.dataDir, account);
    const release = await superviseAlone(dataDir);
    try {
      const binaries = await usableBinaries(dataDir, account);
      const { tell } = options;
      return await start(
        { dataDir, cluster: clusterOf(dataDir), log: logOf(dataDir), account, binaries, tell },
        release,
      );
    } catch (error) {
      await release();
      throw error;
    }
  } catch (error) {
    throw EmbeddedPostgresFailure.from(`The database in ${options.dataDir} cannot be started`, error);
  }
}

async function start(site: Site, release: () => Promise<void>): Promise<EmbeddedPostgres> {
  const passwords = await passwordsOf(site.dataDir, (await versionOf(site.cluster)) !== null);
  await ensureCluster(site, passwords.admin);
  const adopted = await adoptable(site);
  const server = adopted ?? (await launchOnFreePort(site));
  await ensureRolesOrStop(site, server, passwords);
  const how = adopted === null ? 'was started' : 'was running already and was taken over';
  site.tell(`PostgreSQL ${how} on 127.0.0.1:${server.port} (process ${server.pid}, data in ${site.cluster})`);
  const urls = {
    ownerUrl: urlFor('predicate_owner', passwords.owner, server.port, 'predicate'),
    applicationUrl: urlFor('predicate_app', passwords.application, server.port, 'predicate'),
    sequencerUrl: urlFor('predicate_sequencer', passwords.sequencer, server.port, 'predicate'),
    auditorUrl: urlFor('predicate_auditor', passwords.auditor, server.port, 'predicate'),
    superuserUrl: urlFor('predicate_admin', passwords.admin, server.port, 'postgres'),
  };
  return new SupervisedPostgres(site, server, { ...urls, adopted: adopted !== null }, release);
}

/** The server that a killed supervisor left, once it is ready; one that is on its way down is waited for. */
async function adoptable(site: Site): Promise<Postmaster | null> {
  for (;;) {
    const server = await runningServer(site.cluster);
    if (server === null || server.status === 'ready') return server;
    await sleep(10);
  }
}

/** Between the search for a free port and its use another program may take it, so a second and a third are tried. */
async function launchOnFreePort(site: Site, attempts = 3): Promise<Postmaster> {
  try {
    return await launch(site, await freePort());
  } catch (error) {
    const isTaken = /could not bind|Address already in use/.test(reasonOf(error));
    if (!isTaken || attempts === 1) throw error;
    return launchOnFreePort(site, attempts - 1);
  }
}

async function ensureRolesOrStop(site: Site, server: Postmaster, passwords: Passwords): Promise<void> {
  try {
    await ensureRoles(passwords, server.port);
  } catch (error) {
    await terminate(server, site.cluster);
    throw error;
  }
}
