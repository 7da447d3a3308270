import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '../../../src/database/embedded/embedded-postgres';
import { isServing, newDataDir, query, refusalOf, sqlState, start, tearDown } from './fixtures/house';

jest.setTimeout(60_000);

describe('embedded PostgreSQL', () => {
  const dataDir = newDataDir();
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    postgres = await start(dataDir);
  });

  afterAll(async () => {
    await postgres.stop();
    await tearDown();
  });

  it('keeps what is acknowledged, checks its pages, and speaks UTF-8 on loopback only', async () => {
    const settings = await query<{ name: string; setting: string }>(
      postgres.superuserUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit',
         'data_checksums', 'server_encoding', 'listen_addresses', 'unix_socket_directories', 'password_encryption')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      password_encryption: 'scram-sha-256',
    });
  });

  it('sorts in every database as C.UTF-8, whatever the machine speaks', async () => {
    const sql = `SELECT datlocprovider AS provider, datlocale AS locale FROM pg_database WHERE datname = 'predicate'`;
    expect(await query(postgres.superuserUrl, sql)).toEqual([{ provider: 'b', locale: 'C.UTF-8' }]);
  });

  it('lets nobody in without the password', async () => {
    expect(await sqlState(postgres.applicationUrl.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).toBe('28P01');
  });

  it('closes the passwords and the database to other accounts', () => {
    expect(statSync(join(dataDir, 'postgres-passwords.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  });

  describe('as the application', () => {
    it.each([
      ['make a table', 'CREATE TABLE intruder (id int)'],
      ['make a temporary table', 'CREATE TEMPORARY TABLE intruder (id int)'],
      ['make a schema', 'CREATE SCHEMA intruder'],
      ['make a database', 'CREATE DATABASE intruder'],
      ['make a role', 'CREATE ROLE intruder'],
      ['become the owner', 'SET ROLE predicate_owner'],
      ['switch triggers off', `SET session_replication_role = 'replica'`],
      ['read a file of the machine', `COPY (SELECT 1) TO '/tmp/intruder'`],
    ])('cannot %s', async (_what, sql) => {
      expect(await sqlState(postgres.applicationUrl, sql)).toBe('42501');
    });

    it('can touch only what the owner granted', async () => {
      await query(
        postgres.ownerUrl,
        'CREATE TABLE granted (id int); GRANT SELECT, INSERT ON granted TO predicate_app; CREATE TABLE kept_back (id int)',
      );
      expect(await sqlState(postgres.applicationUrl, 'INSERT INTO granted VALUES (1)')).toBe('done');
      expect(await sqlState(postgres.applicationUrl, 'DELETE FROM granted')).toBe('42501');
      expect(await sqlState(postgres.applicationUrl, 'DROP TABLE granted')).toBe('42501');
      expect(await sqlState(postgres.applicationUrl, 'SELECT FROM kept_back')).toBe('42501');
    });
  });

  it('gives no role a right beyond its own', async () => {
    const roles = await query(
      postgres.superuserUrl,
      `SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls AS mighty,
              pg_has_role(rolname, 'predicate_owner', 'MEMBER') AS owner
         FROM pg_roles WHERE rolname IN ('predicate_owner', 'predicate_app', 'predicate_sequencer', 'predicate_auditor') ORDER BY rolname`,
    );
    expect(roles).toEqual([
      { rolname: 'predicate_app', mighty: false, owner: false },
      { rolname: 'predicate_auditor', mighty: false, owner: false },
      { rolname: 'predicate_owner', mighty: false, owner: true },
      { rolname: 'predicate_sequencer', mighty: false, owner: false },
    ]);
  });

  it('refuses a second supervisor of the same folder, and names the first', async () => {
    expect(await refusalOf(dataDir)).toContain(`as process ${process.pid}`);
  });

  it('makes roles and grants that an interrupted first start left undone', async () => {
    await query(postgres.superuserUrl, 'COMMENT ON DATABASE predicate IS NULL');
    await query(postgres.superuserUrl, 'REVOKE CONNECT ON DATABASE predicate FROM predicate_app');
    await postgres.stop();
    postgres = await start(dataDir);
    expect(await sqlState(postgres.applicationUrl, 'SELECT 1')).toBe('done');
  });

  it.each(['sequencer', 'auditor'] as const)(
    'gives a database of before the %s its login, and keeps the passwords that were there',
    async (name) => {
      const file = join(dataDir, 'postgres-passwords.json');
      const { [name]: password, ...before } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      await query(postgres.superuserUrl, `REVOKE ALL ON DATABASE predicate FROM predicate_${name}`);
      await query(
        postgres.superuserUrl.replace(/postgres$/, 'predicate'),
        `REVOKE ALL ON SCHEMA public FROM predicate_${name}`,
      );
      await query(postgres.superuserUrl, `DROP ROLE predicate_${name}`);
      await query(postgres.superuserUrl, `COMMENT ON DATABASE predicate IS 'The regulatory record of Predicate'`);
      await postgres.stop();
      writeFileSync(file, JSON.stringify(before));
      postgres = await start(dataDir);
      expect(await sqlState(postgres[`${name}Url`], 'SELECT 1')).toBe('done');
      const after = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
      expect(after).toEqual({ ...before, [name]: expect.stringMatching(/^[\w-]{32}$/) as string });
      expect(after[name]).not.toBe(password);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    },
  );

  it('keeps its rows and its passwords over a stop, and leaves no process', async () => {
    const { pid, applicationUrl, port } = postgres;
    await postgres.stop();
    await postgres.stop();
    expect(isServing(pid, dataDir)).toBe(false);
    postgres = await start(dataDir);
    expect(postgres.adopted).toBe(false);
    expect(postgres.applicationUrl.replace(`:${postgres.port}/`, '')).toBe(applicationUrl.replace(`:${port}/`, ''));
    expect(await query(postgres.applicationUrl, 'SELECT id FROM granted')).toEqual([{ id: 1 }]);
  });
});
