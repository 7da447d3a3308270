import { realpath } from 'node:fs/promises';
import { passwordsOf } from './passwords';
import { runningServer } from './postmaster';
import { urlFor } from './roles';
import { clusterOf } from './site';

/** The application's address of the server that runs on a data folder now; null when none is ready. It is not supervised. */
export async function runningPostgres(dataDir: string): Promise<{ readonly applicationUrl: string } | null> {
  const folder = await realpath(dataDir).catch(() => null);
  const server = folder === null ? null : await runningServer(clusterOf(folder));
  if (folder === null || server?.status !== 'ready') return null;
  const { application } = await passwordsOf(folder, true);
  return { applicationUrl: urlFor('predicate_app', application, server.port, 'predicate') };
}
