import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../src/audit-trail/audit-trail.service';
import { OperatorToken } from '../../src/access/operator-token';
import { createApp } from '../../src/app.setup';
import { readForAuditor } from '../../src/database/auditors-pool';
import { READ_BY_AUDITORS, READ_BY_AUDITORS_IN_PART } from '../../src/database/grants';
import { migrate } from '../../src/database/migrate';
import { EVIDENCE_LIST } from '../../src/evidence/evidence.list';
import { operatorActor } from '../../src/kernel/actor';
import { systemClock } from '../../src/kernel/clock';
import { sha256 } from '../../src/kernel/digest';
import { newId } from '../../src/kernel/ids';
import { Organization } from '../../src/models/organization.entity';
import { asking, type House, openHouse, OPERATOR_TOKEN } from '../support/house';
import { granted, hire, inPerson } from '../support/staff';
import { countOf } from '../support/trail';
import { type Furnished, furnished } from './fixtures/furnished';

const TOKEN = 'connections-token-of-an-auditor-40-chars';
const READ_ONLY = '25006';
const FORBIDDEN = '42501';
/** What opens accounts, says who people are, or is nobody's to read but the service's. */
const NEVER = [
  ...['calendar_feed', 'mail', 'notice_choice', 'spreadsheet_draft'],
  ...['credential', 'held_secret', 'enrolment', 'session', 'api_token', 'sign_in_attempt', 'sign_in_lock'],
  ...['passkey_challenge', 'signature_request', 'openid_request', 'openid_session', 'step_up', 'step_up_use'],
  ...['person', 'qualification', 'role_assignment', 'delegation', 'security_alert', 'auditor_grant', 'auditor_read'],
  ...['idempotency_key', 'form_draft', 'saved_view', 'job', 'legal_hold', 'accepted_loss', 'migration'],
];

let house: House;
let a: Furnished;
let auditor: ReturnType<typeof asking>;
let login: Client;
beforeAll(async () => {
  house = await openHouse();
  a = await furnished(house, 'A');
  const { superuser, auditorUrl } = house.database;
  const id = await hire(superuser, { printedName: 'Auditor', roles: ['auditor'], token: TOKEN });
  await granted(superuser, id, { modelIds: [a.ids.model] });
  auditor = asking(house.url, inPerson(TOKEN));
  login = new Client({ connectionString: auditorUrl });
  await login.connect();
}, 120_000);
afterAll(async () => {
  await login.end();
  await house.close();
});

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await house.database.superuser.query(text, values)).rows as T[];
const A_KEY = `INSERT INTO job (id) VALUES (gen_random_uuid())`;

