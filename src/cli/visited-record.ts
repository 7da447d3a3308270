import type { DataSource } from 'typeorm';
import { readConfig } from '../config';

/** Opens the record with the rights of the application, beside a service that may be running, for as long as the work takes. */
export async function withRecord<T>(work: (dataSource: DataSource, dataDir: string) => Promise<T>): Promise<T> {
  const config = readConfig();
  const { openLog, requireSchema } = await import('./ground.js');
  const { visitDatabase } = await import('./visit.js');
  const { dataSourceOptions, openDataSource } = await import('../database/data-source.js');
  const { ENTITIES } = await import('../app.module.js');
  openLog(config);
  const database = await visitDatabase(config);
  try {
    await requireSchema(database.applicationUrl);
    const dataSource = await openDataSource(dataSourceOptions(database.applicationUrl, ENTITIES));
    try {
      return await work(dataSource, database.dataDir);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.leave();
  }
}
