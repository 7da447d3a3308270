import { type House, openHouse } from '../support/house';
import { evidence, intendedUse, moved, registered } from '../support/given';
import { refused } from '../support/problems';

const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('The history of a record', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('says what a version was at any instant, before and after its edits', async () => {
    const { id: modelId } = await registered.model(house);
    const before = new Date();
    await wait();
    const { id } = await registered.version(house, modelId);
    await wait();
    const asDraft = new Date();
    await wait();
    await house.staff.patch(`/api/v1/versions/${id}`).send({ label: 'Better', reason: 'A typo' }).expect(200);
    await moved(house, id, 'in-review');
    const read = (asOf: Date) => house.staff.get(`/api/v1/versions/${id}`).query({ asOf: asOf.toISOString() });
    await refused(read(before), 'not-found');
    expect((await read(asDraft).expect(200)).body).toMatchObject({ label: 'Model 1.0.0', state: 'draft', revision: 1 });
    expect((await read(new Date()).expect(200)).body).toMatchObject({
      label: 'Better',
      state: 'in-review',
      revision: 3,
    });
    const now = (await house.staff.get(`/api/v1/versions/${id}`).expect(200)).body as object;
    expect((await read(new Date()).expect(200)).body).toEqual(now);
  });

  it('reads a day at its end, and refuses what is no day', async () => {
    const { id } = await registered.organization(house);
    const today = new Date().toISOString().slice(0, 10);
    await house.staff.get(`/api/v1/organizations/${id}`).query({ asOf: today }).expect(200);
    await refused(house.staff.get(`/api/v1/organizations/${id}`).query({ asOf: '2020-01-01' }), 'not-found');
    const wrong = await house.staff.get(`/api/v1/organizations/${id}`).query({ asOf: '2026-02-30' });
    expect([400, 422]).toContain(wrong.status);
  });

  it('says what had become of evidence at an instant', async () => {
    const { id: modelId } = await registered.model(house);
    const { id: versionId } = await registered.version(house, modelId);
    const { id } = await registered.evidence(house, versionId);
    await wait();
    const then = new Date().toISOString();
    await wait();
    const newer = evidence({ reason: 'Run again' });
    await house.staff.post(`/api/v1/evidence/${id}/supersede`).send(newer).expect(201);
    expect((await house.staff.get(`/api/v1/evidence/${id}`).query({ asOf: then })).body).toMatchObject({
      state: 'recorded',
    });
    expect((await house.staff.get(`/api/v1/evidence/${id}`)).body).toMatchObject({ state: 'superseded' });
  });

  it('holds every state with the digest that its event has, and the difference of two', async () => {
    const { id } = await registered.model(house, { description: 'A model of the first kind' });
    const edit = { description: 'A model of the second kind', reason: 'It was wrong' };
    await house.staff.patch(`/api/v1/models/${id}`).send(edit).expect(200);
    const { body } = await house.staff.get(`/api/v1/records/model/${id}/revisions`).expect(200);
    const revisions = (body as { items: { number: number; sha256: string; event: string }[] }).items;
    expect(revisions.map(({ number }) => number)).toEqual([1, 2]);
    for (const { event, sha256 } of revisions) {
      const told = (await house.staff.get(event).expect(200)).body as { payload: string };
      expect(JSON.parse(told.payload)).toMatchObject({ changes: [{ id, after: sha256 }] });
    }
    const difference = await house.staff
      .get(`/api/v1/records/model/${id}/difference`)
      .query({ from: 1, to: 2 })
      .expect(200);
    const found = (difference.body as { items: { pointer: string; words: unknown }[] }).items;
    expect(found.map(({ pointer }) => pointer).sort()).toEqual(['/description', '/revision']);
    expect(found.find(({ pointer }) => pointer === '/description')?.words).toEqual([
      { kind: 'same', text: 'A model of the ' },
      { kind: 'removed', text: 'first' },
      { kind: 'added', text: 'second' },
      { kind: 'same', text: ' kind' },
    ]);
  });

  it('compares two revisions of an intended use', async () => {
    const { id: modelId } = await registered.model(house);
    const { id: functionId } = await registered.function(house, modelId);
    const first = await registered.intendedUse(house, functionId);
    const second = await house.staff
      .post(`/api/v1/functions/${functionId}/intended-uses`)
      .send(intendedUse({ population: 'Adults of 65 and over' }))
      .expect(201);
    const { id: to } = second.body as { id: string };
    const { body } = await house.staff
      .get('/api/v1/differences')
      .query({ type: 'intended_use', from: first.id, to })
      .expect(200);
    const pointers = (body as { items: { pointer: string }[] }).items.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/population', '/revision']));
    expect(pointers).not.toContain('/statement');
  });

  it('does not exist for what does not', async () => {
    const nobody = '01a20c59-8506-77c7-9d83-c324c3699f3d';
    await refused(house.staff.get(`/api/v1/records/model/${nobody}/revisions`), 'not-found');
    await refused(house.staff.get(`/api/v1/records/nothing/${nobody}/revisions`), 'not-found');
  });
});
