import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { MIGRATIONS } from '../../migrations';
import { SnakeNaming } from './naming';

type EntityClass = abstract new () => object;

const log = new Logger('Database');
const tell = (error: Error): void => log.warn(`A connection was lost: ${error.message}`);

/**
 * How the service talks to PostgreSQL. The schema is what the migrations say and is never changed from the entities;
 * limits on waiting keep one slow statement from holding up the service.
 */
export function dataSourceOptions(url: string, entities: EntityClass[] = []): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    applicationName: 'predicate',
    connectTimeoutMS: 5_000,
    poolErrorHandler: tell,
    extra: { max: 20, statement_timeout: 15_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 30_000 },
  };
}

/** Opens the data source; a connection that the server ends while it is checked out is a warning, not the end. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const dataSource = await new DataSource(options).initialize();
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  pool.on('connect', (client: PoolClient) => client.on('error', tell));
  return dataSource;
}
