import { type House, openHouse } from '../support/house';
import { type Answer, moved, registered, version } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}
const artifact = (own: object = {}) => ({ kind: 'weights', name: 'weights', sha256: 'a'.repeat(64), ...own });
const dataSet = (own: object = {}) => ({
  ...{ name: 'Notes', description: 'De-identified notes', basis: 'safe-harbor', sites: ['A'] },
  ...own,
});

describe('A model version', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is registered as a draft that says what may follow', async () => {
    const { id } = await registered.model(house);
    const { body } = await house.staff.post(`/api/v1/models/${id}/versions`).send(version()).expect(201);
    expect(body).toMatchObject({ state: 'draft', nextStates: ['in-review'], semanticVersion: '1.0.0', revision: 1 });
  });

  it('goes through its whole life along the table, with an event for each step', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId);
    await moved(house, id, 'in-review', 'draft', 'in-review', 'approved', 'released', 'retired');
    const { body } = await house.staff.get(`/api/v1/versions/${id}`).expect(200);
    expect(body).toMatchObject({ state: 'retired', nextStates: [], revision: 7 });
    const acts = (await house.auditEvents()).filter(({ subject_id }) => subject_id === id).map(({ act }) => act);
    const moves = ['in-review', 'draft', 'in-review', 'retired'].map(() => 'version.transitioned');
    const signed = ['review', 'approval', 'responsibility'].map(() => 'signature.given');
    expect(acts.sort()).toEqual([...signed, 'version.registered', ...moves].sort());
  });

  it('is refused a step that is not in the table, and leaves no event', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId);
    const { body } = await house.staff
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
    const { body } = await house.staff.patch(`/api/v1/versions/${id}`).send(edit).expect(200);
    expect(body).toMatchObject({ changeSummary: 'Said better', label: 'Model 1.0.0', revision: 2 });
    await moved(house, id, 'in-review');
    await house.staff.patch(`/api/v1/versions/${id}`).set('If-Match', '"r3"').send(edit).expect(409);
  });

  it('stands once in its model under a semantic version', async () => {
    const { id } = await registered.model(house);
    await registered.version(house, id);
    const { body } = await house.staff.post(`/api/v1/models/${id}/versions`).send(version()).expect(409);
    expect(body).toMatchObject({ type: '/problems/duplicate' });
  });

  it('is told in the trail from its registration on, each step going on from the one before', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId, { reason: 'The first candidate' });
    await house.staff.patch(`/api/v1/versions/${id}`).send({ label: 'Better', reason: 'A typo' }).expect(200);
    await moved(house, id, 'in-review');
    const told = await toldOf(house, id);
    expect(told.map(({ act, reason }) => [act, reason])).toEqual([
      ['version.registered', 'The first candidate'],
      ['version.revised', 'A typo'],
      ['version.transitioned', 'For the test'],
    ]);
    const changes = told.map((event) => event.changes[0]);
    expect(changes.map(({ before }) => before)).toEqual([null, changes[0].after, changes[1].after]);
    expect(changes[2].after).toBe(await digestOfRow(house, 'model_version', id));
  });

  it('may stand without a base model, or after another version of the same model', async () => {
    const { id: modelId } = await registered.model(house);
    const parent = await registered.version(house, modelId, { baseModel: null });
    expect(parent).toMatchObject({ baseModel: null, parentVersionId: null });
    const next = await registered.version(house, modelId, { semanticVersion: '1.1.0', parentVersionId: parent.id });
    expect(next).toMatchObject({ parentVersionId: parent.id });
  });

  it('takes its base model away in an edit that says null, and keeps what the edit does not name', async () => {
    const { id: modelId } = await registered.model(house);
    const { id, artifacts } = await registered.version(house, modelId);
    const edit = { baseModel: null, reason: 'It was built from nothing' };
    const { body } = await house.staff.patch(`/api/v1/versions/${id}`).send(edit).expect(200);
    expect(body).toMatchObject({ baseModel: null, artifacts });
  });

  it.each([
    ['a version that is not semantic', { semanticVersion: 'v1' }, ['/semanticVersion']],
    ['a version that is a number', { semanticVersion: 1 }, ['/semanticVersion']],
    ['a digest that is not whole', { artifacts: [artifact({ sha256: 'abc' })] }, ['/artifacts/0/sha256']],
    ['a digest in capitals', { artifacts: [artifact({ sha256: 'A'.repeat(64) })] }, ['/artifacts/0/sha256']],
    [
      'the second artifact of a strange kind',
      { artifacts: [artifact(), artifact({ kind: 'x' })] },
      ['/artifacts/1/kind'],
    ],
    ['artifacts that are an object', { artifacts: {} }, ['/artifacts']],
    ['artifacts that are lists', { artifacts: [[]] }, ['/artifacts']],
    ['artifacts that are null', { artifacts: null }, ['/artifacts']],
    ['more artifacts than a hundred', { artifacts: Array.from({ length: 101 }, () => artifact()) }, ['/artifacts']],
    ['a base model that is a list', { baseModel: [] }, ['/baseModel']],
    ['a base model without its revision', { baseModel: { name: 'B', supplier: 'S' } }, ['/baseModel/revision']],
    ['a training data set of no basis', { trainingData: [dataSet({ basis: 'hope' })] }, ['/trainingData/0/basis']],
    ['a site that is named twice', { trainingData: [dataSet({ sites: ['A', 'A'] })] }, ['/trainingData/0/sites']],
    ['a parent that is not there', { parentVersionId: NOBODY }, ['/parentVersionId']],
    ['a parent that is no id', { parentVersionId: 'x' }, ['/parentVersionId']],
    ['a state of its own', { state: 'released' }, ['/state']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    const { id } = await registered.model(house);
    await leavesNothing(house, ['model_version'], () =>
      refused(house.staff.post(`/api/v1/models/${id}/versions`).send(version(fault)), 'validation', ...pointers),
    );
  });

  it('does not come after a version of another model', async () => {
    const { id: parentVersionId } = await registered.version(house, (await registered.model(house)).id);
    const { id } = await registered.model(house);
    const said = version({ parentVersionId });
    await refused(house.staff.post(`/api/v1/models/${id}/versions`).send(said), 'validation', '/parentVersionId');
  });

  it('has no semantic version twice, also when two come at once', async () => {
    const { id } = await registered.model(house);
    const ask = () => house.staff.post(`/api/v1/models/${id}/versions`).send(version());
    expect((await Promise.all([ask(), ask()])).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is edited and moved only with a reason, along names that are states', async () => {
    const { id } = await registered.version(house, (await registered.model(house)).id);
    await leavesNothing(house, [], async () => {
      await refused(house.staff.patch(`/api/v1/versions/${id}`).send({ label: 'x' }), 'validation', '/reason');
      const transitions = `/api/v1/versions/${id}/transitions`;
      await refused(house.staff.post(transitions).send({ to: 'in-review' }), 'validation', '/reason');
      await refused(house.staff.post(transitions).send({ to: 'gone', reason: 'Why not' }), 'validation', '/to');
      const semantic = { semanticVersion: '9.0.0', reason: 'Why not' };
      await refused(house.staff.patch(`/api/v1/versions/${id}`).send(semantic), 'validation', '/semanticVersion');
    });
  });

  it('is moved once when two ask for the same step at once', async () => {
    const { id } = await registered.version(house, (await registered.model(house)).id);
    const ask = () =>
      house.staff.post(`/api/v1/versions/${id}/transitions`).send({ to: 'in-review', reason: 'Both of us' });
    expect((await Promise.all([ask(), ask()])).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('does not exist, and is not listed, in a model that is not there', async () => {
    await refused(house.staff.get(`/api/v1/versions/${NOBODY}`), 'not-found');
    await refused(house.staff.patch(`/api/v1/versions/${NOBODY}`).send({ reason: 'Why not' }), 'not-found');
    const transition = { to: 'in-review', reason: 'Why not' };
    await refused(house.staff.post(`/api/v1/versions/${NOBODY}/transitions`).send(transition), 'not-found');
    await refused(house.staff.get(`/api/v1/models/${NOBODY}/versions`), 'not-found');
    await refused(house.staff.post(`/api/v1/models/${NOBODY}/versions`).send(version()), 'not-found');
  });

  it('is listed with the others of its model alone, page by page', async () => {
    const { id: modelId } = await registered.model(house);
    await registered.version(house, (await registered.model(house)).id);
    const one = await registered.version(house, modelId);
    const two = await registered.version(house, modelId, { semanticVersion: '2.0.0' });
    const path = `/api/v1/models/${modelId}/versions`;
    const first = (await house.staff.get(path).query({ limit: 1 }).expect(200)).body as List;
    const second = (await house.staff.get(path).query({ limit: 1, cursor: first.next }).expect(200)).body as List;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([one.id, two.id]);
    expect(second.next).toBeNull();
    await refused(house.staff.get(path).query({ limit: 201 }), 'invalid-query', '/limit');
  });
});
