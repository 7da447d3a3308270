import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { Rows } from '../../src/database/rows';
import { SharedWrites } from '../../src/database/shared-writes';
import { newId } from '../../src/kernel/ids';
import { Model } from '../../src/models/model.entity';
import { Organization } from '../../src/models/organization.entity';
import { organization } from '../support/given';
import { type House, openHouse } from '../support/house';

const PATH = '/api/v1/organizations';

/** An organization with what nobody gives every day: no place, letters of all kinds, quotes, braces, a trailing space. */
const unusual = (name: string) => ({
  ...{ id: newId(), name, place: null, country: 'US', createdAt: new Date('2026-03-29T01:30:00.007Z'), revision: 1 },
});
const NAMES = [
  `O'Brien "{NULL}" \\ , é 😀 `,
  'NULL',
  '{}',
  '\\N',
  'a\nb\tc',
  "'; DROP TABLE organization --",
  '$1 $columns',
];

describe('Writes that are transactions by themselves', () => {
  let house: House;
  let writes: SharedWrites;
  beforeAll(async () => {
    house = await openHouse();
    writes = house.app.get(SharedWrites, { strict: false });
  });
  afterAll(() => house.close());

  const post = (body: object, key: string = randomUUID()) =>
    house.staff.post(PATH).set('Idempotency-Key', key).send(body);
  const eventsOf = async (ids: readonly string[]) => {
    const { rows } = await house.database.superuser.query<{ subject_id: string; txid: string }>(
      'SELECT subject_id, txid FROM audit_event WHERE subject_id = ANY ($1)',
      [ids],
    );
    return rows;
  };
  const named = async (name: string): Promise<number> =>
    (await house.database.superuser.query('SELECT FROM organization WHERE name = $1', [name])).rows.length;

  it('are fewer transactions than there are of them when many come at once, each with its own row, event, revision and kept answer', async () => {
    await post(organization()).expect(201);
    const bodies = Array.from({ length: 40 }, () => organization());
    const answers = await Promise.all(bodies.map((body, at) => post(body, `at-once-${at}`).expect(201)));
    const ids = answers.map(({ body }) => (body as { id: string }).id);
    expect(answers.map(({ body }) => (body as { name: string }).name)).toEqual(bodies.map(({ name }) => name));
    const events = await eventsOf(ids);
    expect(new Set(events.map(({ subject_id }) => subject_id))).toEqual(new Set(ids));
    expect(events).toHaveLength(40);
    expect(new Set(events.map(({ txid }) => txid)).size).toBeLessThan(40);
    const again = await Promise.all(bodies.map((body, at) => post(body, `at-once-${at}`).expect(201)));
    expect(again.map(({ text }) => text)).toEqual(answers.map(({ text }) => text));
    expect(await eventsOf(ids)).toHaveLength(40);
    const { rows } = await house.database.superuser.query(
      `SELECT FROM record_revision r JOIN audit_event e ON e.id = r.event_id
       WHERE r.record_id = ANY ($1) AND r.number = 1 AND e.subject_id = r.record_id`,
      [ids],
    );
    expect(rows).toHaveLength(40);
  });

  it('are done but for the one that is refused, which leaves nothing', async () => {
    const taken = organization();
    await post(taken).expect(201);
    const others = Array.from({ length: 12 }, () => organization());
    const [refusal, ...answers] = await Promise.all([taken, ...others].map((body, at) => post(body, `one-of-${at}`)));
    expect(refusal.body).toMatchObject({ type: '/problems/duplicate', status: 409 });
    expect(answers.map(({ status }) => status)).toEqual(others.map(() => 201));
    expect(await named(String(taken.name))).toBe(1);
    const { rows } = await house.database.superuser.query("SELECT FROM idempotency_key WHERE key = 'one-of-0'");
    expect(rows).toEqual([]);
  });

  it('of which two want the same name are one done and one refused', async () => {
    const body = organization();
    const answers = await Promise.all([post(body), post(body), post(body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await named(String(body.name))).toBe(1);
  });

  it('do not wait for one that waits for somebody else', async () => {
    const [held, free] = [organization(), organization()];
    const other = new Client({ connectionString: house.database.superuserUrl });
    await other.connect();
    try {
      await other.query(`BEGIN; SET session_replication_role = replica;
        INSERT INTO organization (id, name, country, created_at, revision)
        VALUES ('${newId()}', '${String(held.name)}', 'US', now(), 1)`);
      const waiting = post(held);
      const isDone = waiting.then(() => true);
      await sleep(60);
      await post(free).expect(201);
      expect(await Promise.race([isDone, sleep(0).then(() => false)])).toBe(false);
      await other.query('ROLLBACK');
      expect((await waiting).status).toBe(201);
    } finally {
      await other.end();
    }
  }, 20_000);

  it.each(NAMES)('keep what they were given, and it is what the answer says: %j', async (name) => {
    const answer = await post({ name, country: 'US' }).expect(201);
    const { id } = answer.body as { id: string };
    const { body } = (await house.staff.get(`${PATH}/${id}`).expect(200)) as unknown as { body: object };
    expect(body).toEqual(answer.body);
  });

  it('are rows as they will be read, for every kind of value that can be told before', async () => {
    const { manager } = house.app.get(DataSource);
    const rows = Rows.for(manager, Organization);
    const told = rows.foretell<Organization>(unusual('Told before'));
    await house.database.superuser.query('SET session_replication_role = replica');
    await house.database.superuser.query(
      told!.added.text.replace('$columns', () =>
        told!.added.types.map((type, at) => `$${at + 1}::${type}[]`).join(', '),
      ),
      told!.added.values.map((value) => [value]),
    );
    expect(await rows.get<Organization>(told!.row.id)).toEqual(told!.row);
  });

  it.each([
    ['an id that is not as the database writes it', { id: newId().toUpperCase() }],
    ['a number with a fraction', { revision: 1.5 }],
    ['a number that is too large', { revision: 2 ** 31 }],
    ['an instant that is none', { createdAt: new Date(Number.NaN) }],
    ['nothing where something must be', { name: undefined }],
    ['null where something must be', { name: null as unknown as string }],
  ])('are left to the database where it has a say: %s', (_, own) => {
    const rows = Rows.for(house.app.get(DataSource).manager, Organization);
    expect(rows.foretell<Organization>(unusual('Not told'))).not.toBeNull();
    expect(rows.foretell<Organization>({ ...unusual('Not told'), ...own })).toBeNull();
  });

  it('are held by the database to what ties row and event together, at the commit that nobody sees', async () => {
    const { added, row } = Rows.for(house.app.get(DataSource).manager, Model).foretell<Model>({
      ...{ id: newId(), kind: 'own', name: 'Of no event', description: 'A model', illustrative: false },
      ...{ createdAt: new Date(), revision: 1 },
    })!;
    await expect(writes.write([added])).rejects.toMatchObject({ code: '23514', message: 'unaudited INSERT on model' });
    await house.staff.get(`/api/v1/models/${row.id}`).expect(404);
  });

  it('are uncertain when the connection is lost, and have one effect when they are sent again', async () => {
    const bodies = Array.from({ length: 30 }, () => organization());
    const answers = bodies.map((body, at) => post(body, `lost-${at}`).then(({ status }) => status));
    await house.database.superuser.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND usename = 'predicate_app'`,
    );
    const statuses = await Promise.all(answers);
    expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
    for (const [at, body] of bodies.entries()) await post(body, `lost-${at}`).expect(201);
    for (const { name } of bodies) expect(await named(String(name))).toBe(1);
  }, 20_000);
});
