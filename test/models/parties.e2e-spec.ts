import { PARTY_ROLES } from '../../src/models/model-party.entity';
import { type House, openHouse } from '../support/house';
import { type Answer, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

describe('A role of an organization in a model', () => {
  let house: House;
  let modelId: string;
  let organizationId: string;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    modelId = (await registered.model(house)).id;
    organizationId = (await registered.organization(house)).id;
  });

  const path = () => `/api/v1/models/${modelId}/parties`;
  const given = async (own: Record<string, unknown> = {}) =>
    (
      await house.staff
        .post(path())
        .send({ organizationId, role: 'owner', ...own })
        .expect(201)
    ).body as Answer;

  it('is given from now on, with an event that has the digest of its row', async () => {
    const party = await given({ note: 'Under the agreement of May', reason: 'They own it' });
    expect(party).toMatchObject({ modelId, organizationId, role: 'owner', endedAt: null });
    const after = await digestOfRow(house, 'model_party', party.id);
    const [event] = await toldOf(house, party.id);
    expect(event).toMatchObject({ act: 'party.added', reason: 'They own it' });
    expect(event.changes).toEqual([{ type: 'model_party', id: party.id, before: null, after }]);
  });

  it.each(PARTY_ROLES)('may be %s', async (role) => {
    expect(await given({ role })).toMatchObject({ role });
  });

  it('is ended once, and stays readable beside the ones that go on', async () => {
    const { id } = await given();
    const ended = await house.staff.post(`/api/v1/parties/${id}/end`).send({ reason: 'It was sold' }).expect(200);
    expect((ended.body as { endedAt: string }).endedAt).not.toBeNull();
    const [added, event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'party.ended', reason: 'It was sold' });
    expect(event.changes[0]).toMatchObject({
      ...{ before: added.changes[0].after, after: await digestOfRow(house, 'model_party', id) },
    });
    const again = await given();
    const { body } = await house.staff.get(path()).expect(200);
    expect((body as { items: Answer[] }).items.map((one) => one.id)).toEqual([id, again.id]);
    await leavesNothing(house, ['model_party'], () =>
      refused(house.staff.post(`/api/v1/parties/${id}/end`).send({ reason: 'Once more' }), 'invalid-state'),
    );
  });

  it('is not ended without a reason, nor where there is none', async () => {
    const { id } = await given();
    await refused(house.staff.post(`/api/v1/parties/${id}/end`).send({}), 'validation', '/reason');
    await refused(house.staff.post(`/api/v1/parties/${NOBODY}/end`).send({ reason: 'It was sold' }), 'not-found');
  });

  it('is held once at a time by an organization, also when two ask at once', async () => {
    const ask = () => house.staff.post(path()).send({ organizationId, role: 'host' });
    const statuses = (await Promise.all([ask(), ask()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
    await refused(ask(), 'duplicate');
    await given({ role: 'owner' });
  });

  it.each([
    ['a role that is not in the list', { role: 'boss' }, ['/role']],
    ['an organization that is not there', { organizationId: NOBODY }, ['/organizationId']],
    ['an organization that is no id', { organizationId: '1' }, ['/organizationId']],
    ['a note that is too long', { note: 'x'.repeat(1001) }, ['/note']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    const said = { organizationId, role: 'owner', ...fault };
    await leavesNothing(house, ['model_party'], () =>
      refused(house.staff.post(path()).send(said), 'validation', ...pointers),
    );
  });

  it('is given and listed only in a model that is there', async () => {
    const missing = `/api/v1/models/${NOBODY}/parties`;
    await refused(house.staff.post(missing).send({ organizationId, role: 'owner' }), 'not-found');
    await refused(house.staff.get(missing), 'not-found');
    await refused(house.staff.get(path()).query({ limit: 0 }), 'invalid-query', '/limit');
  });
});
