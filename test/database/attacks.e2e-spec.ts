import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from '../support/database';
import {
  attempt,
  changeOf,
  DONE,
  event,
  insertion,
  keep,
  newRecord,
  rehearse,
  type Row,
  row,
  type Step,
  type Values,
} from './fixtures/record';

const FORBIDDEN = '42501';
const REFUSED = '23514';
const TABLES = newRecord().map(({ table }) => table);
const EDITED = ['organization', 'model', 'model_party', 'model_version', 'software_function'];

let database: TestDatabase;
let application: Client;
let owner: Client;
let sequencer: Client;
let record: Row[];
const of = (table: string): Row => record.find((one) => one.table === table)!;
const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await cloneDatabase();
  application = await connected(database.applicationUrl);
  owner = await connected(database.ownerUrl);
  sequencer = await connected(database.sequencerUrl);
  record = newRecord();
  await keep(application, ...record);
});
afterAll(async () => {
  await application.end();
  await owner.end();
  await sequencer.end();
  await database.drop();
});

describe('The application’s own login, in the hands of somebody else,', () => {
  it.each(['UPDATE audit_event SET id = id', 'DELETE FROM audit_event', 'TRUNCATE audit_event CASCADE'])(
    'is forbidden: %s',
    async (sql) => expect(await attempt(application, sql)).toMatchObject({ code: FORBIDDEN }),
  );

  it.each(TABLES)('deletes and truncates nothing of %s', async (table) => {
    expect(await attempt(application, `DELETE FROM ${table}`)).toMatchObject({ code: FORBIDDEN });
    expect(await attempt(application, `TRUNCATE ${table} CASCADE`)).toMatchObject({ code: FORBIDDEN });
  });

  it.each([
    'ALTER TABLE audit_event DISABLE TRIGGER ALL',
    'ALTER TABLE evidence DISABLE TRIGGER evidence_is_audited',
    'DROP TRIGGER evidence_is_audited ON evidence',
    'CREATE TRIGGER mine BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION stamp_audit_event()',
    'CREATE RULE mine AS ON INSERT TO audit_event DO INSTEAD NOTHING',
    'ALTER TABLE audit_event DROP COLUMN txid',
    'ALTER TABLE audit_event DROP CONSTRAINT audit_event_is_its_payload',
    'ALTER TABLE evidence OWNER TO predicate_app',
    'ALTER TABLE evidence ENABLE ROW LEVEL SECURITY',
    'DROP TABLE evidence CASCADE',
    'DROP INDEX audit_event_of_transaction',
    'DROP FUNCTION require_audit_event() CASCADE',
    'ALTER FUNCTION require_audit_event() RESET search_path',
    'CREATE OR REPLACE FUNCTION require_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    'CREATE TABLE mine (id integer)',
    'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    'CREATE SCHEMA mine',
    'CREATE ROLE mine',
    'ALTER ROLE predicate_app SUPERUSER',
    'GRANT predicate_owner TO predicate_app',
    'SET ROLE predicate_owner',
    'SET SESSION AUTHORIZATION predicate_owner',
    'SET session_replication_role = replica',
    'CALL regulate($$migration$$)',
    `INSERT INTO version_transition VALUES ('draft', 'released')`,
    `UPDATE version_transition SET to_state = 'released'`,
    'DELETE FROM migration',
    'INSERT INTO audit_outbox VALUES (gen_random_uuid())',
    'UPDATE audit_outbox SET event_id = event_id',
    'DELETE FROM audit_outbox',
    'TRUNCATE audit_outbox',
    `INSERT INTO log_leaf SELECT 0, id, sha256(payload) FROM audit_event LIMIT 1`,
    `UPDATE log_leaf SET leaf = sha256('')`,
    'DELETE FROM log_leaf',
    `INSERT INTO log_tile VALUES (0, 0, sha256(''))`,
    `UPDATE log_tile SET bytes = bytes || bytes`,
    'DELETE FROM log_tile',
    'UPDATE log_state SET size = 0',
    'SELECT FROM log_state FOR UPDATE',
    'DELETE FROM log_state',
    `INSERT INTO log_checkpoint VALUES (1, sha256(''), '', now())`,
    'DELETE FROM log_checkpoint',
    'TRUNCATE log_leaf, log_tile, log_state, log_checkpoint CASCADE',
    'SET ROLE predicate_sequencer',
    'DROP TRIGGER audit_event_enters_outbox ON audit_event',
    'SELECT enter_outbox()',
    `COPY (SELECT 1) TO PROGRAM 'true'`,
    `SELECT pg_read_file('postgresql.conf')`,
    `SELECT lo_import('/etc/passwd')`,
  ])('is forbidden: %s', async (sql) => {
    expect(await rehearse(application, sql)).toMatchObject({ code: FORBIDDEN });
  });

  it('gains nothing by a grant that is not its own to give', async () => {
    await rehearse(application, 'GRANT UPDATE ON audit_event TO predicate_app');
    expect(await attempt(application, 'UPDATE audit_event SET id = id')).toMatchObject({ code: FORBIDDEN });
  });
});

