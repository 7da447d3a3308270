import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedDataDir } from '../../src/database/embedded/data-dir';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres';
import { migrate } from '../../src/database/migrate';

declare global {
  var sharedPostgres: EmbeddedPostgres | undefined;
}

/** One server for all end-to-end files, with one migrated database that each of them clones. */
export default async function startSharedPostgres(): Promise<void> {
  const dataDir = embeddedDataDir(await mkdtemp(join(tmpdir(), 'predicate-test-')));
  const server = await startEmbeddedPostgres({ dataDir, tell: () => undefined });
  await migrate(server.ownerUrl, 'predicate_app', 'predicate_sequencer', 'predicate_auditor');
  globalThis.sharedPostgres = server;
  process.env.TEST_POSTGRES = JSON.stringify({
    dataDir,
    superuserUrl: server.superuserUrl,
    ownerUrl: server.ownerUrl,
    applicationUrl: server.applicationUrl,
    sequencerUrl: server.sequencerUrl,
    auditorUrl: server.auditorUrl,
  });
}
