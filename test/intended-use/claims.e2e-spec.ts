import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, claim, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const ROWS = ['claim', 'claim_revision', 'claim_withdrawal'];

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('A claim', () => {
  let house: House;
  let functionId: string;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    functionId = (await registered.function(house, (await registered.model(house)).id)).id;
  });

  const path = () => `/api/v1/functions/${functionId}/claims`;
  const stated = (own?: Record<string, unknown>) => registered.claim(house, functionId, own);
  const read = async (id: string) => (await house.staff.get(`/api/v1/claims/${id}`).expect(200)).body as Answer;
  const revise = (id: string, own: Record<string, unknown> = {}) =>
    house.staff
      .post(`/api/v1/claims/${id}/revise`)
      .set('If-Match', '"r1"')
      .send(claim({ reason: 'A higher bar', ...own }));
  const withdraw = (id: string, reason = 'Nobody stands behind it') =>
    house.staff.post(`/api/v1/claims/${id}/withdraw`).send({ reason });
  const rowIds = async (table: string, id: string): Promise<string[]> => {
    const sql = `SELECT id FROM ${table} WHERE claim_id = $1 ORDER BY id`;
    return (await house.database.superuser.query<{ id: string }>(sql, [id])).rows.map((row) => row.id);
  };

  it('is stated with its whole criterion, the limit in its own digits, and read back', async () => {
    const said = claim({ threshold: '0.600', unit: null, task: 'medqa', subgroup: 'sex=female' });
    const { body } = await house.staff.post(path()).send(said).expect(201);
    const { id } = body as Answer;
    expect(body).toMatchObject({
      ...{ ...said, functionId, revision: 1, state: 'current', statedBy: STAFF, withdrawal: null },
      ...{ href: `/api/v1/claims/${id}`, revisions: [expect.objectContaining({ revision: 1, threshold: '0.600' })] },
    });
    expect((body as Answer).code).toMatch(/^CL-\d{4}$/);
    expect(await read(id)).toEqual(body);
  });

  it('is told in the trail, with the digest of each of its rows', async () => {
    const { id } = await stated({ reason: 'As the protocol says' });
    const [revision] = await rowIds('claim_revision', id);
    const [event, ...others] = await toldOf(house, id);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ act: 'claim.stated', reason: 'As the protocol says' });
    expect(event.changes).toEqual([
      { type: 'claim', id, before: null, after: await digestOfRow(house, 'claim', id) },
      {
        type: 'claim_revision',
        id: revision,
        before: null,
        after: await digestOfRow(house, 'claim_revision', revision),
      },
    ]);
  });

  it('is revised as a further revision, and what was said before stays', async () => {
    const first = await stated();
    const { body } = await revise(first.id, { threshold: '0.70' }).expect(201);
    expect(body).toMatchObject({ id: first.id, code: first.code, revision: 2, threshold: '0.70' });
    const { revisions } = body as { revisions: Answer[] };
    expect(revisions[0]).toEqual((first.revisions as unknown[])[0]);
    expect(revisions.map(({ threshold }) => threshold)).toEqual(['0.60', '0.70']);
    const [, newer] = await rowIds('claim_revision', first.id);
    const [, event] = await toldOf(house, first.id);
    expect(event).toMatchObject({ act: 'claim.revised', reason: 'A higher bar', subject: { type: 'claim' } });
    expect(event.changes).toEqual([
      { type: 'claim_revision', id: newer, before: null, after: await digestOfRow(house, 'claim_revision', newer) },
    ]);
  });

  it('is revised by one of those who revise the same revision at once, and the others are told', async () => {
    const { id } = await stated();
    const answers = await Promise.all([1, 2, 3].map(() => revise(id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412, 412]);
    expect(((await read(id)).revisions as Answer[]).map(({ revision }) => revision)).toEqual([1, 2]);
    await refused(revise(id).unset('If-Match'), 'precondition-required');
    await revise(id).set('If-Match', '"r2"').expect(201);
  });

  it('is read as it was before it was revised and withdrawn, and did not exist before it was stated', async () => {
    const before = new Date(Date.now() - 60_000).toISOString();
    const first = await stated();
    const asOf = async (instant: string) => house.staff.get(`/api/v1/claims/${first.id}`).query({ asOf: instant });
    const then = (await read(first.id)).statedAt as string;
    await new Promise((later) => setTimeout(later, 5));
    await revise(first.id, { threshold: '0.70' }).expect(201);
    await withdraw(first.id).expect(200);
    expect((await asOf(then)).body).toEqual(first);
    expect((await asOf(before)).status).toBe(404);
    expect((await asOf(new Date().toISOString())).body).toEqual(await read(first.id));
  });

  it('is withdrawn once, says why, and is neither revised nor withdrawn again', async () => {
    const { id } = await stated();
    const { body } = await withdraw(id).expect(200);
    expect(body).toMatchObject({
      ...{ id, state: 'withdrawn', withdrawal: { reason: 'Nobody stands behind it', by: STAFF } },
    });
    const [row] = await rowIds('claim_withdrawal', id);
    const [, event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'claim.withdrawn', subject: { type: 'claim', id } });
    expect(event.changes).toEqual([
      { type: 'claim_withdrawal', id: row, before: null, after: await digestOfRow(house, 'claim_withdrawal', row) },
    ]);
    await leavesNothing(house, ROWS, async () => {
      await refused(withdraw(id), 'invalid-state');
      await refused(revise(id), 'invalid-state');
    });
  });

  it.each(['statement', 'metric', 'comparator', 'threshold', 'population', 'minimumN'])(
    'is refused without its %s',
    async (name) => {
      await refused(house.staff.post(path()).send(claim({ [name]: undefined })), 'validation', `/${name}`);
    },
  );

  it.each([
    ['a limit that is a number', { threshold: 0.6 }, ['/threshold']],
    ['a limit in percent', { threshold: '60%' }, ['/threshold']],
    ['a limit with an exponent', { threshold: '6e-1' }, ['/threshold']],
    ['a limit that begins with a point', { threshold: '.6' }, ['/threshold']],
    ['a comparator that is a word', { comparator: 'at least' }, ['/comparator']],
    ['equality, which no result meets', { comparator: '=' }, ['/comparator']],
    ['a minimum of none', { minimumN: 0 }, ['/minimumN']],
    ['a minimum of a half', { minimumN: 0.5 }, ['/minimumN']],
    ['a minimum as text', { minimumN: '100' }, ['/minimumN']],
    ['a statement of one word', { statement: 'Good' }, ['/statement']],
    ['a revision of its own', { revision: 3 }, ['/revision']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    await leavesNothing(house, ROWS, () =>
      refused(house.staff.post(path()).send(claim(fault)), 'validation', ...pointers),
    );
  });

  it('is revised and withdrawn only with a reason', async () => {
    const { id } = await stated();
    await leavesNothing(house, ROWS, async () => {
      await refused(revise(id, { reason: undefined }), 'validation', '/reason');
      await refused(withdraw(id, '  '), 'validation', '/reason');
    });
  });

  it('does not exist, and is not stated or listed, where there is no function', async () => {
    const missing = `/api/v1/functions/${NOBODY}/claims`;
    await refused(house.staff.post(missing).send(claim()), 'not-found');
    await refused(house.staff.get(missing), 'not-found');
    await refused(house.staff.get(`/api/v1/claims/${NOBODY}`), 'not-found');
    await refused(revise(NOBODY), 'not-found');
    await refused(withdraw(NOBODY), 'not-found');
  });

  it('is listed with the others of its function alone, page by page', async () => {
    const made = [await stated(), await stated(), await stated()];
    const first = (await house.staff.get(path()).query({ limit: 2 }).expect(200)).body as List;
    const rest = (await house.staff.get(path()).query({ limit: 2, cursor: first.next }).expect(200)).body as List;
    expect([...first.items, ...rest.items]).toEqual(made);
    expect(rest.next).toBeNull();
  });
});
