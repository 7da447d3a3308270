import { DataSource, type QueryRunner } from 'typeorm';
import { type House, openHouse } from '../support/house';
import { type Answer, registered } from '../support/given';

let house: House;
let organization: Answer;
let dataSource: DataSource;
beforeAll(async () => {
  house = await openHouse();
  organization = await registered.organization(house);
  dataSource = house.app.get(DataSource);
});
afterAll(() => house.close());

/** What came of it, and after how many milliseconds. */
async function timed<T>(act: () => PromiseLike<T>): Promise<{ outcome: T; took: number }> {
  const begun = Date.now();
  const outcome = await act();
  return { outcome, took: Date.now() - begun };
}
const read = () => house.staff.get(organization.href);

describe('The service does not wait for ever', () => {
  it('for a row that somebody else holds: it says so after two seconds', async () => {
    const { superuser } = house.database;
    await superuser.query('BEGIN');
    await superuser.query('SELECT 1 FROM organization WHERE id = $1 FOR UPDATE', [organization.id]);
    const revise = () => house.staff.patch(organization.href).send({ place: 'Elsewhere', reason: 'Moved' });
    const { outcome, took } = await timed(revise);
    await superuser.query('ROLLBACK');
    expect(outcome.status).toBe(503);
    expect(outcome.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(took).toBeGreaterThan(1_900);
    expect(took).toBeLessThan(5_000);
    await revise().expect(200);
  });

  it('for a statement: the server ends it after five seconds', async () => {
    const { outcome, took } = await timed(() =>
      dataSource.query('SELECT pg_sleep(30)').catch((error: { code: string }) => error.code),
    );
    expect(outcome).toBe('57014');
    expect(took).toBeGreaterThan(4_900);
    expect(took).toBeLessThan(8_000);
  });

  it('for a connection where all are taken: it says so after two seconds, and goes on when one is free', async () => {
    const runners: QueryRunner[] = Array.from({ length: 20 }, () => dataSource.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));
    const { outcome, took } = await timed(read);
    await Promise.all(runners.map((runner) => runner.release()));
    expect(outcome.status).toBe(503);
    expect(took).toBeGreaterThan(1_900);
    expect(took).toBeLessThan(5_000);
    await read().expect(200);
  });

  it('for a transaction that does nothing: the server ends it after ten seconds and the pool lives on', async () => {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM organization FOR UPDATE');
    await new Promise((resolve) => setTimeout(resolve, 10_500));
    await expect(runner.query('SELECT 1')).rejects.toThrow();
    await runner.release();
    const { rows } = await house.database.superuser.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    expect(rows).toEqual([]);
    await read().expect(200);
  });
});
