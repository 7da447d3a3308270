import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuditTrail } from '../../src/audit-trail/audit-trail.service';
import { Jobs } from '../../src/jobs/jobs.service';
import { PROGRAM } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import { Organization } from '../../src/models/organization.entity';
import { ServiceLog } from '../../src/observability/service-log';
import { type House, openHouse } from '../support/house';
import { NOBODY, refused } from '../support/problems';
import { countOf } from '../support/trail';

interface Job extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly href: string;
}

const PATH = '/api/v1/jobs';
const BROKEN = `CREATE OR REPLACE FUNCTION forget_jobs() RETURNS integer LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'nobody may read %', 'what-a-record-says' USING ERRCODE = '22023'; END $$`;

const SLOW = `CREATE OR REPLACE FUNCTION forget_jobs() RETURNS integer LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_sleep(2); RETURN 7; END $$`;

describe('A job', () => {
  let house: House;
  let mended: string;
  beforeAll(async () => {
    house = await openHouse({ log: new ServiceLog({ level: 'silent' }) });
    const { rows } = await house.database.superuser.query<{ mended: string }>(
      `SELECT pg_get_functiondef('forget_jobs'::regproc) AS mended`,
    );
    ({ mended } = rows[0] ?? { mended: '' });
  });
  afterAll(() => house.close());

  const sql = (text: string, ...values: unknown[]) => house.database.superuser.query(text, values);
  const get = async (id: string): Promise<Job> => (await house.staff.get(`${PATH}/${id}`).expect(200)).body as Job;
  const asked = async (task: string): Promise<Job> =>
    (await house.staff.post(PATH).send({ task }).expect(202)).body as Job;
  const list = async (query: Record<string, string>): Promise<Job[]> =>
    ((await house.staff.get(PATH).query(query).expect(200)).body as { items: Job[] }).items;
  async function until(id: string, state: string, ms = 15_000): Promise<Job> {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) {
      const job = await get(id);
      if (job.state === state) return job;
    }
    throw new Error(`The job did not become ${state}: ${JSON.stringify(await get(id))}`);
  }
  /** The next try is due at once, and is the last when it is said so. */
  const hurry = (id: string, attempts: number) =>
    sql(
      `UPDATE graphile_worker._private_jobs SET run_at = now(), attempts = $2
       WHERE id = (SELECT queue_id FROM job WHERE id = $1)`,
      id,
      attempts,
    );

  it('is run at once, and says what it did', async () => {
    await until((await asked('scrub')).id, 'done');
    const begun = Date.now();
    const { id, requestedBy } = await asked('scrub');
    const job = await until(id, 'done');
    expect(Date.now() - begun).toBeLessThan(2500);
    expect(job).toMatchObject({
      ...{ task: 'scrub', attempts: 1, requestedBy, error: null, href: `${PATH}/${id}` },
      outcome: '0 files are sound, 0 corrupt, 0 missing; 0 bytes were read',
    });
  });

  it('is asked for once under one key, however often that is sent', async () => {
    const key = randomUUID();
    const send = () => house.staff.post(PATH).set('Idempotency-Key', key).send({ task: 'scrub' }).expect(202);
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
  });

  it('is there when what asked for it is durable, and is not when that was rolled back', async () => {
    const write = (isWell: boolean) =>
      house.app.get(AuditTrail).record(PROGRAM, 'organization.registered', {}, async (tx) => {
        const name = `Organization ${randomUUID()}`;
        await tx.insert(Organization, { id: newId(), name, country: 'US', createdAt: new Date(), revision: 1 });
        const job = await house.app.get(Jobs).enqueue('forget-jobs', {}, 'the test');
        expect(await countOf(house, 'job')).toBe(before);
        if (!isWell) throw new Error('not so');
        return job;
      });
    const before = await countOf(house, 'job');
    await expect(write(false)).rejects.toThrow('not so');
    expect(await countOf(house, 'job')).toBe(before);
    const job = await write(true);
    await until(job.id, 'done');
    expect(await countOf(house, 'graphile_worker._private_jobs')).toBe(0);
  });

  it('that fails is tried again later, and tells why without what a record says', async () => {
    await sql(BROKEN);
    const { id } = await asked('forget-jobs');
    const failed = await until(id, 'retrying');
    expect(failed).toMatchObject({ attempts: 1, maxAttempts: 6, outcome: null });
    expect(failed.error).toMatch(/22023: withheld/);
    expect(JSON.stringify(failed)).not.toContain('what-a-record-says');
    const { rows } = await sql(
      `SELECT extract(epoch FROM run_at - now())::float AS wait FROM graphile_worker._private_jobs
       WHERE id = (SELECT queue_id FROM job WHERE id = '${id}')`,
    );
    expect((rows as { wait: number }[])[0]?.wait).toBeGreaterThan(0.5);
    await sql(mended);
    await hurry(id, 1);
    expect(await until(id, 'done')).toMatchObject({ attempts: 2, error: null });
  });

  it('that failed too often is dead, is seen, and is tried again when somebody says so', async () => {
    await sql(BROKEN);
    const { id } = await asked('forget-jobs');
    await until(id, 'retrying');
    await hurry(id, 5);
    await until(id, 'dead');
    expect((await list({ state: 'dead' })).map((job) => job.id)).toEqual([id]);
    await sleep(3500);
    expect((await get(id)).state).toBe('dead');
    await sql(mended);
    const revived = await house.staff.post(`${PATH}/${id}/retry`).send({ reason: 'It is mended' }).expect(202);
    expect(revived.body).toMatchObject({ id, state: 'queued', outcome: 'It is mended' });
    expect(await until(id, 'done')).toMatchObject({ attempts: 1, error: null });
    await refused(house.staff.post(`${PATH}/${id}/retry`).send({}), 'invalid-state');
    expect(await list({ state: 'dead' })).toEqual([]);
  });

  it('is refused for what is no task, for a task that is not asked for by hand, and without a key', async () => {
    for (const task of ['nonsense', '__proto__', 'constructor', 'x; DROP TABLE job', 'ü'.repeat(60)]) {
      await refused(house.staff.post(PATH).send({ task }), 'validation', '/task');
    }
    await refused(house.staff.post(PATH).send({}), 'validation', '/task');
    await refused(house.staff.post(PATH).send({ task: 'scrub', payload: {} }), 'validation', '/payload');
    await refused(house.staff.post(PATH).set('Idempotency-Key', '').send({ task: 'scrub' }), 'idempotency-key-missing');
    await refused(house.staff.get(`${PATH}/${NOBODY}`), 'not-found');
    await refused(house.staff.post(`${PATH}/${NOBODY}/retry`).send({}), 'not-found');
    await refused(house.staff.get(`${PATH}?state=late`), 'invalid-query', '/state');
    expect((await house.anybody.get(PATH)).status).toBe(401);
  });

  it('is listed with the others, by page, task and state, and as CSV', async () => {
    const { items, next } = (await house.staff.get(`${PATH}?limit=2`).expect(200)).body as {
      items: Job[];
      next: string | null;
    };
    expect(items).toHaveLength(2);
    expect(next).not.toBeNull();
    const tasks = (await list({ task: 'scrub', state: 'done', limit: '50' })).map(({ task }) => task);
    expect(new Set(tasks)).toEqual(new Set(['scrub']));
    const { text } = await house.staff.get(`${PATH}?format=csv`).expect(200);
    expect(text).toContain('"task","state","attempts"');
  });

  it('is done although every connection to the database was cut while nothing was to do', async () => {
    await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = current_database() AND usename = 'predicate_app'`);
    await sleep(200);
    const { id } = await asked('scrub');
    await until(id, 'done', 20_000);
  });

  it('that was given out and never begun is given back, with those behind it, and that was no try', async () => {
    const held = 'locked_at = now(), locked_by = (SELECT locked_by FROM held)';
    await sql(SLOW);
    const { id: slow } = await asked('forget-jobs');
    await until(slow, 'running');
    await sql(
      'CREATE TEMP TABLE held AS SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL',
    );
    await until(slow, 'done');
    await sql(BROKEN);
    const lost = await asked('forget-jobs');
    await until(lost.id, 'retrying');
    await sql(mended);
    await sql(`UPDATE graphile_worker._private_job_queues SET ${held} WHERE queue_name = 'forget-jobs'`);
    await sql(`UPDATE graphile_worker._private_jobs SET ${held}, run_at = now(), attempts = 2`);
    const behind = await asked('forget-jobs');
    expect(await until(lost.id, 'done')).toMatchObject({ attempts: 2 });
    expect(await until(behind.id, 'done')).toMatchObject({ attempts: 1 });
  });

  it('is forgotten when it is done and old; one that is dead stays for a year, and keys for two days', async () => {
    const row = (state: string, days: number, queueId: number) =>
      sql(
        `INSERT INTO job (id, task, queue_id, state, attempts, max_attempts, requested_by, enqueued_at)
         VALUES ($1, 'old', $2, $3, 1, 6, 'the test', now() - make_interval(days => $4))`,
        ...[newId(), queueId, state, days],
      );
    await row('done', 29, 900_001);
    await row('done', 31, 900_002);
    await row('dead', 31, 900_003);
    await row('dead', 366, 900_004);
    await row('running', 400, 900_005);
    await sql(`INSERT INTO idempotency_key (actor_id, route, key, request_sha256, claimed_at)
               SELECT 'old', 'POST /', g::text, 'x', now() - make_interval(hours => g) FROM generate_series(1, 96) g`);
    const { id } = await asked('forget-jobs');
    expect(await until(id, 'done')).toMatchObject({ outcome: '2 old jobs were forgotten' });
    const keys = await asked('forget-idempotency-keys');
    expect(await until(keys.id, 'done')).toMatchObject({ outcome: '49 idempotency keys were forgotten' });
    const { rows } = await sql(`SELECT queue_id::int FROM job WHERE task = 'old' ORDER BY 1`);
    expect(rows).toEqual([{ queue_id: 900_001 }, { queue_id: 900_003 }, { queue_id: 900_005 }]);
  });
});
