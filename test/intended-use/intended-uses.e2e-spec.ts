import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, intendedUse, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const REQUIRED = Object.keys(intendedUse());

describe('An intended use', () => {
  let house: House;
  let functionId: string;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    functionId = (await registered.function(house, (await registered.model(house)).id)).id;
  });

  const path = () => `/api/v1/functions/${functionId}/intended-uses`;
  const listed = async () => ((await house.staff.get(path()).expect(200)).body as { items: Answer[] }).items;

  it('is stated as the first revision, in the words of the person', async () => {
    const said = intendedUse({ contraindications: 'Children' });
    const { body } = await house.staff.post(path()).send(said).expect(201);
    expect(body).toMatchObject({ ...said, functionId, revision: 1, statedBy: STAFF });
    expect(await listed()).toEqual([body]);
  });

  it('is stated anew as a further revision, and what was said before stays', async () => {
    const first = await registered.intendedUse(house, functionId);
    const second = await registered.intendedUse(house, functionId, { users: 'Nurses', reason: 'Wider use' });
    expect(second).toMatchObject({ revision: 2, users: 'Nurses', contraindications: null });
    expect(await listed()).toEqual([first, second]);
  });

  it('is told in the trail with the digest of its row', async () => {
    const { id } = await registered.intendedUse(house, functionId, { reason: 'As agreed' });
    const after = await digestOfRow(house, 'intended_use', id);
    const [event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'intended-use.stated', reason: 'As agreed' });
    expect(event.changes).toEqual([{ type: 'intended_use', id, before: null, after }]);
  });

  it('has a revision of its own when several are stated at once', async () => {
    const stated = await Promise.all([1, 2, 3].map(() => registered.intendedUse(house, functionId)));
    expect(stated.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
  });

  it.each(REQUIRED)('is refused without its %s', async (name) => {
    const said = intendedUse({ [name]: undefined });
    await refused(house.staff.post(path()).send(said), 'validation', `/${name}`);
  });

  it.each([
    ['a statement that is too short', { statement: 'Short' }, ['/statement']],
    ['a statement that is too long', { statement: 'x'.repeat(2001) }, ['/statement']],
    ['users that are a list', { users: ['Physicians'] }, ['/users']],
    ['contraindications of blanks', { contraindications: '  ' }, ['/contraindications']],
    ['a revision of its own', { revision: 7 }, ['/revision']],
    ['a text that is an object', { inputs: { a: 1 } }, ['/inputs']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    await leavesNothing(house, ['intended_use'], () =>
      refused(house.staff.post(path()).send(intendedUse(fault)), 'validation', ...pointers),
    );
  });

  it('keeps every character that a person can write', async () => {
    const statement = 'Für Ärzte: ≥ 18 Jahre, 疼痛 🩺 «ja» \u202eumgekehrt\u202c\n\tund <script>';
    expect(await registered.intendedUse(house, functionId, { statement })).toMatchObject({ statement });
  });

  it('is stated and listed only for a function that is there', async () => {
    const missing = `/api/v1/functions/${NOBODY}/intended-uses`;
    await refused(house.staff.post(missing).send(intendedUse()), 'not-found');
    await refused(house.staff.get(missing), 'not-found');
    await refused(house.staff.get(path()).query({ limit: 'many' }), 'invalid-query', '/limit');
  });

  describe('that is withdrawn', () => {
    const withdraw = (id: string, reason = 'It is not offered any more') =>
      house.staff.post(`/api/v1/intended-uses/${id}/withdraw`).send({ reason });
    const ROWS = ['intended_use_withdrawal'];

    it('says why, when and by whom, stays readable, and the event is about it', async () => {
      const { id } = await registered.intendedUse(house, functionId);
      const { body } = await withdraw(id).expect(200);
      expect(body).toMatchObject({ id, withdrawal: { reason: 'It is not offered any more', by: STAFF } });
      expect(await listed()).toEqual([body]);
      const [, event] = await toldOf(house, id);
      expect(event).toMatchObject({ act: 'intended-use.withdrawn', subject: { type: 'intended_use', id } });
      const [change] = event.changes;
      expect(change).toMatchObject({ type: 'intended_use_withdrawal', before: null });
      expect(change.after).toBe(await digestOfRow(house, 'intended_use_withdrawal', change.id));
    });

    it('is followed by a further revision when it is stated anew', async () => {
      const { id } = await registered.intendedUse(house, functionId);
      await withdraw(id).expect(200);
      expect(await registered.intendedUse(house, functionId)).toMatchObject({ revision: 2, withdrawal: null });
      await leavesNothing(house, ROWS, () => refused(withdraw(id), 'invalid-state'));
    });

    it('is the latest alone, once, also when two ask at once', async () => {
      const { id: older } = await registered.intendedUse(house, functionId);
      const { id } = await registered.intendedUse(house, functionId);
      await leavesNothing(house, ROWS, () => refused(withdraw(older), 'invalid-state'));
      const statuses = (await Promise.all([withdraw(id), withdraw(id)])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, 409]);
    });

    it('is refused without a reason, and where there is none', async () => {
      const { id } = await registered.intendedUse(house, functionId);
      await leavesNothing(house, ROWS, async () => {
        await refused(withdraw(id, ' '), 'validation', '/reason');
        await refused(withdraw(NOBODY), 'not-found');
      });
    });
  });
});
