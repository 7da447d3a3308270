import { APPEND_ONLY, EDITED, OPERATIONAL, PRIVATE, RULES } from '../../src/database/grants';
import { EXPORTED, LEFT_OUT } from '../../src/exports/exported-tables';
import { cloneDatabase, type TestDatabase } from '../support/database';

const named = [...EXPORTED.map(({ table }) => table), ...Object.keys(LEFT_OUT)];

describe('An export', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('has every table that the application is granted, or says why not', () => {
    const granted = [...APPEND_ONLY, ...EDITED, ...OPERATIONAL, ...PRIVATE, ...RULES];
    expect(granted.filter((table) => !named.includes(table))).toEqual([]);
  });

  it('has every table that there is, or says why not', async () => {
    const { rows } = await database.superuser.query<{ table: string }>(
      `SELECT relname AS table FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ table }) => table).filter((table) => !named.includes(table))).toEqual([]);
  });

  it('names each table and each noun once', () => {
    const nouns = EXPORTED.map(({ noun }) => noun);
    expect([new Set(named).size, new Set(nouns).size]).toEqual([named.length, nouns.length]);
  });
});
