import { passwordsOf } from './passwords';
import { runningServer } from './postmaster';
import { urlFor } from './roles';
import { clusterOf } from './site';
import { supervisorOf } from './supervision';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';

/** The embedded server for a visitor: whoever runs it goes on to do so. */
export interface AttachedPostgres extends Pick<EmbeddedPostgres, 'applicationUrl' | 'ownerUrl' | 'superuserUrl'> {
  /** The database itself (PGDATA). */
  readonly cluster: string;
  /** Lets go of it; a server that was started for the visit is ended. */
  leave(): Promise<void>;
}

/**
 * The server of a data folder as a service runs it, or started for as long as the visit takes; one that was left running
 * by a killed process is taken over, and ended like one that was started.
 */
export async function attachEmbeddedPostgres(options: {
  dataDir: string;
  tell: (line: string) => void;
}): Promise<AttachedPostgres> {
  const cluster = clusterOf(options.dataDir);
  const running = await runningServer(cluster);
  const isVisit = running?.status === 'ready' && (await supervisorOf(options.dataDir)) !== null;
  if (!isVisit) return started(await startEmbeddedPostgres(options), cluster);
  const { admin, owner, application } = await passwordsOf(options.dataDir, true);
  return {
    cluster,
    applicationUrl: urlFor('predicate_app', application, running.port, 'predicate'),
    ownerUrl: urlFor('predicate_owner', owner, running.port, 'predicate'),
    superuserUrl: urlFor('predicate_admin', admin, running.port, 'postgres'),
    leave: () => Promise.resolve(),
  };
}

const started = (server: EmbeddedPostgres, cluster: string): AttachedPostgres => ({
  ...{ cluster, applicationUrl: server.applicationUrl, ownerUrl: server.ownerUrl, superuserUrl: server.superuserUrl },
  leave: () => server.stop(),
});
