import { requireCluster } from '../backup/copy-cluster';
import type { Config } from '../config';
import { attachEmbeddedPostgres } from '../database/embedded/attached-postgres';
import { embeddedDataDir } from '../database/embedded/data-dir';
import { clusterOf } from '../database/embedded/site';
import { say } from './outcome';

/** A database that somebody else may be serving from at the same time. */
export interface Visited {
  /** The application role's connection. */
  readonly applicationUrl: string;
  readonly dataDir: string;
  /** Lets go of it; a server that was started for the visit is ended. */
  leave(): Promise<void>;
}

/** The configured server, or the embedded one: as it runs, or started for the time. */
export async function visitDatabase({ dataDir: configured, databaseUrl }: Config): Promise<Visited> {
  const dataDir = embeddedDataDir(configured);
  if (databaseUrl !== null) return { applicationUrl: databaseUrl, dataDir, leave: () => Promise.resolve() };
  await requireCluster(clusterOf(dataDir));
  const server = await attachEmbeddedPostgres({ dataDir, tell: say });
  return { applicationUrl: server.applicationUrl, dataDir, leave: () => server.leave() };
}