describe('The login of auditors', () => {
  it('may select, and nothing else, what they may be shown, and nothing else', async () => {
    const whole = await rows<{ name: string; rights: string[] }>(
      `SELECT c.relname AS name, array_agg(p.right ORDER BY p.right) AS rights
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       CROSS JOIN unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS p("right")
       WHERE n.nspname IN ('public', 'graphile_worker') AND c.relkind IN ('r', 'p', 'v', 'm')
         AND has_table_privilege('predicate_auditor', c.oid, p.right)
       GROUP BY c.relname ORDER BY c.relname`,
    );
    expect(whole).toEqual([...READ_BY_AUDITORS].sort().map((name) => ({ name, rights: ['SELECT'] })));
    const part = await rows<{ name: string; columns: string[]; rights: string[] }>(
      `SELECT table_name AS name, array_agg(DISTINCT column_name::text) AS columns,
              array_agg(DISTINCT privilege_type::text) AS rights
       FROM information_schema.column_privileges
       WHERE grantee = 'predicate_auditor' AND NOT table_name = ANY ($1) GROUP BY table_name`,
      [[...READ_BY_AUDITORS]],
    );
    expect(Object.fromEntries(part.map(({ name, columns }) => [name, columns.sort()]))).toEqual(
      Object.fromEntries(
        Object.entries(READ_BY_AUDITORS_IN_PART).map(([name, columns]) => [name, [...columns].sort()]),
      ),
    );
    expect(part.every(({ rights }) => rights.join() === 'SELECT')).toBe(true);
    expect(
      await rows(
        `SELECT c.relname FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace
         AND (has_sequence_privilege('predicate_auditor', c.oid, 'USAGE')
           OR has_sequence_privilege('predicate_auditor', c.oid, 'UPDATE'))`,
      ),
    ).toEqual([]);
  });

  it.each(NEVER)('does not read %s', async (table) => {
    expect(await codeOf(login.query(`SELECT count(*) FROM ${table}`))).toBe(FORBIDDEN);
  });

  it('has a word for every table: it reads it, a part of it, or never', async () => {
    const tables = await rows<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
    );
    const silent = ['auditor_grant_scope', 'disposal_request', 'disposal_rejection', 'legal_hold_release'];
    silent.push('retention_period');
    const said = [...READ_BY_AUDITORS, ...Object.keys(READ_BY_AUDITORS_IN_PART), ...NEVER, ...silent];
    expect(tables.map(({ name }) => name).sort()).toEqual([...said].sort());
  });

  it('is held read only by the database, and has no right to write where it lifts that', async () => {
    expect((await login.query('SHOW default_transaction_read_only')).rows).toEqual([
      { default_transaction_read_only: 'on' },
    ]);
    expect(await codeOf(login.query('UPDATE model SET name = name'))).toBe(READ_ONLY);
    for (const table of [...READ_BY_AUDITORS, ...NEVER]) {
      await login.query('BEGIN READ WRITE');
      expect([table, await codeOf(login.query(`DELETE FROM ${table}`))]).toEqual([table, FORBIDDEN]);
      await login.query('ROLLBACK');
    }
    for (const text of [
      'CREATE TABLE mine (id integer)',
      'SELECT forget_jobs()',
      'SET ROLE predicate_app',
      'SET ROLE predicate_owner',
      'SET session_replication_role = replica',
      `COPY (SELECT 1) TO PROGRAM 'true'`,
      `SELECT pg_read_file('postgresql.conf')`,
      'SELECT FROM model FOR UPDATE',
      'LOCK TABLE model IN EXCLUSIVE MODE',
    ]) {
      await login.query('BEGIN READ WRITE');
      expect([text, await codeOf(login.query(text))]).toEqual([text, FORBIDDEN]);
      await login.query('ROLLBACK');
    }
  });

  it.each<[string, [string, string | null, string | null]]>([
    ['the application', ['predicate_app', 'predicate_sequencer', 'predicate_app']],
    ['the sequencer', ['predicate_app', 'predicate_sequencer', 'predicate_sequencer']],
  ])('is not that of %s', async (_, [app, sequencer, role]) => {
    await expect(migrate(house.database.ownerUrl, app, sequencer, role)).rejects.toThrow(/cannot be both/);
  });

  it('is no member of another login, nor mighty', async () => {
    const { superuser, ownerUrl } = house.database;
    const migrated = () => migrate(ownerUrl, 'predicate_app', 'predicate_sequencer', 'auditor_of_test');
    await expect(migrated()).rejects.toThrow(/has no role auditor_of_test/);
    await superuser.query('CREATE ROLE auditor_of_test LOGIN IN ROLE predicate_app');
    try {
      await expect(migrated()).rejects.toThrow(/is a member of another role of the service/);
      await superuser.query('REVOKE predicate_app FROM auditor_of_test');
      await superuser.query('ALTER ROLE auditor_of_test BYPASSRLS');
      await expect(migrated()).rejects.toThrow(/bypasses row security/);
      await superuser.query('ALTER ROLE auditor_of_test NOBYPASSRLS');
      await migrated();
      expect(
        await rows(`SELECT has_table_privilege('auditor_of_test', 'evidence', 'SELECT') AS reads,
                           has_table_privilege('auditor_of_test', 'session', 'SELECT') AS pries`),
      ).toEqual([{ reads: true, pries: false }]);
    } finally {
      await superuser.query('DROP OWNED BY auditor_of_test');
      await superuser.query('DROP ROLE auditor_of_test');
    }
  });
});

