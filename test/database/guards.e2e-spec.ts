import { Client } from 'pg';
import {
  ANCHORS,
  APPEND_ONLY,
  EDITED,
  FORGETTING,
  LOG,
  OPERATIONAL,
  PRIVATE,
  RULES,
  UNAUDITED,
} from '../../src/database/grants';
import { migrate } from '../../src/database/migrate';
import { cloneDatabase, type TestDatabase } from '../support/database';

const APPLICATION = 'predicate_app';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const column = async (sql: string): Promise<string[]> =>
  (await database.superuser.query<{ one: string }>(sql)).rows.map(({ one }) => one).sort();

describe('Every table of the record', () => {
  const guardedBy = (procedure: string, ...types: number[]): Promise<string[]> =>
    column(`SELECT DISTINCT relname AS one FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE tgfoid = '${procedure}'::regproc AND tgenabled = 'O' AND tgtype IN (${types.join(', ')})`);
  const deferredTo = (when: string): Promise<string[]> =>
    column(`SELECT relname AS one FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE tgfoid = 'require_audit_event'::regproc AND tgdeferrable AND tginitdeferred AND tgenabled = 'O'
              AND ${when}`);
  const [ROW_AFTER_INSERT_OR_UPDATE, ROW_AFTER_INSERT, ROW_AFTER_UPDATE] = [21, 5, 17];
  const [BEFORE_UPDATE_DELETE_OR_TRUNCATE, BEFORE_DELETE_OR_TRUNCATE] = [58, 42];

  it('has the trigger that wants an event at the end of a transaction, or is named as one that needs none', async () => {
    const audited = [...APPEND_ONLY, ...EDITED].filter((table) => !UNAUDITED.includes(table));
    expect(await deferredTo(`tgtype = ${ROW_AFTER_INSERT_OR_UPDATE} AND tgqual IS NULL`)).toEqual(audited.sort());
    expect(await deferredTo(`tgtype = ${ROW_AFTER_INSERT} AND tgqual IS NULL`)).toEqual(['dossier_job']);
    expect(await deferredTo(`tgtype = ${ROW_AFTER_UPDATE} AND tgqual IS NOT NULL`)).toEqual(['dossier_job']);
  });

  it('has a trigger that refuses to delete', async () => {
    expect(await guardedBy('refuse_change', BEFORE_UPDATE_DELETE_OR_TRUNCATE)).toEqual(
      [...APPEND_ONLY, ...RULES, ...ANCHORS, 'log_leaf', 'log_checkpoint'].sort(),
    );
    expect(await guardedBy('refuse_removal', BEFORE_DELETE_OR_TRUNCATE)).toEqual(
      [...EDITED, 'log_tile', 'log_state'].sort(),
    );
  });

  it('gives the application the rights of its list and no other', async () => {
    const { rows } = await database.superuser.query<{ table: string; rights: string }>(
      `SELECT c.relname AS table,
              (SELECT string_agg(p, ' ' ORDER BY p) FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE',
                 'REFERENCES','TRIGGER']) p WHERE has_table_privilege('${APPLICATION}', c.oid, p)) AS rights
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
    );
    const expected = [
      ...APPEND_ONLY.map((table) => ({ table, rights: 'INSERT SELECT' })),
      ...[...EDITED, ...OPERATIONAL].map((table) => ({ table, rights: 'INSERT SELECT UPDATE' })),
      ...PRIVATE.map((table) => ({ table, rights: 'DELETE INSERT SELECT UPDATE' })),
      ...[...RULES, ...LOG, ...ANCHORS, 'migration'].map((table) => ({ table, rights: 'SELECT' })),
    ];
    const byTable = (a: { table: string }, b: { table: string }): number => a.table.localeCompare(b.table);
    expect(rows.sort(byTable)).toEqual(expected.sort(byTable));
  });
});

/** What forgets, fills the outbox, or guards what may go: triggers that nobody can call, and functions without arguments. */
const DEFINERS: readonly string[] = [
  ...FORGETTING,
  'enter_outbox',
  ...[
    'guard_retention_period',
    'guard_legal_hold',
    'guard_disposal',
    'guard_disposal_rejection',
    'require_own_actor',
    'refuse_disposed_file',
    'guard_stored_again',
  ],
];
/** In neither can anybody but the owner of the schema put anything. */
const PATHS = ['search_path=pg_catalog, pg_temp', 'search_path=pg_catalog, public, pg_temp'];

describe('Every function of the schema', () => {
  it('looks names up where nobody else can put any, and runs with the rights of its caller, or is named', async () => {
    const { rows } = await database.superuser.query<{ name: string; settings: string[]; definer: boolean }>(
      `SELECT proname AS name, proconfig AS settings, prosecdef AS definer
       FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname`,
    );
    expect(rows.length).toBeGreaterThan(7);
    for (const { name, settings, definer: isDefiner } of rows) {
      const definer = DEFINERS.includes(name);
      expect({ name, definer: isDefiner }).toEqual({ name, definer });
      expect(PATHS).toContain(settings[0]);
    }
  });
});

describe('The application role', () => {
  it('has no power of its own, owns nothing and is a member of nothing', async () => {
    const { rows } = await database.superuser.query(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              pg_has_role(rolname, 'predicate_owner', 'MEMBER') AS is_owner,
              has_schema_privilege(rolname, 'public', 'CREATE') AS may_create,
              (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships,
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS tables,
              has_parameter_privilege(rolname, 'session_replication_role', 'SET') AS may_silence_triggers
       FROM pg_roles r WHERE rolname = '${APPLICATION}'`,
    );
    expect(rows).toEqual([
      {
        ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
        ...{ is_owner: false, may_create: false, memberships: 0, tables: 0, may_silence_triggers: false },
      },
    ]);
  });

  it('loses what an older edition or a hand gave it, at the next migration', async () => {
    await database.superuser.query(`GRANT ALL ON audit_event, evidence TO ${APPLICATION}, PUBLIC`);
    await database.superuser.query(`GRANT CREATE ON SCHEMA public TO PUBLIC`);
    await migrate(database.ownerUrl, APPLICATION);
    const { rows } = await database.superuser.query(
      `SELECT has_table_privilege('${APPLICATION}', 'audit_event', 'UPDATE, DELETE, TRUNCATE') AS event,
              has_table_privilege('${APPLICATION}', 'evidence', 'UPDATE, DELETE, TRUNCATE, TRIGGER') AS evidence,
              has_schema_privilege('${APPLICATION}', 'public', 'CREATE') AS schema`,
    );
    expect(rows).toEqual([{ event: false, evidence: false, schema: false }]);
  });

  it.each([
    ['the owner itself', 'predicate_owner', 'is the owner of the schema or a member of it'],
    ['a superuser', 'predicate_admin', 'is a superuser'],
    ['a role that is not there', 'predicate_nobody', 'has no role predicate_nobody'],
  ])('is refused by a migration where it is %s', async (_, role, words) => {
    await expect(migrate(database.ownerUrl, role)).rejects.toThrow(words);
  });

  it('is refused by a migration where it is a member of the owner', async () => {
    const role = `member_${process.pid}`;
    await database.superuser.query(`CREATE ROLE ${role} IN ROLE predicate_owner`);
    const migration = migrate(database.ownerUrl, role);
    await expect(migration)
      .rejects.toThrow('a member of it')
      .finally(() => database.superuser.query(`DROP ROLE ${role}`));
  });
});

describe('A migration', () => {
  it('waits for another one longer than a request may wait for anything', async () => {
    const other = new Client({ connectionString: database.ownerUrl });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7337, 1)');
    const begun = Date.now();
    const migration = migrate(database.ownerUrl, APPLICATION);
    setTimeout(() => void other.end(), 5_500);
    expect((await migration).applied).toEqual([]);
    expect(Date.now() - begun).toBeGreaterThan(5_400);
  });
});
