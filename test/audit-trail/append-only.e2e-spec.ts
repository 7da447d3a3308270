import { Client } from 'pg';
import { ANCHORS, APPEND_ONLY, EDITED, LOG, OPERATIONAL, PRIVATE, RULES } from '../../src/database/grants';
import { type House, openHouse } from '../support/house';
import { readyVersion } from '../support/given';
import { countOf } from '../support/trail';

const REFUSED = '42501';

describe('The database itself', () => {
  let house: House;
  let application: Client;
  let owner: Client;
  beforeAll(async () => {
    house = await openHouse();
    await readyVersion(house);
    application = new Client({ connectionString: house.database.applicationUrl });
    owner = new Client({ connectionString: house.database.ownerUrl });
    await application.connect();
    await owner.connect();
  });
  afterAll(async () => {
    await application.end();
    await owner.end();
    await house.close();
  });

  /** The SQLSTATE and words of a refusal; nothing of it stays even where it is not refused. */
  const answerTo = async (client: Client, sql: string): Promise<{ code: string; message: string }> => {
    await client.query('BEGIN');
    const answer = await client.query(sql).then(
      () => ({ code: '00000', message: 'it was done' }),
      (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
    );
    await client.query('ROLLBACK');
    return answer;
  };

  it('has a right for every table of the record, and every table in one of the lists', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(
      [...APPEND_ONLY, ...EDITED, ...OPERATIONAL, ...PRIVATE, ...RULES, ...LOG, ...ANCHORS, 'migration'].sort(),
    );
  });

  describe.each(APPEND_ONLY)('keeps %s as it was written:', (table) => {
    const STATEMENTS: readonly [string, string][] = [
      ['UPDATE', `UPDATE ${table} SET id = id`],
      ['DELETE', `DELETE FROM ${table}`],
      ['TRUNCATE', `TRUNCATE ${table} CASCADE`],
    ];

    it.each(STATEMENTS)('%s is refused to the application', async (_, sql) => {
      expect(await answerTo(application, sql)).toMatchObject({ code: REFUSED });
    });

    it.each(STATEMENTS)('%s is refused to the owner, by the trigger', async (verb, sql) => {
      const { code, message } = await answerTo(owner, sql);
      expect(code).toBe(REFUSED);
      expect(message).toMatch(new RegExp(`is append-only: ${verb} is refused`));
    });

    it.each(STATEMENTS)('%s is refused to a superuser, by the trigger', async (_, sql) => {
      expect(await answerTo(house.database.superuser, sql)).toMatchObject({ code: REFUSED });
    });

    it('no row locked for a change either', async () => {
      expect(await answerTo(application, `SELECT 1 FROM ${table} FOR UPDATE`)).toMatchObject({ code: REFUSED });
    });
  });

  it.each(EDITED)('lets the application edit %s under audit, and delete nothing of it', async (table) => {
    expect(await answerTo(application, `UPDATE ${table} SET id = id WHERE false`)).toMatchObject({
      code: '00000',
    });
    expect(await answerTo(application, `DELETE FROM ${table}`)).toMatchObject({ code: REFUSED });
    expect(await answerTo(application, `TRUNCATE ${table} CASCADE`)).toMatchObject({ code: REFUSED });
  });

  it.each([
    ['make a table', 'CREATE TABLE mine (id integer)'],
    ['make a function', 'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$'],
    ['make a schema', 'CREATE SCHEMA mine'],
    ['make a role', 'CREATE ROLE mine'],
    ['make an extension', 'CREATE EXTENSION dblink'],
    ['drop a trigger', 'DROP TRIGGER audit_event_is_append_only ON audit_event'],
    ['put a trigger to sleep', 'ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_append_only'],
    ['put every trigger to sleep', 'SET session_replication_role = replica'],
    [
      'replace the function of the triggers',
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    ],
    ['drop a table', 'DROP TABLE audit_event'],
    ['change a table', 'ALTER TABLE audit_event ADD COLUMN mine text'],
    ['give itself a right', 'GRANT UPDATE ON audit_event TO predicate_app; UPDATE audit_event SET id = id'],
    ['become the owner', 'SET ROLE predicate_owner'],
    ['write the list of migrations', 'DELETE FROM migration'],
    ['run a program', `COPY (SELECT 1) TO PROGRAM 'true'`],
    ['read a file of the server', `SELECT pg_read_file('postgresql.conf')`],
  ])('does not let the application %s', async (_, sql) => {
    expect(await answerTo(application, sql)).toMatchObject({ code: REFUSED });
  });

  it('does not let the owner put every trigger to sleep', async () => {
    expect(await answerTo(owner, 'SET session_replication_role = replica')).toMatchObject({ code: REFUSED });
  });

  it('refuses an event whose digest is not that of its payload, or that is too large', async () => {
    const event = (payload: string, digest: string) => `
      INSERT INTO audit_event (id, at, act, actor_id, actor_name, subject_type, subject_id, payload, sha256)
      VALUES (gen_random_uuid(), now(), 'x', 'x', 'x', 'x', gen_random_uuid(), ${payload}, ${digest})`;
    expect(await answerTo(application, event(`'{}'`, `repeat('a', 64)`))).toMatchObject({ code: '23514' });
    const large = `convert_to(to_json(repeat('x', 65536))::text, 'UTF8')`;
    expect(await answerTo(application, event(large, `encode(sha256(${large}), 'hex')`))).toMatchObject({
      code: '23514',
    });
  });

  it('still has all that was written after all this', async () => {
    expect(await countOf(house, 'audit_event')).toBeGreaterThan(8);
    expect(await countOf(house, 'evidence')).toBe(1);
  });
});