describe('The login of the sequencer, in the hands of somebody else,', () => {
  it.each([
    ...TABLES.map((table) => `INSERT INTO ${table} DEFAULT VALUES`),
    ...TABLES.map((table) => `DELETE FROM ${table}`),
    ...EDITED.map((table) => `UPDATE ${table} SET id = id`),
    'SELECT act FROM audit_event',
    'SELECT FROM model',
    'INSERT INTO audit_event (id) VALUES (gen_random_uuid())',
    'UPDATE audit_event SET payload = payload',
    'INSERT INTO audit_outbox VALUES (gen_random_uuid())',
    'TRUNCATE audit_outbox',
    'UPDATE log_leaf SET leaf = leaf',
    'DELETE FROM log_leaf',
    'DELETE FROM log_tile',
    'UPDATE log_tile SET n = n + 1',
    'DELETE FROM log_state',
    `INSERT INTO log_state (origin, size, frontier, root) VALUES ('x', 0, '', sha256(''))`,
    'UPDATE log_checkpoint SET size = size',
    'DELETE FROM log_checkpoint',
    `SELECT record_act(gen_random_uuid(), now(), 'a', null, '', '', 'a', 'a', 'model', gen_random_uuid(), '[]')`,
    `SELECT record_acts(ARRAY[gen_random_uuid()], ARRAY[now()], ARRAY['a'], ARRAY[null], ARRAY[''::bytea], ARRAY[''],
       ARRAY['a'], ARRAY['a'], ARRAY['model'], ARRAY[gen_random_uuid()], ARRAY['[]'::jsonb])`,
    'ALTER TABLE log_tile DISABLE TRIGGER ALL',
    'SET ROLE predicate_owner',
    'SET ROLE predicate_app',
    'CREATE TABLE mine (id integer)',
    'SET session_replication_role = replica',
  ])('is forbidden: %s', async (sql) => {
    expect(await rehearse(sequencer, sql)).toMatchObject({ code: FORBIDDEN });
  });

  const place = (idx: number, leaf = `sha256('\\x00'::bytea || payload)`): string =>
    `INSERT INTO log_leaf SELECT ${idx}, id, ${leaf} FROM audit_event e JOIN audit_outbox o ON o.event_id = e.id
     ORDER BY id LIMIT 1`;
  const tile = (bytes: string): string => `INSERT INTO log_tile VALUES (0, 0, ${bytes})`;
  const moved = (size: number, more = ''): string =>
    `UPDATE log_state SET size = ${size}, frontier = substring(repeat('x', 2048)::bytea FROM 1 FOR 32 *
       bit_count(int8send(${size}))::int), root = sha256('x') ${more}`;
  const TILE = tile('(SELECT leaf FROM log_leaf)');
  const signed = (note: string): string =>
    `INSERT INTO log_checkpoint SELECT size, root, ${note}, now() FROM log_state`;
  const NOTE = `concat_ws(E'\\n', origin, size, encode(root, 'base64'), '', '— x y', '')`;

  it('goes through where it does what it is for', async () => {
    const leave = 'DELETE FROM audit_outbox WHERE event_id = (SELECT event_id FROM log_leaf)';
    expect(await rehearse(sequencer, place(0), TILE, leave, moved(1), signed(NOTE))).toEqual(DONE);
  });

  it.each<[string, string, string[]]>([
    ['takes an event out of the outbox unlogged', FORBIDDEN, ['DELETE FROM audit_outbox']],
    ['logs other bytes than those of the event', REFUSED, [place(0, 'sha256(payload)')]],
    ['logs an event twice', '23505', [place(0), place(1)]],
    ['logs two events in one place', '23505', [place(0), place(0)]],
    ['leaves a gap', REFUSED, [place(1), tile(`sha256('')`), moved(2)]],
    ['says more than there is', REFUSED, [place(0), TILE, moved(2)]],
    ['moves on without tiles', REFUSED, [place(0), moved(1)]],
    ['changes a tile', FORBIDDEN, [place(0), TILE, moved(1), `UPDATE log_tile SET bytes = sha256('y')`]],
    ['grows a tile at its beginning', FORBIDDEN, [place(0), TILE, `UPDATE log_tile SET bytes = sha256('') || bytes`]],
    ['begins with half a hash', REFUSED, [tile(`'\\x00'`)]],
    ['shrinks the log', FORBIDDEN, [place(0), TILE, moved(1), moved(0)]],
    ['gives the same size another root', FORBIDDEN, [`UPDATE log_state SET root = sha256('y')`]],
    ['signs an empty log', REFUSED, [signed(NOTE)]],
    ['signs twice', REFUSED, [place(0), TILE, moved(1), signed(NOTE), signed(NOTE)]],
    ['signs another root', REFUSED, [place(0), TILE, moved(1), signed(NOTE).replace('root,', `sha256('y'),`)]],
    ['signs what the note does not say', REFUSED, [place(0), TILE, moved(1), signed(`'x'`)]],
    ['renames a signed log', FORBIDDEN, [place(0), TILE, moved(1), signed(NOTE), `UPDATE log_state SET origin = 'y'`]],
    ['gives it another key', FORBIDDEN, [place(0), TILE, moved(1), signed(NOTE), `UPDATE log_state SET vkey = 'y'`]],
  ])('is refused when it %s', async (_, code, steps) => {
    expect(await rehearse(sequencer, ...steps)).toMatchObject({ code });
  });
});

