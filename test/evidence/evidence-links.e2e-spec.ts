import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, claim, evidence, moved, registered, resultsFile } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const ROWS = ['evidence', 'evidence_link'];
const DAY = '2026-11-20';

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('A link of evidence', () => {
  let house: House;
  let now = new Date(`${DAY}T10:00:00.000Z`);
  let modelId: string;
  let versionId: string;
  let functionId: string;
  let evidenceId: string;
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => now } });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    now = new Date(`${DAY}T10:00:00.000Z`);
    modelId = (await registered.model(house)).id;
    versionId = (await registered.version(house, modelId)).id;
    functionId = (await registered.function(house, modelId)).id;
    evidenceId = (await registered.evidence(house, versionId, { performedOn: DAY })).id;
  });

  const links = (id = evidenceId) => `/api/v1/evidence/${id}/links`;
  const ask = (body: Record<string, unknown>, id = evidenceId) => house.staff.post(links(id)).send(body);
  const linked = async (body: Record<string, unknown>) => (await ask(body).expect(201)).body as Answer;
  const end = (id: string, reason = 'It shows another thing') =>
    house.staff.post(`/api/v1/evidence-links/${id}/end`).send({ reason });
  const listed = async (id = evidenceId) => (await house.staff.get(links(id)).expect(200)).body as List;

  it('ties it to a claim or to a function, with an event that has the digest of its row', async () => {
    const { id: claimId } = await registered.claim(house, functionId);
    const one = await linked({ claimId, reason: 'By protocol' });
    const two = await linked({ functionId });
    expect(one).toMatchObject({ evidenceId, claimId, functionId: null, state: 'current', statedAfterRun: false });
    expect(two).toMatchObject({ evidenceId, claimId: null, functionId, state: 'current', statedAfterRun: null });
    expect((await listed()).items).toEqual([one, two]);
    const [event] = await toldOf(house, one.id);
    expect(event).toMatchObject({ act: 'evidence-link.added', reason: 'By protocol' });
    const after = await digestOfRow(house, 'evidence_link', one.id);
    expect(event.changes).toEqual([{ type: 'evidence_link', id: one.id, before: null, after }]);
  });

  it('is added with the evidence itself, all in one act', async () => {
    const { id: claimId } = await registered.claim(house, functionId);
    const said = { performedOn: DAY, claimIds: [claimId], functionIds: [functionId] };
    const { id } = await registered.evidence(house, versionId, said);
    expect((await listed(id)).items.map((one) => [one.claimId, one.functionId])).toEqual([
      [claimId, null],
      [null, functionId],
    ]);
    const [event] = await toldOf(house, id);
    expect(event.changes.map(({ type }) => type)).toEqual(['evidence', 'evidence_link', 'evidence_link']);
  });

  it('says of a claim that was stated or revised after the run that it was', async () => {
    const { id: claimId } = await registered.claim(house, functionId);
    await linked({ claimId });
    now = new Date('2026-11-22T10:00:00.000Z');
    const { id: later } = await registered.claim(house, functionId);
    expect(await linked({ claimId: later })).toMatchObject({ statedAfterRun: true });
    await house.staff
      .post(`/api/v1/claims/${claimId}/revise`)
      .set('If-Match', '"r1"')
      .send(claim({ reason: 'Lowered', threshold: '0.5' }))
      .expect(201);
    expect((await listed()).items.map(({ statedAfterRun }) => statedAfterRun)).toEqual([true, true]);
  });

  it('looks at the instant of the run where the results file gives it', async () => {
    const { id: claimId } = await registered.claim(house, functionId);
    const bytes = resultsFile({ date: now.getTime() / 1000 - 60 });
    const { sha256 } = await registered.file(house, 'results.json', bytes);
    const files = [{ sha256, name: 'results.json', role: 'results' }];
    const { id } = await registered.evidence(house, versionId, { performedOn: DAY, files, claimIds: [claimId] });
    expect((await listed(id)).items[0]).toMatchObject({ statedAfterRun: true });
  });

  it('is refused a second time while the first goes on, also when two come at once', async () => {
    await linked({ functionId });
    await leavesNothing(house, ROWS, () => refused(ask({ functionId }), 'duplicate'));
    const { id: claimId } = await registered.claim(house, functionId);
    const statuses = (await Promise.all([ask({ claimId }), ask({ claimId })])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
  });

  it('is ended once, with the reason, and may then be added anew', async () => {
    const { id } = await linked({ functionId });
    const { body } = await end(id).expect(200);
    expect(body).toMatchObject({ id, state: 'ended', endedBy: STAFF, endReason: 'It shows another thing' });
    const [added, event] = await toldOf(house, id);
    expect(event).toMatchObject({ act: 'evidence-link.ended', reason: 'It shows another thing' });
    expect(event.changes).toEqual([
      {
        ...{ type: 'evidence_link', id, before: added.changes[0].after },
        after: await digestOfRow(house, 'evidence_link', id),
      },
    ]);
    await leavesNothing(house, ROWS, async () => {
      await refused(end(id), 'invalid-state');
      await refused(end(id, ' '), 'validation', '/reason');
      await refused(end(NOBODY), 'not-found');
    });
    await linked({ functionId });
    expect((await listed()).items.map(({ state }) => state)).toEqual(['ended', 'current']);
  });

  it('is only to what belongs to the same model', async () => {
    const { id: other } = await registered.function(house, (await registered.model(house)).id);
    const { id: claimId } = await registered.claim(house, other);
    const said = evidence({ performedOn: DAY, claimIds: [claimId] });
    const own = evidence({ performedOn: DAY, functionIds: [functionId, other] });
    await leavesNothing(house, ROWS, async () => {
      await refused(ask({ functionId: other }), 'validation', '/functionId');
      await refused(ask({ claimId }), 'validation', '/claimId');
      await refused(ask({ claimId: NOBODY }), 'validation', '/claimId');
      await refused(house.staff.post(`/api/v1/versions/${versionId}/evidence`).send(said), 'validation', '/claimIds/0');
      await refused(
        house.staff.post(`/api/v1/versions/${versionId}/evidence`).send(own),
        ...(['validation', '/functionIds/1'] as const),
      );
    });
  });

  it.each([
    ['neither a claim nor a function', {}, ['/claimId']],
    ['both', { claimId: NOBODY, functionId: NOBODY }, ['/functionId']],
    ['a claim that is no id', { claimId: 'CL-0001' }, ['/claimId']],
    ['a version', { versionId: NOBODY }, ['/versionId']],
  ])('is refused to %s, and leaves nothing', async (_, said, pointers) => {
    await leavesNothing(house, ROWS, () => refused(ask(said), 'validation', ...pointers));
  });

  it('is refused to a claim that is withdrawn, and from evidence that no longer stands', async () => {
    const { id: claimId } = await registered.claim(house, functionId);
    await house.staff.post(`/api/v1/claims/${claimId}/withdraw`).send({ reason: 'Not meant' }).expect(200);
    await leavesNothing(house, ROWS, () => refused(ask({ claimId }), 'invalid-state'));
    await house.staff.post(`/api/v1/evidence/${evidenceId}/withdraw`).send({ reason: 'Wrong' }).expect(200);
    await leavesNothing(house, ROWS, () => refused(ask({ functionId }), 'invalid-state'));
  });

  it('may be added after the release, and not where there is no evidence', async () => {
    await moved(house, versionId, 'in-review', 'approved', 'released');
    await linked({ functionId });
    await refused(ask({ functionId }, NOBODY), 'not-found');
    await refused(house.staff.get(links(NOBODY)), 'not-found');
    await refused(house.staff.get(links()).query({ limit: 0 }), 'invalid-query', '/limit');
  });
});
