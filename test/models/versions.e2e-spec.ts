import { type House, openHouse } from '../support/house';
import { moved, registered, version } from '../support/given';

describe('A model version', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is registered as a draft that says what may follow', async () => {
    const { id } = await registered.model(house);
    const { body } = await house.operator.post(`/api/v1/models/${id}/versions`).send(version()).expect(201);
    expect(body).toMatchObject({ state: 'draft', nextStates: ['in-review'], semanticVersion: '1.0.0', revision: 1 });
  });

  it('goes through its whole life along the table, with an event for each step', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId);
    await moved(house, id, 'in-review', 'draft', 'in-review', 'approved', 'released', 'retired');
    const { body } = await house.operator.get(`/api/v1/versions/${id}`).expect(200);
    expect(body).toMatchObject({ state: 'retired', nextStates: [], revision: 7 });
    const events = (await house.auditEvents('version.transitioned')).filter(({ subject_id }) => subject_id === id);
    expect(events).toHaveLength(6);
  });

  it('is refused a step that is not in the table, and leaves no event', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId);
    const { body } = await house.operator
      .post(`/api/v1/versions/${id}/transitions`)
      .send({ to: 'released', reason: 'In a hurry' })
      .expect(409)
      .expect('content-type', /application\/problem\+json/);
    expect(body).toMatchObject({ type: '/problems/invalid-state', detail: expect.stringContaining('in-review') });
    expect((await house.auditEvents()).filter(({ subject_id }) => subject_id === id)).toHaveLength(1);
  });

  it('is edited as a draft and frozen from review on', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId);
    const edit = { changeSummary: 'Said better', reason: 'It was unclear' };
    const { body } = await house.operator.patch(`/api/v1/versions/${id}`).send(edit).expect(200);
    expect(body).toMatchObject({ changeSummary: 'Said better', label: 'Model 1.0.0', revision: 2 });
    await moved(house, id, 'in-review');
    await house.operator.patch(`/api/v1/versions/${id}`).send(edit).expect(409);
  });

  it('stands once in its model under a semantic version', async () => {
    const { id } = await registered.model(house);
    await registered.version(house, id);
    const { body } = await house.operator.post(`/api/v1/models/${id}/versions`).send(version()).expect(409);
    expect(body).toMatchObject({ type: '/problems/duplicate' });
  });
});
