import { Client } from 'pg';
import type { Passwords } from './passwords';

export type Role =
  'predicate_admin' | 'predicate_owner' | 'predicate_app' | 'predicate_sequencer' | 'predicate_auditor';

/** The address of a database of the embedded server for one role, password included: not for a log. */
export const urlFor = (role: Role, password: string, port: number, database: string): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Stands on the database once all below is done, so that a start that was interrupted before is gone through again, and
 * so is a database of an edition that had fewer roles.
 */
const COMPLETE = 'The regulatory record of Predicate, with its log and its auditors';

/**
 * Makes the database `predicate` with the roles that the service connects as, and does no harm when they exist: the
 * owner, for migrations alone, the application, the sequencer of the log, and auditors, whose transactions are read only;
 * these three may define nothing and are no members of the owner. Otherwise a hole in the service could drop the triggers that keep the audit trail (21 CFR
 * 11.10(e)).
 */
export async function ensureRoles(passwords: Passwords, port: number): Promise<void> {
  const isComplete = await asAdmin(passwords, port, 'postgres', async (admin) => {
    const { rows } = await admin.query<{ comment: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = 'predicate'`,
    );
    if (rows[0]?.comment === COMPLETE) return true;
    await makeDatabase(admin, passwords, rows.length > 0);
    return false;
  });
  if (!isComplete) await asAdmin(passwords, port, 'predicate', grantSchema);
}

async function makeDatabase(admin: Client, passwords: Passwords, exists: boolean): Promise<void> {
  await ensureRole(admin, 'predicate_owner', passwords.owner);
  await ensureRole(admin, 'predicate_app', passwords.application);
  await ensureRole(admin, 'predicate_sequencer', passwords.sequencer);
  await ensureRole(admin, 'predicate_auditor', passwords.auditor);
  await admin.query('ALTER ROLE predicate_auditor SET default_transaction_read_only = on');
  if (!exists) await admin.query('CREATE DATABASE predicate OWNER predicate_owner TEMPLATE template0');
  await admin.query('REVOKE ALL ON DATABASE predicate FROM PUBLIC');
  await admin.query('GRANT CONNECT ON DATABASE predicate TO predicate_app, predicate_sequencer, predicate_auditor');
}

async function grantSchema(admin: Client): Promise<void> {
  await admin.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  await admin.query('GRANT USAGE ON SCHEMA public TO predicate_app, predicate_sequencer, predicate_auditor');
  await admin.query('GRANT USAGE, CREATE ON SCHEMA public TO predicate_owner');
  await admin.query(`COMMENT ON DATABASE predicate IS '${COMPLETE}'`);
}

async function ensureRole(admin: Client, role: Role, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
}

async function asAdmin<T>(
  { admin: password }: Passwords,
  port: number,
  database: string,
  ask: (client: Client) => Promise<T>,
): Promise<T> {
  const connectionString = urlFor('predicate_admin', password, port, database);
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}