describe('An event', () => {
  const nothing: Values[] = [];

  it('is stamped by the database, whatever its writer says of transaction, time and login', async () => {
    const id = randomUUID();
    const forged = { txid: '1', recorded_at: '2001-01-01T00:00:00Z', db_user: 'predicate_owner' };
    expect(await attempt(application, event(nothing, { content: { id }, columns: forged }))).toEqual(DONE);
    const { rows } = await owner.query(
      `SELECT db_user, txid > 1 AND txid < pg_current_xact_id()::text::bigint AS of_its_transaction,
              now() - recorded_at < interval '1 minute' AS of_now
       FROM audit_event WHERE id = $1`,
      [id],
    );
    expect(rows).toEqual([{ db_user: 'predicate_app', of_its_transaction: true, of_now: true }]);
  });

  it.each<[string, string, Parameters<typeof event>[1]]>([
    ['a digest that is not of its payload', REFUSED, { columns: { sha256: 'a'.repeat(64) } }],
    ['content beside its payload', '428C9', { columns: { content: '{}' } }],
    ['bytes that are not UTF-8', '22021', { payload: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }],
    ['a NUL byte', '22021', { payload: Buffer.from('"\0"') }],
    ['an escaped NUL', '22P05', { payload: Buffer.from('"\\u0000"') }],
    ['half of a character', '22P02', { payload: Buffer.from('"\\ud800"') }],
    ['no JSON', '22P02', { payload: Buffer.from('{') }],
    ['an empty payload', '22P02', { payload: Buffer.alloc(0) }],
    ['JSON that says nothing', REFUSED, { payload: Buffer.from('{}') }],
    ['JSON that is null', REFUSED, { payload: Buffer.from('null') }],
    ['more than 64 KiB', REFUSED, { content: { more: 'x'.repeat(65_536) } }],
    ['no list of changes', REFUSED, { content: { changes: {} } }],
    ['another id than its payload', REFUSED, { columns: { id: randomUUID() } }],
    ['another instant', REFUSED, { columns: { at: '2026-11-20T10:00:00.001Z' } }],
    ['another act', REFUSED, { columns: { act: 'model.revised' } }],
    ['another actor', REFUSED, { columns: { actor_id: 'somebody' } }],
    ['another name of the actor', REFUSED, { columns: { actor_name: 'Somebody' } }],
    ['another kind of subject', REFUSED, { columns: { subject_type: 'evidence' } }],
    ['another subject', REFUSED, { columns: { subject_id: randomUUID() } }],
    ['a reason that its payload lacks', REFUSED, { columns: { reason: 'Because' } }],
    ['no reason where its payload has one', REFUSED, { content: { reason: 'Because' }, columns: { reason: null } }],
  ])('is refused with %s', async (_, code, forgery) => {
    expect(await attempt(application, event(nothing, forgery))).toMatchObject({ code });
  });
});

