import { type House, openHouse } from '../support/house';
import { NOBODY, refused } from '../support/problems';

const PATH = '/api/v1/saved-views';
const VIEW = { list: 'evidence', name: 'Benchmarks', query: 'kind=benchmark&sort=title', shared: false };

describe('A saved view', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const saved = async (own: object = {}) =>
    (
      await house.staff
        .post(PATH)
        .send({ ...VIEW, ...own })
        .expect(201)
    ).body as { id: string; shared: boolean };

  it('is kept under its name, and replaced by what is saved under the same', async () => {
    const first = await saved();
    const second = await saved({ query: 'kind=usability' });
    expect(second).toMatchObject({ ...VIEW, id: first.id, query: 'kind=usability', ownerId: house.staffId });
    const { body } = await house.staff.get(`${PATH}?list=evidence`).expect(200);
    expect(body).toMatchObject({ items: [second], next: null });
    expect((await house.staff.get(`${PATH}?list=claims`).expect(200)).body).toMatchObject({ items: [] });
  });

  it('is another’s business once it is shared, and only to look by', async () => {
    const { id } = await saved({ name: 'Ours' });
    const seen = async (): Promise<string[]> =>
      ((await house.approver.get(PATH).expect(200)).body as { items: { name: string }[] }).items.map(
        ({ name }) => name,
      );
    expect(await seen()).not.toContain('Ours');
    await refused(house.approver.delete(`${PATH}/${id}`), 'not-found');
    expect((await house.staff.post(`${PATH}/${id}/share`).expect(200)).body).toMatchObject({ id, shared: true });
    expect(await seen()).toContain('Ours');
    await refused(house.approver.delete(`${PATH}/${id}`), 'forbidden');
    await refused(house.approver.post(`${PATH}/${id}/unshare`), 'forbidden');
    await house.staff.post(`${PATH}/${id}/unshare`).expect(200);
    expect(await seen()).not.toContain('Ours');
    expect((await house.staff.delete(`${PATH}/${id}`).expect(200)).body).toMatchObject({ id });
    await refused(house.staff.delete(`${PATH}/${id}`), 'not-found');
  });

  it('is refused where it is none, and where one keeps as many as one may', async () => {
    for (const own of [{ list: 'Evidence' }, { name: '' }, { name: 'x'.repeat(81) }, { query: 'x'.repeat(2001) }])
      expect((await house.staff.post(PATH).send({ ...VIEW, ...own })).status).toBe(422);
    await refused(house.staff.delete(`${PATH}/${NOBODY}`), 'not-found');
    for (let n = 0; n < 50; n += 1) await saved({ list: 'models', name: `View ${n}` });
    await refused(house.staff.post(PATH).send({ ...VIEW, list: 'models', name: 'One more' }), 'invalid-state');
    await saved({ list: 'models', name: 'View 7' });
  });

  it('leaves no event: it is no record', async () => {
    const before = (await house.auditEvents()).length;
    await saved({ name: 'Not told' });
    expect(await house.auditEvents()).toHaveLength(before);
  });
});
