import { type House, openHouse, STAFF } from '../support/house';
import { type Answer, moved, registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';

const ROWS = ['version_labeling'];
const DI = '51022222233336';
const withDi = (own: Record<string, unknown> = {}) => ({ issuingAgency: 'GS1', udiDi: DI, ...own });

interface List {
  readonly items: Answer[];
  readonly next: string | null;
}

describe('The labeling of a version', () => {
  let house: House;
  let modelId: string;
  let versionId: string;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  const released = async (): Promise<void> => {
    modelId = (await registered.model(house)).id;
    versionId = (await registered.version(house, modelId)).id;
    await moved(house, versionId, 'in-review', 'approved', 'released');
  };
  beforeEach(released);

  const path = (id = versionId) => `/api/v1/versions/${id}/labeling`;
  const labeling = (own: Record<string, unknown> = {}) => ({
    ...{ statement: 'Shown at start-up with the version', reason: 'Released today' },
    ...own,
  });
  const ask = (own: Record<string, unknown> = {}, id = versionId) => house.staff.post(path(id)).send(labeling(own));
  const foreignDi = (last: string) => ({ issuingAgency: 'HIBCC', udiDi: `A999B${process.pid}${last}`.slice(0, 23) });

  it('is recorded with its identifier and its file, and read back', async () => {
    const { sha256 } = await registered.file(house, 'labeling.pdf', Buffer.from(`labeling of ${versionId}`));
    const { body } = await ask({ ...foreignDi('1'), labelingFile: sha256 }).expect(201);
    expect(body).toMatchObject({
      ...{ versionId, ...foreignDi('1'), labelingFile: sha256, labelingFileName: 'labeling.pdf' },
      ...{ statement: 'Shown at start-up with the version', recordedBy: STAFF },
    });
    expect(((await house.staff.get(path()).expect(200)).body as List).items).toEqual([body]);
  });

  it('is told in the trail of the version, with the digest of its row', async () => {
    const { body } = await ask().expect(201);
    const { id } = body as Answer;
    const events = await toldOf(house, versionId);
    const event = events[events.length - 1];
    expect(event).toMatchObject({ act: 'labeling.recorded', reason: 'Released today' });
    expect(event.subject).toEqual({ type: 'model_version', id: versionId });
    const after = await digestOfRow(house, 'version_labeling', id);
    expect(event.changes).toEqual([{ type: 'version_labeling', id, before: null, after }]);
  });

  it('is followed by a later one, and what was before stays', async () => {
    const first = (await ask().expect(201)).body as Answer;
    const second = (await ask({ statement: 'Shown in the About box too' }).expect(201)).body as Answer;
    const { items } = (await house.staff.get(path()).query({ limit: 1 }).expect(200)).body as List;
    expect(items).toEqual([first]);
    expect(((await house.staff.get(path()).expect(200)).body as List).items).toEqual([first, second]);
  });

  it.each([[[]], [['in-review']], [['in-review', 'approved']]])('is refused before the release: %j', async (states) => {
    const { id } = await registered.version(house, modelId, { semanticVersion: '2.0.0' });
    await moved(house, id, ...states);
    await leavesNothing(house, ROWS, () => refused(ask({}, id), 'invalid-state'));
  });

  it('is refused once the version is retired', async () => {
    await moved(house, versionId, 'retired');
    await leavesNothing(house, ROWS, () => refused(ask(), 'invalid-state'));
  });

  it('may keep the identifier in the same model, and never has that of another', async () => {
    await ask(withDi()).expect(201);
    await ask(withDi()).expect(201);
    await released();
    await leavesNothing(house, ROWS, async () => {
      expect((await refused(ask(withDi()), 'duplicate')).detail).toContain(DI);
    });
  });

  it.each([
    ['a check digit that is wrong', withDi({ udiDi: '51022222233337' }), 'validation', ['/udiDi']],
    ['an identifier in the form of another agency', withDi({ udiDi: 'A999B12' }), 'validation', ['/udiDi']],
    ['an identifier without its agency', { udiDi: DI }, 'inconsistent', ['/udiDi']],
    ['an agency without an identifier', { issuingAgency: 'GS1' }, 'inconsistent', ['/issuingAgency']],
    ['an agency that is none', withDi({ issuingAgency: 'EAN' }), 'validation', ['/issuingAgency']],
    ['a file that is not stored', { labelingFile: 'b'.repeat(64) }, 'validation', ['/labelingFile']],
    ['a file that is a name', { labelingFile: 'labeling.pdf' }, 'validation', ['/labelingFile']],
    ['no statement', { statement: undefined }, 'validation', ['/statement']],
    ['no reason', { reason: undefined }, 'validation', ['/reason']],
  ])('is refused with %s, and leaves nothing', async (_, fault, type, pointers) => {
    await leavesNothing(house, ROWS, () => refused(ask(fault), type, ...pointers));
  });

  it('is recorded and listed only for a version that is there', async () => {
    await refused(ask({}, NOBODY), 'not-found');
    await refused(house.staff.get(path(NOBODY)), 'not-found');
    await refused(house.staff.get(path()).query({ limit: 0 }), 'invalid-query', '/limit');
  });
});
