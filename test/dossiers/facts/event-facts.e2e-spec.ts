import { DataSource } from 'typeorm';
import { recordedEvents } from '../../../src/dossiers/facts/event-facts';
import { sha256 } from '../../../src/kernel/digest';
import { type House, openHouse } from '../../support/house';

describe('The events of a dossier', () => {
  let house: House;
  let models: { id: string; name: string }[];
  beforeAll(async () => {
    house = await openHouse();
    models = [];
    for (const name of ['One', 'Two', 'Three']) {
      const sent = { kind: 'own', name, description: `Model ${name}` };
      models.push(
        (await house.staff.post('/api/v1/models').send(sent).expect(201)).body as { id: string; name: string },
      );
    }
    for (const { id } of [models[0], models[2], models[0]])
      await house.staff
        .patch(`/api/v1/models/${id}`)
        .set('If-Match', (await house.staff.get(`/api/v1/models/${id}`).expect(200)).headers.etag)
        .send({ description: 'Said otherwise', reason: 'It was unclear' })
        .expect(200);
  });
  afterAll(() => house.close());

  const read = (subjects: [string, string][], batch?: number) =>
    recordedEvents(house.app.get(DataSource).manager, new Map(subjects), batch);

  it.each([1, 2, 3, 4, 1000])('are the same and in order, read %i at a time, and of nothing else', async (batch) => {
    const events = await read(
      [
        [models[0].id, 'One'],
        [models[2].id, 'Three'],
      ],
      batch,
    );
    expect(events.map(({ act, subject }) => `${act} ${subject}`)).toEqual([
      ...['model.registered One', 'model.registered Three'],
      ...['model.revised One', 'model.revised Three', 'model.revised One'],
    ]);
    for (const { payload, sha256: digest } of events) expect(sha256(payload ?? '')).toBe(digest);
  });

  it('are none where there are no subjects', async () => {
    expect(await read([])).toEqual([]);
  });
});