describe('A request of an auditor', () => {
  const here = () => house.app.get(DataSource);
  const who = () =>
    here().query<{ login: string; mode: string }[]>(
      `SELECT current_user AS login, current_setting('transaction_read_only') AS mode`,
    );

  it('reads by the login of auditors, and everybody else by that of the service', async () => {
    expect(await readForAuditor(who)).toEqual([{ login: 'predicate_auditor', mode: 'on' }]);
    expect(await who()).toEqual([{ login: 'predicate_app', mode: 'off' }]);
    const both = await Promise.all([
      readForAuditor(who),
      who(),
      readForAuditor(() => here().manager.query('SELECT 1')),
    ]);
    expect(both.map(([row]) => (row as { login?: string }).login)).toEqual([
      'predicate_auditor',
      'predicate_app',
      undefined,
    ]);
  });

  it('cannot write, whatever a route tries: the database refuses', async () => {
    const list = EVIDENCE_LIST as { describe: typeof EVIDENCE_LIST.describe };
    const { describe: own } = list;
    list.describe = async (manager, found) => {
      await manager.query(`INSERT INTO sign_in_attempt (id, name_sha256, at, succeeded)
        VALUES (gen_random_uuid(), '${sha256('planted')}', now(), false)`);
      return own(manager, found);
    };
    const planted = () => rows(`SELECT FROM sign_in_attempt WHERE name_sha256 = $1`, [sha256('planted')]);
    try {
      const [reads, events] = [await countOf(house, 'auditor_read'), await countOf(house, 'audit_event')];
      for (const query of [{}, { format: 'csv' }]) {
        const { status } = await auditor.get('/api/v1/evidence').query(query);
        expect([403, 503]).toContain(status);
      }
      expect(await planted()).toEqual([]);
      // That he tried is told all the same, by the login that may.
      expect(await countOf(house, 'auditor_read')).toBe(reads + 2);
      expect(await countOf(house, 'audit_event')).toBe(events + 2);
      await house.staff.get('/api/v1/evidence').expect(200);
      expect(await planted()).toHaveLength(1);
    } finally {
      list.describe = own;
    }
    await auditor.get('/api/v1/evidence').expect(200);
  });

  it('cannot record either, in a transaction or in one that says that it writes', async () => {
    const organization = { id: newId(), name: 'Planted', country: 'US' };
    const recorded = () =>
      house.app
        .get(AuditTrail)
        .record(operatorActor(), 'organization.registered', {}, (tx) => tx.insert(Organization, organization as never));
    expect(await codeOf(readForAuditor(recorded))).toBe(READ_ONLY);
    const lifted = () =>
      here().transaction(async (manager) => {
        await manager.query('SET TRANSACTION READ WRITE');
        await manager.query(`UPDATE model SET name = 'Planted'`);
      });
    expect(await codeOf(readForAuditor(lifted))).toBe(FORBIDDEN);
    expect(await codeOf(readForAuditor(() => here().query(A_KEY)))).toBe(READ_ONLY);
    expect(await rows(`SELECT FROM model WHERE name = 'Planted'`)).toEqual([]);
  });

  it('is told before it is answered, by the login of the service, of a page and of an export', async () => {
    for (const query of [{}, { format: 'jsonl' }]) {
      const before = await countOf(house, 'auditor_read');
      await auditor.get('/api/v1/models').query(query).expect(200);
      expect(await countOf(house, 'auditor_read')).toBe(before + 1);
    }
    const logins = await rows<{ usename: string }>(
      `SELECT DISTINCT usename FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'predicate-auditor'`,
    );
    expect(logins).toEqual([{ usename: 'predicate_auditor' }]);
  });
});

describe('Where auditors have no login of their own', () => {
  it('they read by that of the service, held read only; and all connections end with it', async () => {
    const app = await createApp(
      {
        ...{ databaseUrl: house.database.applicationUrl, store: house.store, clock: systemClock, maxFileBytes: 1024 },
        ...{ operatorToken: new OperatorToken(sha256(OPERATOR_TOKEN)), requestsPerMinute: 0, log: null },
        schedules: false,
      },
      undefined,
      { drainMs: 0 },
    );
    const open = () =>
      rows(
        `SELECT usename FROM pg_stat_activity WHERE datname = current_database()
         AND application_name = 'predicate-auditor' AND usename = 'predicate_app'`,
      );
    try {
      await app.listen(0, '127.0.0.1');
      await asking(await app.getUrl(), inPerson(TOKEN))
        .get('/api/v1/models')
        .expect(200);
      expect((await open()).length).toBeGreaterThan(0);
      const written = () => app.get(DataSource).query(A_KEY);
      expect(await codeOf(readForAuditor(written))).toBe(READ_ONLY);
    } finally {
      await app.close();
    }
    // A server process is gone a moment after its connection.
    for (let tries = 0; tries < 40 && (await open()).length > 0; tries += 1) await sleep(50);
    expect(await open()).toEqual([]);
  });
});
