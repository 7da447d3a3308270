import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, organization, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const PATH = '/api/v1/organizations';

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('An organization', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const listed = async (query: Record<string, unknown>) =>
    (await house.staff.get(PATH).query(query).expect(200)).body as List;

  it('is registered and read back as it was said', async () => {
    const said = organization({ place: 'Rochester, Minnesota' });
    const { body } = await house.staff.post(PATH).send(said).expect(201);
    const { id } = body as Answer;
    expect(body).toMatchObject({ ...said, revision: 1, href: `${PATH}/${id}` });
    expect((await house.staff.get(`${PATH}/${id}`).expect(200)).body).toEqual(body);
  });

  it('has an event whose bytes are canonical and whose digest is that of the row', async () => {
    const { id } = await registered.organization(house, { reason: 'It is the owner' });
    const [event, ...others] = await toldOf(house, id);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      act: 'organization.registered',
      actor: { id: house.staffId, name: STAFF, role: 'specialist', via: { kind: 'token', id: expect.any(String) } },
      subject: { type: 'organization', id },
      reason: 'It is the owner',
      changes: [{ type: 'organization', id, before: null, after: await digestOfRow(house, 'organization', id) }],
    });
  });

  it('is edited with a reason, and the event goes on from where the one before ended', async () => {
    const { id, name } = await registered.organization(house, { place: 'Old Town' });
    const { body } = await house.staff
      .patch(`${PATH}/${id}`)
      .send({ place: null, country: 'DE', reason: 'It moved' })
      .expect(200);
    expect(body).toMatchObject({ name, place: null, country: 'DE', revision: 2 });
    const [first, second] = await toldOf(house, id);
    expect(second).toMatchObject({ act: 'organization.revised', reason: 'It moved' });
    expect(second.changes).toEqual([
      {
        ...{ type: 'organization', id, before: first.changes[0].after },
        after: await digestOfRow(house, 'organization', id),
      },
    ]);
  });

  it.each([
    ['a name that is too short', { name: 'x' }, ['/name']],
    ['a name of blanks', { name: '    ' }, ['/name']],
    ['a name that is a number', { name: 7 }, ['/name']],
    ['a country that is none', { country: 'XX' }, ['/country']],
    ['a country of three letters', { country: 'USA' }, ['/country']],
    ['a country in small letters', { country: 'us' }, ['/country']],
    ['a place that is too long', { place: 'x'.repeat(201) }, ['/place']],
    ['a property that it has not', { colour: 'blue' }, ['/colour']],
    ['several faults at once', { name: '', country: '', extra: 1 }, ['/extra', '/name', '/country']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    await leavesNothing(house, ['organization'], () =>
      refused(house.staff.post(PATH).send(organization(fault)), 'validation', ...pointers),
    );
  });

  it('is refused an edit without a reason, and of what does not exist', async () => {
    const { id } = await registered.organization(house);
    await leavesNothing(house, [], async () => {
      await refused(house.staff.patch(`${PATH}/${id}`).send({ name: 'Other' }), 'validation', '/reason');
      await refused(house.staff.patch(`${PATH}/${id}`).send({ name: null, reason: 'Why not' }), 'validation', '/name');
      await refused(house.staff.patch(`${PATH}/${NOBODY}`).send({ name: 'Other', reason: 'Why not' }), 'not-found');
    });
  });

  it('stands once under its name, however it is written', async () => {
    const { name } = await registered.organization(house, { name: 'Once Only Clinic' });
    await leavesNothing(house, ['organization'], () =>
      refused(house.staff.post(PATH).send(organization({ name: String(name).toUpperCase() })), 'duplicate'),
    );
  });

  it.each([
    ['an id that was not given out', NOBODY],
    ['what is no id', '1'],
    ['a random id of version 4', '9b2d4f0e-6a31-4d0c-9a76-9d3b8a6b1c55'],
    ['three hundred letters', 'x'.repeat(300)],
  ])('does not exist under %s', async (_, id) => {
    await refused(house.staff.get(`${PATH}/${id}`), 'not-found');
  });

  it('is not edited by an edit that names nothing', async () => {
    const { id } = await registered.organization(house);
    await refused(house.staff.patch(`${PATH}/${id}`).send({ reason: 'Because' }), 'validation', '');
    expect(await toldOf(house, id)).toHaveLength(1);
  });

  it('is the same under an id in capitals, in the trail too', async () => {
    const { id } = await registered.organization(house);
    const edit = { place: 'Berlin', reason: 'It was left out' };
    await house.staff.patch(`${PATH}/${id.toUpperCase()}`).send(edit).expect(200);
    expect((await toldOf(house, id))[1]).toMatchObject({ changes: [{ id }] });
  });

  it('is listed in pages that hold each once, in the order of time', async () => {
    for (let count = 0; count < 5; count += 1) await registered.organization(house);
    const all = await listed({ limit: 200 });
    const ids = all.items.map(({ id }) => id);
    expect(all.next).toBeNull();
    expect(ids).toEqual([...ids].sort());
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: List = await listed({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(paged).toEqual(ids);
  });

  it('is listed from one to two hundred at a time', async () => {
    expect((await listed({ limit: 1 })).items).toHaveLength(1);
    for (const limit of ['0', '-1', '201', '1.5', 'all', '', '1e9']) {
      await refused(house.staff.get(PATH).query({ limit }), 'invalid-query', '/limit');
    }
    await refused(house.staff.get(`${PATH}?limit=1&limit=2`), 'invalid-query', '/limit');
  });

  it('is not listed from a cursor that no page gave, or by a name that no list knows', async () => {
    await refused(house.staff.get(PATH).query({ cursor: 'anything' }), 'invalid-query', '/cursor');
    await refused(house.staff.get(PATH).query({ cursor: '' }), 'invalid-query', '/cursor');
    await refused(house.staff.get(PATH).query({ cursor: 'x'.repeat(201) }), 'invalid-query', '/cursor');
    await refused(house.staff.get(PATH).query({ colour: 'blue' }), 'invalid-query', '/colour');
  });
});