describe('A change of the record', () => {
  const organization = (): Row =>
    row('organization', { name: randomUUID(), country: 'US', created_at: new Date(), revision: 1 });

  it.each(TABLES)('that adds to %s is refused at the end without an event', async (table) => {
    const rows = newRecord();
    const told = rows.filter((one) => one.table !== table).map((one) => changeOf(one));
    const answer = await attempt(application, ...rows.map(insertion), event(told));
    expect(answer).toEqual({ code: REFUSED, message: `unaudited INSERT on ${table}` });
    const all = rows.map((one) => changeOf(one));
    expect(await attempt(application, ...rows.map(insertion), event(all))).toEqual(DONE);
  });

  it.each(EDITED)('that edits %s is refused at the end without an event', async (table) => {
    const edited = of(table);
    const { rows } = await owner.query<{ column: string }>(
      `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attname = 'revision'`,
      [table],
    );
    const change = rows.length === 0 ? 'id = id' : 'revision = revision + 1';
    const sql = `UPDATE ${table} SET ${change} WHERE id = '${edited.values.id}'`;
    expect(await attempt(application, sql)).toEqual({ code: REFUSED, message: `unaudited UPDATE on ${table}` });
    expect(await rehearse(application, sql, event([changeOf(edited, 'b'.repeat(64))]))).toEqual(DONE);
  });

  it.each<[string, (added: Row) => readonly Step[]]>([
    ['that names another row', () => [event([changeOf(organization())])]],
    ['that names another table', (added) => [event([changeOf({ ...added, table: 'model' })])]],
    ['that tells a new row as an old one', (added) => [event([changeOf(added, 'b'.repeat(64))])]],
    ['that names it as its subject alone', ({ values: { id } }) => [event([], { content: subjectOf(id) })]],
    ['that is taken back', (added) => ['SAVEPOINT s', event([changeOf(added)]), 'ROLLBACK TO SAVEPOINT s']],
    ['of an earlier transaction', (added) => [event([changeOf(added)]), 'COMMIT', 'BEGIN', insertion(added)]],
    [
      'in a table of the same name that hides the real one',
      (added) => [
        'CREATE TEMP TABLE audit_event (LIKE public.audit_event) ON COMMIT DROP',
        event([changeOf(added)]),
        `UPDATE pg_temp.audit_event SET txid = pg_current_xact_id()::text::bigint, recorded_at = clock_timestamp(),
           content = convert_from(payload, 'UTF8')::jsonb`,
      ],
    ],
  ])('is refused with an event %s', async (story, steps) => {
    const added = organization();
    const isLater = story === 'of an earlier transaction';
    const all = [...(isLater ? [] : [insertion(added)]), ...steps(added)];
    expect(await attempt(application, ...all)).toEqual({ code: REFUSED, message: 'unaudited INSERT on organization' });
  });

  it('is refused at once where the application wants the constraint at once', async () => {
    const added = organization();
    const steps = ['SET CONSTRAINTS ALL IMMEDIATE', insertion(added), event([changeOf(added)])];
    expect(await attempt(application, ...steps)).toMatchObject({ code: REFUSED });
  });

  it('gives no row another id', async () => {
    const added = organization();
    await keep(application, added);
    const id = randomUUID();
    const sql = `UPDATE organization SET id = '${id}' WHERE id = '${added.values.id}'`;
    const told = event([changeOf(row('organization', { id }), 'b'.repeat(64))]);
    expect(await attempt(application, sql, told)).toEqual({
      code: REFUSED,
      message: 'the id of a row of organization never changes',
    });
  });

  it('by a conflict or by a join is a change like any other', async () => {
    const { name, country, created_at: at } = of('organization').values as Record<string, string>;
    expect(
      await attempt(
        application,
        `INSERT INTO organization (id, name, country, created_at, revision)
         VALUES (gen_random_uuid(), '${name}', '${country}', '${at}', 1)
         ON CONFLICT (lower(name)) DO UPDATE SET place = 'Elsewhere'`,
      ),
    ).toEqual({ code: REFUSED, message: 'unaudited UPDATE on organization' });
    expect(
      await attempt(
        application,
        `UPDATE organization o SET place = 'Elsewhere' FROM model_party p WHERE o.id = p.organization_id`,
      ),
    ).toEqual({ code: REFUSED, message: 'unaudited UPDATE on organization' });
  });
});

