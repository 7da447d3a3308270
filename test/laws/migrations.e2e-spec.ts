import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations';
import { ENTITIES } from '../../src/app.module';
import { ANCHORS, APPEND_ONLY, EDITED, LOG, OPERATIONAL, PRIVATE, RULES } from '../../src/database/grants';
import { dataSourceOptions } from '../../src/database/data-source';
import { cloneDatabase, type TestDatabase } from '../support/database';

describe('Entities and migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await cloneDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.ownerUrl, ENTITIES)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const NO_RECORD = ['migration', 'idempotency_key', ...LOG, ...ANCHORS];
  const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
  /** Tables that no class is of: the program reads and writes them in SQL alone. */
  const BARE = quoted([...NO_RECORD, 'version_transition', 'signature_step']);

  // `words` is what the database derives for the search; no class has it.
  it('agree on every column, its type and whether it may be empty', async () => {
    const { rows } = await database.superuser.query<{
      table_name: string;
      column_name: string;
      data_type: string;
      is_nullable: string;
    }>(
      `SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name <> 'words' AND table_name NOT IN (${BARE})`,
    );
    const stored = rows.map((row) => `${row.table_name}.${row.column_name} ${row.data_type} ${row.is_nullable}`);
    const declared = dataSource.entityMetadatas.flatMap(({ tableName, columns }) =>
      columns.map(({ databaseName, type, isNullable, isArray }) => {
        const name = dataSource.driver.normalizeType({ type });
        const printed = isArray ? 'ARRAY' : name === 'timestamptz' ? 'timestamp with time zone' : name;
        return `${tableName}.${databaseName} ${printed} ${isNullable ? 'YES' : 'NO'}`;
      }),
    );
    expect(stored.sort()).toEqual(declared.sort());
  });

  it('agree on what is append-only: a trigger refuses, and the application has no right', async () => {
    const { rows } = await database.superuser.query<{
      table: string;
      guarded: boolean;
      updates: boolean;
      deletes: boolean;
    }>(
      `SELECT c.relname AS table,
              EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                      WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change') AS guarded,
              has_table_privilege('predicate_app', c.oid, 'UPDATE') AS updates,
              has_table_privilege('predicate_app', c.oid, 'DELETE, TRUNCATE') AS deletes
       FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT IN (${quoted(NO_RECORD)})`,
    );
    const expected = [
      ...[...APPEND_ONLY, ...RULES].map((table) => ({ table, guarded: true, updates: false, deletes: false })),
      ...EDITED.map((table) => ({ table, guarded: false, updates: true, deletes: false })),
      ...OPERATIONAL.filter((table) => table !== 'idempotency_key').map((table) => ({
        ...{ table, guarded: false, updates: true, deletes: false },
      })),
      ...PRIVATE.map((table) => ({ table, guarded: false, updates: true, deletes: true })),
    ];
    const byTable = (a: { table: string }, b: { table: string }): number => a.table.localeCompare(b.table);
    expect(rows.sort(byTable)).toEqual(expected.sort(byTable));
  });

  it('are listed in the order of their names, each under its own', () => {
    const files = readdirSync(join(__dirname, '../../migrations'))
      .filter((name) => name !== 'index.ts')
      .sort();
    const names = MIGRATIONS.map((migration) => migration.name);
    expect(names.map((name) => name.slice(-13))).toEqual(files.map((file) => file.slice(0, 13)));
  });
});
