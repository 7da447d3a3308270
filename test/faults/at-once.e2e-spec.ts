import { randomUUID } from 'node:crypto';
import { openHouse, type House } from '../support/house';
import { organization, registered } from '../support/given';
import { times } from './scale';

const AT_ONCE = 50;
const ROUNDS = times(2, 40);

describe('Fifty that come at once', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  /** Connections of the pool that nobody gave back would be missed here. */
  const poolIsWhole = () =>
    Promise.all(Array.from({ length: 40 }, () => house.staff.get('/api/v1/models').expect(200)));

  it(`with one Idempotency-Key have one effect and one answer, ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [key, body] = [randomUUID(), organization()];
      const ask = () => house.staff.post('/api/v1/organizations').set('Idempotency-Key', key).send(body);
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, ask));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(201);
      const { id } = answers[0]?.body as { id: string };
      const told = (await house.auditEvents('organization.registered')).filter(({ subject_id }) => subject_id === id);
      expect(told).toHaveLength(1);
    }
    await poolIsWhole();
  });

  it(`with one entity tag are one 200 and forty-nine 412, ${ROUNDS} times`, async () => {
    const { id } = await registered.organization(house);
    for (let revision = 1; revision <= ROUNDS; revision += 1) {
      const ask = (_: unknown, at: number) =>
        house.staff
          .patch(`/api/v1/organizations/${id}`)
          .set('If-Match', `"r${revision}"`)
          .send({ place: `Place ${revision}.${at}`, reason: 'All at once' });
      const statuses = (await Promise.all(Array.from({ length: AT_ONCE }, ask))).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412)).toHaveLength(AT_ONCE - 1);
    }
    await poolIsWhole();
  });
});
