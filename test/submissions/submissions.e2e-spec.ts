import { type House, openHouse, TOKEN, STAFF } from '../support/house';
import { type Answer, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const NOW = new Date('2026-11-20T10:00:00.000Z');
const ROWS = ['submission', 'submission_coverage', 'submission_letter'];

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('A submission', () => {
  let house: House;
  let modelId: string;
  let versionId: string;
  let functionId: string;
  let count = 0;
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => NOW } });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    modelId = (await registered.model(house)).id;
    versionId = (await registered.version(house, modelId)).id;
    functionId = (await registered.function(house, modelId)).id;
  });

  const PATH = '/api/v1/submissions';
  const submission = (own: Record<string, unknown> = {}) => ({
    ...{ modelId, kind: '510k', authority: 'FDA', submittedOn: '2026-01-02' },
    ...own,
  });
  const decided = { decisionKind: 'substantially-equivalent', decidedOn: '2026-03-04', decision: 'Letter of that day' };
  const ask = (own: Record<string, unknown> = {}) => house.staff.post(PATH).send(submission(own));
  const made = async (own: Record<string, unknown> = {}) => (await ask(own).expect(201)).body as Answer;
  const patch = (id: string, own: Record<string, unknown>, tag = '"r1"') =>
    house.staff
      .patch(`${PATH}/${id}`)
      .set('If-Match', tag)
      .send({ reason: 'The letter came', ...own });
  const letter = async (text = `letter ${(count += 1)}`) =>
    (await registered.file(house, 'letter.pdf', Buffer.from(text))).sha256;
  const addLetter = (id: string, said: Record<string, unknown>) => house.staff.post(`${PATH}/${id}/letters`).send(said);

  it('is registered with what it covers, says that it is the organization’s own record, and is read back', async () => {
    const said = {
      productCode: 'QIH',
      regulationNumber: '892.2050',
      versionIds: [versionId],
      functionIds: [functionId],
    };
    const body = await made({ number: 'K000001', ...said });
    expect(body).toMatchObject({
      ...{ ...submission(), ...said, number: 'K000001', decisionKind: 'pending', decidedOn: null, decision: null },
      ...{ letters: [], revision: 1, href: `${PATH}/${body.id}` },
      recordedBy: 'the organization, from the letters; not the authority’s own record',
    });
    expect((await house.staff.get(body.href).expect(200)).body).toEqual(body);
  });

  it('is told in the trail with the digest of each of its rows', async () => {
    const { id } = await made({ versionIds: [versionId], reason: 'As sent' });
    const sql = 'SELECT id FROM submission_coverage WHERE submission_id = $1';
    const [row] = (await house.database.superuser.query<{ id: string }>(sql, [id])).rows;
    const [event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'submission.registered', reason: 'As sent' });
    expect(event.changes).toEqual([
      { type: 'submission', id, before: null, after: await digestOfRow(house, 'submission', id) },
      {
        ...{ type: 'submission_coverage', id: row.id, before: null },
        after: await digestOfRow(house, 'submission_coverage', row.id),
      },
    ]);
  });

  it('is edited when the letter comes, with what it covers, and told with what it was before', async () => {
    const other = await registered.function(house, modelId);
    const { id } = await made({ functionIds: [functionId] });
    const { body } = await patch(id, { ...decided, functionIds: [other.id] }).expect(200);
    expect(body).toMatchObject({ ...decided, id, revision: 2, submittedOn: '2026-01-02', functionIds: [other.id] });
    const [registeredEvent, event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'submission.revised', reason: 'The letter came' });
    expect(event.changes.map(({ type }) => type)).toEqual(['submission', 'submission_coverage', 'submission_coverage']);
    expect(event.changes[0].before).toBe(registeredEvent.changes[0].after);
    expect(event.changes[0].after).toBe(await digestOfRow(house, 'submission', id));
    expect((await house.staff.get(`${PATH}/${id}`).expect(200)).body).toEqual(body);
  });

  it('keeps what an edit does not name, and loses what it names as null', async () => {
    const { id } = await made({ productCode: 'QIH', versionIds: [versionId], ...decided });
    const { body } = await patch(id, { productCode: null }).expect(200);
    expect(body).toMatchObject({ ...decided, productCode: null, versionIds: [versionId] });
    const back = { decisionKind: 'pending', decidedOn: null, decision: null, versionIds: [] };
    expect((await patch(id, back, '"r2"').expect(200)).body).toMatchObject({ ...back, revision: 3 });
  });

  it('is edited only on what its editor saw', async () => {
    const { id } = await made();
    await patch(id, { number: 'K000002' }).expect(200);
    const stale = await patch(id, { number: 'K000003' });
    expect(stale.status).toBe(412);
    const blind = await house.anybody
      .patch(`${PATH}/${id}`)
      .set('Authorization', `Bearer ${TOKEN}`)
      .send({ reason: 'Blind', number: 'K000004' });
    expect(blind.status).toBe(428);
  });

  it.each([
    ['a decision before the submission', { ...decided, decidedOn: '2026-01-01' }, ['/decidedOn']],
    ['a day of decision while it is pending', { decidedOn: '2026-03-04' }, ['/decidedOn']],
    ['a decision on no day', { decisionKind: 'withdrawn' }, ['/decidedOn']],
    ['what comes back on another way', { ...decided, decisionKind: 'feedback-received' }, ['/decisionKind']],
  ])('contradicts itself with %s, and leaves nothing', async (_, fault, pointers) => {
    const { id } = await made();
    await leavesNothing(house, ROWS, async () => {
      await refused(ask(fault), 'inconsistent', ...pointers);
      await refused(patch(id, fault), 'inconsistent', ...pointers);
    });
  });

  it.each([
    ['a kind that is not in the list', { kind: 'ce-mark' }, ['/kind']],
    ['a decision in words of its own', { decisionKind: 'approved' }, ['/decisionKind']],
    ['a product code of two letters', { productCode: 'QI' }, ['/productCode']],
    ['a regulation number that is a number', { regulationNumber: 892.205 }, ['/regulationNumber']],
    ['a regulation number that lost its zero', { regulationNumber: '892.205' }, ['/regulationNumber']],
    ['a model that is not there', { modelId: NOBODY }, ['/modelId']],
    ['a version that is not there', { versionIds: [NOBODY] }, ['/versionIds/0']],
    ['a function named twice', { functionIds: [NOBODY, NOBODY] }, ['/functionIds']],
    ['a day of submission that is yet to come', { submittedOn: '2026-11-22' }, ['/submittedOn']],
    ['no authority', { authority: undefined }, ['/authority']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    await leavesNothing(house, ROWS, () => refused(ask(fault), 'validation', ...pointers));
  });

  it('is refused with a day that does not exist', async () => {
    await refused(ask({ submittedOn: '2026-02-30' }), 'invalid-date', '/submittedOn');
    await refused(ask({ ...decided, decidedOn: '2026-02-30' }), 'invalid-date', '/decidedOn');
  });

  it('covers only what is of its model', async () => {
    const { id: strange } = await registered.function(house, (await registered.model(house)).id);
    const { id } = await made();
    await leavesNothing(house, ROWS, async () => {
      await refused(ask({ functionIds: [functionId, strange] }), 'validation', '/functionIds/1');
      await refused(patch(id, { functionIds: [strange] }), 'validation', '/functionIds/0');
    });
  });

  it('stands once under the number of its authority', async () => {
    await made({ number: 'K_0100' });
    await made({ number: 'KX0100' });
    await made({ number: 'K_0100', authority: 'Another authority' });
    await leavesNothing(house, ROWS, () => refused(ask({ number: 'k_0100', authority: 'fda' }), 'duplicate'));
    const { id } = await made();
    await refused(patch(id, { number: 'K_0100' }), 'duplicate');
  });

  describe('with its letters', () => {
    it('names the stored file, and is told about the submission', async () => {
      const { id } = await made();
      const sha256 = await letter();
      const { body } = await addLetter(id, { sha256, name: 'K000001.pdf', reason: 'Came by mail' }).expect(201);
      const { letters } = body as { letters: Answer[] };
      expect(letters).toEqual([
        {
          sha256,
          name: 'K000001.pdf',
          addedBy: STAFF,
          addedAt: NOW.toISOString(),
          href: `/api/v1/files/${sha256}`,
        },
      ]);
      const [, event] = await toldOf(house, id);
      expect(event).toMatchObject({ act: 'submission.letter-added', reason: 'Came by mail' });
      expect(event.subject).toEqual({ type: 'submission', id });
      const [change] = event.changes;
      expect(change).toMatchObject({ type: 'submission_letter', before: null });
      expect(change.after).toBe(await digestOfRow(house, 'submission_letter', change.id));
    });

    it('is refused the same bytes twice, bytes that are not stored, and a name that is a path', async () => {
      const { id } = await made();
      const sha256 = await letter();
      await addLetter(id, { sha256, name: 'a.pdf' }).expect(201);
      await leavesNothing(house, ROWS, async () => {
        expect((await refused(addLetter(id, { sha256, name: 'b.pdf' }), 'duplicate')).detail).toContain('a.pdf');
        await refused(addLetter(id, { sha256: 'b'.repeat(64), name: 'a.pdf' }), 'validation', '/sha256');
        await refused(addLetter(id, { sha256, name: '../a.pdf' }), 'validation', '/name');
        await refused(addLetter(NOBODY, { sha256, name: 'a.pdf' }), 'not-found');
      });
    });
  });

  it('is listed for its model alone, page by page, and not found where it is not', async () => {
    const all = [await made(), await made(), await made()];
    const list = async (query: Record<string, unknown>) =>
      (await house.staff.get(PATH).query(query).expect(200)).body as List;
    const first = await list({ modelId, limit: 2 });
    const rest = await list({ modelId, limit: 2, cursor: first.next });
    expect([...first.items, ...rest.items]).toEqual(all);
    expect(rest.next).toBeNull();
    expect((await list({ modelId: NOBODY })).items).toEqual([]);
    await refused(house.staff.get(PATH).query({ limit: 0 }), 'invalid-query', '/limit');
    await refused(house.staff.get(`${PATH}/${NOBODY}`), 'not-found');
    await refused(patch(NOBODY, {}), 'not-found');
  });
});
