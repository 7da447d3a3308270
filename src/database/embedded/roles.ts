import { Client } from 'pg';
import type { Passwords } from './passwords';

export type Role = 'predicate_admin' | 'predicate_owner' | 'predicate_app';

/** The address of a database of the embedded server for one role, password included: not for a log. */
export const urlFor = (role: Role, password: string, port: number, database: string): string =>
  `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Makes the database `predicate` with the two roles that the service connects as, and does no harm when they exist: the
 * owner, for migrations alone, and the application, which may define nothing and is no member of the owner. Otherwise a
 * hole in the service could drop the triggers that keep the audit trail (21 CFR 11.10(e)).
 */
export async function ensureRoles(passwords: Passwords, port: number): Promise<void> {
  await as(urlFor('predicate_admin', passwords.admin, port, 'postgres'), async (admin) => {
    await ensureRole(admin, 'predicate_owner', passwords.owner);
    await ensureRole(admin, 'predicate_app', passwords.application);
    const { rowCount } = await admin.query(`SELECT FROM pg_database WHERE datname = 'predicate'`);
    if (rowCount === 0) await admin.query('CREATE DATABASE predicate OWNER predicate_owner TEMPLATE template0');
    await admin.query('REVOKE ALL ON DATABASE predicate FROM PUBLIC');
    await admin.query('GRANT CONNECT ON DATABASE predicate TO predicate_app');
  });
  await as(urlFor('predicate_admin', passwords.admin, port, 'predicate'), async (admin) => {
    await admin.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await admin.query('GRANT USAGE ON SCHEMA public TO predicate_app');
    await admin.query('GRANT USAGE, CREATE ON SCHEMA public TO predicate_owner');
  });
}

async function ensureRole(admin: Client, role: Role, password: string): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
}

async function as(connectionString: string, ask: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await ask(client);
  } finally {
    await client.end();
  }
}