const subjectOf = (id: string): Values => ({ subject: { type: 'organization', id } });

describe('The work on a dossier', () => {
  const moved = (change: string): string =>
    `UPDATE dossier_job SET ${change} WHERE id = '${of('dossier_job').values.id}'`;

  it('says how far it is without an event', async () => {
    expect(await attempt(application, moved(`state = 'running', progress = 'Drawing the pages'`))).toEqual(DONE);
    expect(await rehearse(application, moved(`state = 'failed', problem = '{}', finished_at = now()`))).toEqual(DONE);
  });

  it('is not done without one, and then done for good', async () => {
    const done = moved(`state = 'done', dossier_id = '${of('dossier').values.id}', finished_at = now()`);
    expect(await attempt(application, done)).toEqual({ code: REFUSED, message: 'unaudited UPDATE on dossier_job' });
    expect(await attempt(application, done, event([changeOf(of('dossier_job'), 'b'.repeat(64))]))).toEqual(DONE);
    expect(await attempt(application, moved(`progress = 'Again'`))).toMatchObject({ code: REFUSED });
  });

  it('is not cancelled without one, and then for good', async () => {
    const other = newRecord();
    await keep(application, ...other);
    const job = other[other.length - 1];
    const cancelled = `UPDATE dossier_job SET state = 'cancelled', finished_at = now() WHERE id = '${job.values.id}'`;
    expect(await attempt(application, cancelled)).toEqual({
      code: REFUSED,
      message: 'unaudited UPDATE on dossier_job',
    });
    expect(await attempt(application, cancelled, event([changeOf(job, 'b'.repeat(64))]))).toEqual(DONE);
    const again = `UPDATE dossier_job SET state = 'queued', finished_at = NULL WHERE id = '${job.values.id}'`;
    expect(await attempt(application, again)).toMatchObject({ code: REFUSED });
  });

  it.each([`requested_by = '{"id":"other"}'`, `template = 'other'`, `requested_at = now()`])(
    'never becomes what somebody else asked for: %s',
    async (change) => {
      const other = newRecord();
      await keep(application, ...other);
      const { id } = other[other.length - 1].values;
      expect(await attempt(application, `UPDATE dossier_job SET ${change} WHERE id = '${id}'`)).toMatchObject({
        code: REFUSED,
      });
    },
  );
});

describe('The owner, which runs migrations and nothing else,', () => {
  it.each(TABLES)('is kept by triggers from deleting of %s', async (table) => {
    expect(await rehearse(owner, `DELETE FROM ${table}`)).toMatchObject({ code: FORBIDDEN });
    expect(await rehearse(owner, `TRUNCATE ${table} CASCADE`)).toMatchObject({ code: FORBIDDEN });
  });

  it.each([
    ['change an event', FORBIDDEN, 'UPDATE audit_event SET reason = NULL'],
    ['change evidence', FORBIDDEN, `UPDATE evidence SET title = 'Another'`],
    ['edit a model unseen', REFUSED, `UPDATE model SET name = 'Another ' || id`],
    ['release a draft', REFUSED, `UPDATE model_version SET state = 'released', revision = revision + 1`],
    ['put every trigger to sleep at once', FORBIDDEN, 'SET session_replication_role = replica'],
    ['put the triggers of foreign keys to sleep', FORBIDDEN, 'ALTER TABLE evidence DISABLE TRIGGER ALL'],
    ['become a superuser', FORBIDDEN, 'ALTER ROLE predicate_owner SUPERUSER'],
  ])('cannot %s', async (_, code, sql) => {
    expect(await rehearse(owner, sql)).toMatchObject({ code });
  });

  it.each<[string, ...string[]]>([
    [
      'disable a trigger by name and delete',
      'ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_append_only',
      `DELETE FROM audit_event`,
    ],
    [
      'disable the trigger and edit unseen',
      'ALTER TABLE organization DISABLE TRIGGER organization_is_audited',
      `UPDATE organization SET place = 'Elsewhere'`,
    ],
    [
      'replace a function',
      'CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      'DELETE FROM audit_event',
    ],
    ['drop the table', 'DROP TABLE audit_event CASCADE'],
    ['give the application rights', 'GRANT ALL ON ALL TABLES IN SCHEMA public TO predicate_app'],
  ])('can %s: only what is kept outside the database tells of that', async (_, ...steps) => {
    expect(await rehearse(owner, ...steps)).toEqual(DONE);
  });
});
