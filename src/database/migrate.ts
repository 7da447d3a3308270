import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { grantsFor } from './grants';

/** The two least-known numbers of this file: a lock that only migrations of Predicate take. */
const MIGRATION_LOCK = [7337, 1];
const OLDEST_SERVER = 15;

export interface Migrated {
  readonly applied: readonly string[];
  readonly serverVersion: string;
}

/**
 * Brings the database up to this program, as the owner, under an advisory lock so that two that start together do it
 * once; then grants the application role what it needs and no more. Throws for a server older than PostgreSQL 15.
 */
export async function migrate(ownerUrl: string, applicationRole: string): Promise<Migrated> {
  const dataSource = await new DataSource({
    ...dataSourceOptions(ownerUrl),
    extra: { max: 2, lock_timeout: 60_000 },
  }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    const serverVersion = await requireServer(dataSource);
    await runner.query('SELECT pg_advisory_lock($1, $2)', MIGRATION_LOCK);
    const applied = await dataSource.runMigrations();
    for (const grant of grantsFor(applicationRole)) await runner.query(grant);
    return { applied: applied.map(({ name }) => name), serverVersion };
  } finally {
    await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await runner.release();
    await dataSource.destroy();
  }
}

/** The server's version, or an error where it is older than what the schema needs. */
export async function requireServer(dataSource: DataSource): Promise<string> {
  const [{ version }] = await dataSource.query<[{ version: string }]>(
    `SELECT current_setting('server_version') AS version`,
  );
  if (Number.parseInt(version, 10) < OLDEST_SERVER) {
    throw new Error(`PostgreSQL ${version} is too old: Predicate needs ${OLDEST_SERVER} or newer`);
  }
  return version;
}

/** Names the migrations that are due, so that `serve` can refuse to run on a schema that is not its own. */
export async function pendingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const known = (dataSource.options.migrations as (new () => { name?: string })[]).map((one) => one.name);
  const applied = await dataSource
    .query<{ name: string }[]>('SELECT name FROM migration')
    .catch(() => [] as { name: string }[]);
  const done = new Set(applied.map(({ name }) => name));
  return known.filter((name) => !done.has(name));
}
