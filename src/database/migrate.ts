import { DataSource, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { auditorGrantsFor, grantsFor, sequencerGrantsFor } from './grants';
import { migrateQueue } from './queue-schema';

/** The two least-known numbers of this file: a lock that only migrations of Predicate take. */
const MIGRATION_LOCK = [7337, 1];
const OLDEST_SERVER = 15;

/** A migration may have to wait for a running service, and to work for longer than a request may. */
const PATIENT = { connectTimeoutMS: 10_000, extra: { max: 2, lock_timeout: 60_000 } };

export interface Migrated {
  readonly applied: readonly string[];
  readonly serverVersion: string;
}

/**
 * Brings the database up to this program, as the owner, under an advisory lock so that two that start together do it
 * once; then grants the application role what it needs and no more, and so the roles of the sequencer and of auditors where
 * there are such.
 * Throws for a server older than PostgreSQL 15, and for roles that could lift what the schema forbids them, or are one.
 */
export async function migrate(
  ownerUrl: string,
  applicationRole: string,
  sequencerRole: string | null = null,
  auditorRole: string | null = null,
): Promise<Migrated> {
  requireDifferent([applicationRole, sequencerRole, auditorRole]);
  const dataSource = await new DataSource({ ...dataSourceOptions(ownerUrl), ...PATIENT }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    const serverVersion = await requireServer(dataSource);
    await requireSeparateRole(dataSource, applicationRole);
    if (sequencerRole !== null) await requireSeparateRole(dataSource, sequencerRole);
    if (auditorRole !== null) await requireSeparateRole(dataSource, auditorRole, [applicationRole, sequencerRole]);
    await runner.query('SELECT pg_advisory_lock($1, $2)', MIGRATION_LOCK);
    const applied = await dataSource.runMigrations();
    await migrateQueue(ownerUrl);
    await grant(runner, [
      ...grantsFor(applicationRole),
      ...(sequencerRole === null ? [] : sequencerGrantsFor(sequencerRole)),
      ...(auditorRole === null ? [] : auditorGrantsFor(auditorRole)),
    ]);
    return { applied: applied.map(({ name }) => name), serverVersion };
  } finally {
    await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await runner.release();
    await dataSource.destroy();
  }
}

/** All rights change at once, so that a service that is running never misses one. */
async function grant(runner: QueryRunner, grants: readonly string[]): Promise<void> {
  await runner.startTransaction();
  try {
    for (const statement of grants) await runner.query(statement);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

/** One login for two hands would have the rights of both. */
function requireDifferent(roles: readonly (string | null)[]): void {
  const twice = roles.find((role, at) => role !== null && roles.indexOf(role) < at);
  if (twice === undefined) return;
  throw new Error(`${twice} cannot be both: the service, the log and auditors each have a login of their own`);
}

/**
 * Whoever can become the owner or pass by rights can take the triggers away that keep the trail (21 CFR 11.10(e)); and
 * whoever can become one of `others` has its rights.
 */
async function requireSeparateRole(
  dataSource: DataSource,
  given: string,
  others: readonly (string | null)[] = [],
): Promise<void> {
  const [role] = await dataSource.query<{ excess: string | null }[]>(
    `SELECT CASE WHEN rolsuper THEN 'is a superuser' WHEN rolbypassrls THEN 'bypasses row security'
       WHEN rolreplication THEN 'may replicate' WHEN rolcreaterole THEN 'may make roles'
       WHEN pg_has_role(oid, current_user, 'MEMBER') THEN 'is the owner of the schema or a member of it'
       WHEN EXISTS (SELECT FROM pg_roles o WHERE o.rolname = ANY ($2) AND pg_has_role(r.oid, o.oid, 'MEMBER'))
         THEN 'is a member of another role of the service' END AS excess
     FROM pg_roles r WHERE rolname = $1`,
    [given, others],
  );
  if (role === undefined) throw new Error(`The database has no role ${given}, as which the service connects`);
  if (role.excess !== null) {
    throw new Error(`${given} ${role.excess}: the service must connect as a role that has no such power`);
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
