import type { DataSource } from 'typeorm';
import { DatabaseLog } from './database-log';
import { inSnapshot } from './in-snapshot';
import { type Bundled, writeBundle } from './write-bundle';

/** Writes the log of a database into an empty folder, as `writeBundle` lays it out. Throws where it was never signed. */
export const exportLog = (dataSource: DataSource, folder: string): Promise<Bundled> =>
  inSnapshot(dataSource, async (manager, client) => {
    const log = await DatabaseLog.open(client);
    if (log.vkey === null) throw new Error('The log has no key yet: nothing was ever signed');
    const known = await manager.query<{ witness: string }[]>('SELECT DISTINCT witness FROM log_cosignature ORDER BY 1');
    return writeBundle(log, { log: log.vkey, witnesses: known.map(({ witness }) => witness) }, folder);
  });
