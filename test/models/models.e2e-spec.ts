import { type House, openHouse } from '../support/house';
import { type Answer, model, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const PATH = '/api/v1/models';

describe('A model', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is registered, read back, and is not illustrative unless it says so', async () => {
    const said = model();
    const { body } = await house.staff.post(PATH).send(said).expect(201);
    const { id } = body as Answer;
    expect(body).toMatchObject({ ...said, illustrative: false, revision: 1, href: `${PATH}/${id}` });
    expect((await house.staff.get(`${PATH}/${id}`).expect(200)).body).toEqual(body);
  });

  it('is told in the trail with the digest of its row', async () => {
    const { id } = await registered.model(house, { kind: 'third-party', illustrative: true });
    const after = await digestOfRow(house, 'model', id);
    expect(await toldOf(house, id)).toEqual([
      expect.objectContaining({ act: 'model.registered', changes: [{ type: 'model', id, before: null, after }] }),
    ]);
  });

  it('is edited with a reason, and keeps what the edit does not name', async () => {
    const { id, name } = await registered.model(house);
    const { body } = await house.staff
      .patch(`${PATH}/${id}`)
      .send({ description: 'Said better', reason: 'It was unclear' })
      .expect(200);
    expect(body).toMatchObject({ name, description: 'Said better', kind: 'own', revision: 2 });
    const [first, second] = await toldOf(house, id);
    expect(second).toMatchObject({ act: 'model.revised', reason: 'It was unclear' });
    expect(second.changes[0]).toMatchObject({
      ...{ before: first.changes[0].after, after: await digestOfRow(house, 'model', id) },
    });
  });

  it.each([
    ['a kind that is not in the list', { kind: 'foreign' }, ['/kind']],
    ['a kind that is a list', { kind: ['own'] }, ['/kind']],
    ['a description that is too short', { description: 'x' }, ['/description']],
    ['an illustrative that is a text', { illustrative: 'yes' }, ['/illustrative']],
    ['an illustrative that is null', { illustrative: null }, ['/illustrative']],
    ['a reason of blanks', { reason: '   ' }, ['/reason']],
    ['an id of its own', { id: NOBODY }, ['/id']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    await leavesNothing(house, ['model'], () =>
      refused(house.staff.post(PATH).send(model(fault)), 'validation', ...pointers),
    );
  });

  it('stands once under its name', async () => {
    const { name } = await registered.model(house);
    const { name: other, id } = await registered.model(house);
    await leavesNothing(house, ['model'], async () => {
      await refused(house.staff.post(PATH).send(model({ name })), 'duplicate');
      await refused(house.staff.patch(`${PATH}/${id}`).send({ name, reason: 'To be the same' }), 'duplicate');
    });
    expect((await house.staff.get(`${PATH}/${id}`)).body).toMatchObject({ name: other, revision: 1 });
  });

  it('is refused an edit that would change its kind, or that comes without a reason', async () => {
    const { id } = await registered.model(house);
    await refused(house.staff.patch(`${PATH}/${id}`).send({ kind: 'own', reason: 'Why not' }), 'validation', '/kind');
    await refused(house.staff.patch(`${PATH}/${id}`).send({ name: 'Other name' }), 'validation', '/reason');
  });

  it('does not exist before it is registered', async () => {
    await refused(house.staff.get(`${PATH}/${NOBODY}`), 'not-found');
    await refused(house.staff.patch(`${PATH}/${NOBODY}`).send({ name: 'Other', reason: 'Why not' }), 'not-found');
  });

  it('is listed in pages', async () => {
    await registered.model(house);
    const first = await house.staff.get(PATH).query({ limit: 1 }).expect(200);
    const { items, next } = first.body as { items: Answer[]; next: string };
    const second = await house.staff.get(PATH).query({ limit: 1, cursor: next }).expect(200);
    expect((second.body as { items: Answer[] }).items[0].id > items[0].id).toBe(true);
    await refused(house.staff.get(PATH).query({ limit: 201 }), 'invalid-query', '/limit');
    await refused(house.staff.get(PATH).query({ cursor: 'x' }), 'invalid-query', '/cursor');
  });

  it('is edited by one of those who edit the same revision at once, and the others are told', async () => {
    const { id } = await registered.model(house);
    const edits = Array.from({ length: 50 }, (_, count) => ({ description: `Edit ${count}`, reason: 'All at once' }));
    const answers = await Promise.all(edits.map((edit) => house.staff.patch(`${PATH}/${id}`).send(edit)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(49).fill(412)]);
    expect(await toldOf(house, id)).toHaveLength(2);
  });

  it('is answered with its entity tag, which an edit must name', async () => {
    const { id } = await registered.model(house);
    const read = await house.staff.get(`${PATH}/${id}`).expect(200);
    expect(read.headers.etag).toBe('"r1"');
    const edit = { description: 'Said better', reason: 'It was unclear' };
    const edited = await house.staff.patch(`${PATH}/${id}`).set('If-Match', '"r1"').send(edit).expect(200);
    expect(edited.headers.etag).toBe('"r2"');
    await refused(house.staff.patch(`${PATH}/${id}`).set('If-Match', '"r1"').send(edit), 'precondition-failed');
    await refused(house.staff.patch(`${PATH}/${id}`).set('If-Match', 'nonsense').send(edit), 'precondition-failed');
    await refused(house.staff.patch(`${PATH}/${id}`).unset('If-Match').send(edit), 'precondition-required');
  });
});
