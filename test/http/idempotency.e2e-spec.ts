import { type House, openHouse } from '../support/house';
import { organization, registered, version } from '../support/given';
import { refused } from '../support/problems';

const PATH = '/api/v1/organizations';

describe('A POST that writes', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const post = (key: string, body: object, path = PATH) =>
    house.staff.post(path).set('Idempotency-Key', key).send(body);

  it('has one effect when it is sent twice, and is answered byte for byte the same', async () => {
    const body = organization();
    const first = await post('once', body).expect(201);
    const second = await post('once', body).expect(201);
    expect(second.text).toBe(first.text);
    expect(second.headers.etag).toBe(first.headers.etag);
    const { id } = first.body as { id: string };
    expect((await house.auditEvents()).filter(({ subject_id }) => subject_id === id)).toHaveLength(1);
  });

  it('has one effect when fifty equal ones come at once', async () => {
    const body = organization();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post('fifty', body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { rows } = await house.database.superuser.query('SELECT FROM organization WHERE name = $1', [body.name]);
    expect(rows).toHaveLength(1);
    await house.staff.get(PATH).expect(200);
  });

  it('is refused without a key, and leaves nothing', async () => {
    await refused(house.staff.post(PATH).unset('Idempotency-Key').send(organization()), 'idempotency-key-missing');
    await refused(post('not a key', organization()), 'idempotency-key-missing');
  });

  it('is refused when its key was used for something else', async () => {
    await post('reused', organization()).expect(201);
    await refused(post('reused', organization()), 'idempotency-key-reuse');
  });

  it('keeps no answer of a refusal, so that the same key may succeed later', async () => {
    const { id } = await registered.model(house);
    const { id: versionId } = await registered.version(house, id);
    const path = `/api/v1/versions/${versionId}/transitions`;
    const back = { to: 'draft', reason: 'For the test' };
    await refused(post('later', back, path), 'invalid-state');
    await post('review', { to: 'in-review', reason: 'For the test' }, path).expect(201);
    await post('later', back, path).expect(201);
    await post('later', back, path).expect(201);
  });

  it('keeps the keys of two addresses apart', async () => {
    const { id } = await registered.model(house);
    await post('shared', organization()).expect(201);
    await post('shared', version(), `/api/v1/models/${id}/versions`).expect(201);
  });

  it('is told that an equal one is still running when it has waited five seconds', async () => {
    const body = organization();
    const { superuser } = house.database;
    await superuser.query('BEGIN');
    await superuser.query(
      `INSERT INTO idempotency_key (actor_id, route, key, request_sha256) VALUES ('${house.staffId}', 'POST ${PATH}', 'slow', 'x')`,
    );
    try {
      await refused(post('slow', body), 'idempotency-in-progress');
    } finally {
      await superuser.query('ROLLBACK');
    }
    await post('slow', body).expect(201);
  }, 20_000);

  it('asks for no key where nothing is stored', async () => {
    const asked = { ruleSet: 'CDS-2026-01-29', facts: { medicalPurpose: false } };
    await house.staff.post('/api/v1/classification/evaluate').unset('Idempotency-Key').send(asked).expect(200);
  });
});
