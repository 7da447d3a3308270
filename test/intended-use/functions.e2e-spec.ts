import { type House, openHouse } from '../support/house';
import { type Answer, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('A software function', () => {
  let house: House;
  let modelId: string;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    modelId = (await registered.model(house)).id;
  });

  const path = () => `/api/v1/models/${modelId}/functions`;

  it('is added under the next number of its model, and read back', async () => {
    const said = { name: 'Care planning', purpose: 'Proposes a plan of care' };
    const { body } = await house.staff.post(path()).send(said).expect(201);
    const { id } = body as Answer;
    expect(body).toMatchObject({ ...said, modelId, ordinal: 1, code: 'FN-1', href: `/api/v1/functions/${id}` });
    expect((await house.staff.get(`/api/v1/functions/${id}`).expect(200)).body).toEqual(body);
    expect(await registered.function(house, modelId)).toMatchObject({ ordinal: 2, code: 'FN-2' });
    const { id: otherModel } = await registered.model(house);
    expect(await registered.function(house, otherModel, { name: 'Care planning' })).toMatchObject({ code: 'FN-1' });
  });

  it('is told in the trail with the digest of its row, and with the reason', async () => {
    const { id } = await registered.function(house, modelId, { reason: 'A new use' });
    const after = await digestOfRow(house, 'software_function', id);
    const [event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'function.added', reason: 'A new use' });
    expect(event.changes).toEqual([{ type: 'software_function', id, before: null, after }]);
  });

  it('has a number of its own when several are added at once', async () => {
    const added = await Promise.all([1, 2, 3, 4].map(() => registered.function(house, modelId)));
    expect(added.map(({ ordinal }) => ordinal).sort()).toEqual([1, 2, 3, 4]);
  });

  it('stands once in its model under its name', async () => {
    await registered.function(house, modelId, { name: 'Decision support' });
    const same = { name: 'decision SUPPORT', purpose: 'The same again' };
    await leavesNothing(house, ['software_function'], async () => {
      const { detail } = await refused(house.staff.post(path()).send(same), 'duplicate');
      expect(detail).toContain('FN-1');
    });
  });

  it.each([
    ['no name', { name: undefined }, ['/name']],
    ['a name that is too long', { name: 'x'.repeat(121) }, ['/name']],
    ['a purpose of blanks', { purpose: '     ' }, ['/purpose']],
    ['a purpose that is a list', { purpose: ['Lists options'] }, ['/purpose']],
    ['a number of its own', { ordinal: 9 }, ['/ordinal']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    const said = { name: 'Function', purpose: 'Lists options', ...fault };
    await leavesNothing(house, ['software_function'], () =>
      refused(house.staff.post(path()).send(said), 'validation', ...pointers),
    );
  });

  it('does not exist, and is not added or listed, where there is no model', async () => {
    const missing = `/api/v1/models/${NOBODY}/functions`;
    await refused(house.staff.get(`/api/v1/functions/${NOBODY}`), 'not-found');
    await refused(house.staff.post(missing).send({ name: 'Function', purpose: 'Lists options' }), 'not-found');
    await refused(house.staff.get(missing), 'not-found');
  });

  it('is listed with the others of its model, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await registered.function(house, modelId)).id);
    const first = (await house.staff.get(path()).query({ limit: 2 }).expect(200)).body as List;
    const rest = (await house.staff.get(path()).query({ limit: 2, cursor: first.next }).expect(200)).body as List;
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect(rest.next).toBeNull();
    await refused(house.staff.get(path()).query({ limit: 0 }), 'invalid-query', '/limit');
  });
});
