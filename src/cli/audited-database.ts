import { DataSource } from 'typeorm';
import { ENTITIES } from '../app.module';
import { readConfig } from '../config';
import { dataSourceOptions } from '../database/data-source';
import { requireSchema } from './ground';
import { untilStopped } from './until-stopped';
import { visitDatabase } from './visit';

/** Looks through the whole record: longer than a request may. */
const PATIENT = { max: 2, options: '-c statement_timeout=0' };

/** Opens the record for reading, with the rights of the application, while it is served or not. */
export async function withAuditedDatabase<T>(read: (dataSource: DataSource) => Promise<T>): Promise<T> {
  void untilStopped();
  const database = await visitDatabase(readConfig());
  try {
    await requireSchema(database.applicationUrl);
    const options = { ...dataSourceOptions(database.applicationUrl, ENTITIES), extra: PATIENT };
    const dataSource = await new DataSource(options).initialize();
    try {
      return await read(dataSource);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await database.leave();
  }
}
