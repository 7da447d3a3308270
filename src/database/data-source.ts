import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { MIGRATIONS } from '../../migrations';
import { watchPool } from '../observability/counted';
import { tellLost } from './lost-connections';
import { SnakeNaming } from './naming';

type EntityClass = abstract new () => object;

/** For a free connection of the pool, or a new one: a service that cannot get one says so instead of queueing. */
const WAIT_FOR_CONNECTION_MS = 2_000;

/** Connections, and milliseconds that the server gives a statement, a wait for a lock, and a transaction that idles. */
const LIMITS = {
  max: 20,
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  /** Longer than the server would take: a server that does not say so is not there, and its connection is dropped. */
  query_timeout: 5_500,
  /** Statements that do not wait for each other are sent together (`inOneGo`). */
  pipeline: true,
  /** Starting helpers takes a statement longer than all that a page of a list does. */
  options: '-c max_parallel_workers_per_gather=0',
};

/**
 * How the service talks to PostgreSQL. The schema is what the migrations say and is never changed from the entities;
 * limits on waiting keep one slow statement from holding up the service. Read only, the server itself refuses to write.
 */
export function dataSourceOptions(url: string, entities: EntityClass[] = [], isReadOnly = false): DataSourceOptions {
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
    connectTimeoutMS: WAIT_FOR_CONNECTION_MS,
    poolErrorHandler: tellLost,
    extra: isReadOnly ? { ...LIMITS, options: `${LIMITS.options} -c default_transaction_read_only=on` } : LIMITS,
  };
}

/** Opens the data source; a connection that the server ends while it is checked out is a warning, not the end. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const dataSource = await new DataSource(options).initialize();
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  pool.on('connect', (client: PoolClient) => client.on('error', tellLost));
  watchPool(pool);
  return dataSource;
}
