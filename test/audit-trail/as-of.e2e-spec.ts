import { type House, openHouse } from '../support/house';
import { type Answer, moved, registered } from '../support/given';
import { refused } from '../support/problems';

/** A clock that is moved by hand, so that every act has a second of its own. */
class Days {
  private seconds = 0;

  now(): Date {
    return new Date(Date.UTC(2026, 10, 20, 10, 0, this.seconds));
  }

  /** The instant after what has happened so far, and before what comes. */
  pass(): string {
    this.seconds += 2;
    return new Date(this.now().getTime() - 1_000).toISOString();
  }
}

describe('As it was on a day', () => {
  let house: House;
  const clock = new Days();
  let modelId: string;
  beforeAll(async () => {
    house = await openHouse({ clock });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    modelId = (await registered.model(house)).id;
  });

  const listAt = async (path: string, asOf: string): Promise<Answer[]> =>
    ((await house.staff.get(path).query({ asOf }).expect(200)).body as { items: Answer[] }).items;
  const post = async (path: string, body: object, status: number): Promise<Answer> =>
    (await house.staff.post(`/api/v1/${path}`).send(body).expect(status)).body as Answer;

  it('are read who answered for what in a model: not yet, still, and no more', async () => {
    const path = `/api/v1/models/${modelId}/parties`;
    const { id: organizationId } = await registered.organization(house);
    const before = clock.pass();
    const party = await post(`models/${modelId}/parties`, { organizationId, role: 'host' }, 201);
    const during = clock.pass();
    const ended = await post(`parties/${party.id}/end`, { reason: 'The contract ended' }, 200);
    expect(await listAt(path, before)).toEqual([]);
    expect(await listAt(path, during)).toEqual([party]);
    expect(await listAt(path, clock.pass())).toEqual([ended]);
    expect(((await house.staff.get(path).expect(200)).body as { items: Answer[] }).items).toEqual([ended]);
  });

  it('is read what evidence was to show, and what its claim said then', async () => {
    const { id: versionId } = await registered.version(house, modelId);
    const { id: functionId } = await registered.function(house, modelId);
    const claim = await registered.claim(house, functionId);
    const { id: evidenceId } = await registered.evidence(house, versionId, { performedOn: '2026-11-20' });
    const path = `/api/v1/evidence/${evidenceId}/links`;
    const before = clock.pass();
    const link = await post(`evidence/${evidenceId}/links`, { claimId: claim.id }, 201);
    const during = clock.pass();
    await post(`evidence-links/${link.id}/end`, { reason: 'Another claim' }, 200);
    expect(await listAt(path, before)).toEqual([]);
    expect(await listAt(path, during)).toEqual([link]);
    expect((await listAt(path, clock.pass()))[0]).toMatchObject({ state: 'ended', endReason: 'Another claim' });
  });

  it('is read what a version was labeled with', async () => {
    const { id } = await registered.version(house, modelId);
    await moved(house, id, 'in-review', 'approved', 'released');
    const before = clock.pass();
    const first = await post(`versions/${id}/labeling`, { statement: 'Shown at start', reason: 'Released' }, 201);
    const between = clock.pass();
    const second = await post(`versions/${id}/labeling`, { statement: 'Shown in the menu', reason: 'Moved' }, 201);
    const path = `/api/v1/versions/${id}/labeling`;
    expect(await listAt(path, before)).toEqual([]);
    expect(await listAt(path, between)).toEqual([first]);
    expect(await listAt(path, clock.pass())).toEqual([first, second]);
  });

  it('is read what a submission said, covered and held', async () => {
    const { id: versionId } = await registered.version(house, modelId);
    const { id: functionId } = await registered.function(house, modelId);
    const before = clock.pass();
    const said = { modelId, kind: '510k', authority: 'FDA', submittedOn: '2026-01-02', versionIds: [versionId] };
    const first = await post('submissions', said, 201);
    const path = `/api/v1/submissions/${first.id}`;
    const between = clock.pass();
    await house.staff
      .patch(path)
      .send({ reason: 'Other scope', productCode: 'QIH', versionIds: [], functionIds: [functionId] })
      .expect(200);
    const { sha256 } = await registered.file(house, 'letter.pdf', Buffer.from('The letter of that day'));
    const last = await post(`submissions/${first.id}/letters`, { sha256, name: 'letter.pdf' }, 201);
    const at = (asOf: string) => house.staff.get(path).query({ asOf });
    await refused(at(before), 'not-found');
    expect((await at(between).expect(200)).body).toEqual(first);
    expect((await at(clock.pass()).expect(200)).body).toEqual(last);
    expect((await house.staff.get(path).expect(200)).body).toEqual(last);
  });
});
