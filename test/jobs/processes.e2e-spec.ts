import { setTimeout as sleep } from 'node:timers/promises';
import { Checkout, type Running } from '../cli/fixtures/checkout';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { HIRED, hire, OPERATOR_TOKEN, TOKEN } from '../support/staff';

jest.setTimeout(120_000);

const SLOW = `CREATE OR REPLACE FUNCTION forget_jobs() RETURNS integer LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_sleep(2); RETURN 7; END $$`;

interface JobRow {
  readonly state: string;
  readonly attempts: number;
  readonly outcome: string | null;
}

describe('Services that share a database', () => {
  const checkout = new Checkout();
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
    await hire(database.superuser, HIRED.staff);
    await database.superuser.query(SLOW);
  });
  afterAll(async () => {
    await checkout.remove();
    await database.drop();
  });

  const start = async (name: string): Promise<{ running: Running; url: string }> => {
    const running = checkout.start(['serve'], {
      ...{ PREDICATE_DATA_DIR: checkout.path(name), PREDICATE_PORT: '0', PREDICATE_OPERATOR_TOKEN: OPERATOR_TOKEN },
      ...{ DATABASE_URL: database.applicationUrl, PREDICATE_MIGRATE_ON_START: 'false' },
    });
    const [, url] = await running.said(/listens on (http:\S+);/);
    return { running, url };
  };
  const ask = async (url: string, task: string): Promise<string> => {
    const response = await fetch(`${url}/api/v1/jobs`, {
      ...{ method: 'POST', body: JSON.stringify({ task }) },
      headers: {
        ...{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        'idempotency-key': String(performance.now()),
      },
    });
    expect(response.status).toBe(202);
    return ((await response.json()) as { id: string }).id;
  };
  const until = async (id: string, state: string, ms = 30_000): Promise<JobRow> => {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
      const { rows } = await database.superuser.query<JobRow>('SELECT * FROM job WHERE id = $1', [id]);
      if (rows[0]?.state === state) return rows[0];
    }
    throw new Error(`The job did not become ${state}`);
  };

  it('do each other’s jobs: what one that was killed had in hand is run again within seconds', async () => {
    const one = await start('one');
    const two = await start('two');
    const id = await ask(one.url, 'forget-jobs');
    await until(id, 'running');
    const holder = await database.superuser.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 7338 AND objid::bigint =
         (SELECT hashtext(locked_by)::bigint & 4294967295 FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL)`,
    );
    expect(holder.rows).toHaveLength(1);
    // Who holds it is not told by the job, so both are stopped from doing it: one is killed, and then the other is new.
    await Promise.all([one.running.end('SIGKILL'), two.running.end('SIGKILL')]);
    const three = await start('three');
    const begun = Date.now();
    expect(await until(id, 'done')).toMatchObject({ attempts: 2, outcome: '7 old jobs were forgotten', error: null });
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect((await three.running.end('SIGTERM')).code).toBe(0);
  });

  it('finish what they have in hand when they are stopped, and leave what waits to the next', async () => {
    const one = await start('four');
    const first = await ask(one.url, 'forget-jobs');
    await until(first, 'running');
    const second = await ask(one.url, 'forget-jobs');
    const ran = await one.running.end('SIGTERM');
    expect(ran.code).toBe(0);
    expect(await until(first, 'done', 1000)).toMatchObject({ attempts: 1 });
    const { rows } = await database.superuser.query('SELECT state FROM job WHERE id = $1', [second]);
    expect(rows).toEqual([{ state: 'queued' }]);
    const next = await start('five');
    await until(second, 'done');
    expect((await next.running.end('SIGTERM')).code).toBe(0);
  });

  it('make up for hours in which nothing ran by a job or two, not by one for each hour and service', async () => {
    await database.superuser.query(`
      INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      VALUES ('scrub', now() - interval '5 days', now() - interval '5 hours')
      ON CONFLICT (identifier) DO UPDATE SET known_since = excluded.known_since, last_execution = excluded.last_execution`);
    const before = await database.superuser.query(`SELECT id FROM job WHERE task = 'scrub'`);
    const services = await Promise.all(['six', 'seven'].map(start));
    for (const end = Date.now() + 15_000; Date.now() < end; await sleep(50)) {
      const { rowCount } = await database.superuser.query(`SELECT FROM job WHERE task = 'scrub' AND state = 'done'`);
      if ((rowCount ?? 0) > before.rows.length) break;
    }
    await sleep(1500);
    const { rows } = await database.superuser.query(`SELECT state, requested_by FROM job WHERE task = 'scrub'`);
    expect([1, 2]).toContain(rows.length - before.rows.length);
    expect(rows.at(-1)).toEqual({ state: 'done', requested_by: 'schedule' });
    await Promise.all(services.map(({ running }) => running.end('SIGTERM')));
  });
});
