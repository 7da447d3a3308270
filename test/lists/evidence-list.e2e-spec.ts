import { type Answer, moved, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { everyPage, page } from '../support/listed';
import { NOBODY, refused } from '../support/problems';

const PATH = '/api/v1/evidence';

let house: House;
const of: Record<string, Answer> = {};
beforeAll(async () => {
  house = await openHouse();
  of.model = await registered.model(house);
  of.version = await registered.version(house, of.model.id);
  of.other = await registered.version(house, (await registered.model(house)).id);
  of.function = await registered.function(house, of.model.id);
  of.claim = await registered.claim(house, of.function.id);
  const record = (own: object) => registered.evidence(house, of.version.id, own as Record<string, unknown>);
  of.medqa = await record({ title: 'MedQA accuracy', performedOn: '2026-01-10', claimIds: [of.claim.id] });
  of.usability = await record({
    kind: 'usability',
    pillar: null,
    title: 'a usability study',
    functionIds: [of.function.id],
  });
  of.wrong = await record({
    title: 'Sensitivity of stroke triage',
    performedOn: '2026-02-20',
    protocol: 'SOP-17/stroke',
  });
  of.withdrawn = await record({ title: 'Withdrawn study', illustrative: true });
  await house.staff.post(`/api/v1/evidence/${of.withdrawn.id}/withdraw`).send({ reason: 'Wrong' }).expect(200);
  const { body } = await house.staff
    .post(`/api/v1/evidence/${of.wrong.id}/supersede`)
    .send({ ...given, title: 'Sensitivities of stroke triage, again', reason: 'Corrected' })
    .expect(201);
  of.again = body as Answer;
  await moved(house, of.version.id, 'in-review', 'approved', 'released');
  of.after = await record({ title: 'Zeta monitoring', kind: 'monitoring', pillar: 'clinical' });
  of.elsewhere = await registered.evidence(house, of.other.id, { title: 'Elsewhere in MedQA' });
});
afterAll(() => house.close());

const given = {
  ...{ kind: 'clinical-validation', pillar: 'clinical', performedOn: '2026-03-01', performedBy: 'Stroke unit' },
  ...{ files: [], statedFacts: [] },
};
const nameOf = ({ id }: Answer): string => Object.keys(of).find((name) => of[name].id === id) ?? id;
const names = async (query: Record<string, string>, path = PATH): Promise<string[]> =>
  (await everyPage(house, path, { limit: 2, ...query })).map(nameOf);

describe('The list of evidence', () => {
  it('holds evidence of every version, in the order of recording', async () => {
    const all = ['medqa', 'usability', 'wrong', 'withdrawn', 'again', 'after', 'elsewhere'];
    expect(await names({})).toEqual(all);
    expect(await names({ sort: '-recordedAt' })).toEqual([...all].reverse());
  });

  it.each([
    [{ sort: 'title' }, ['usability', 'elsewhere', 'medqa', 'again', 'wrong', 'withdrawn', 'after']],
    [{ sort: '-number' }, ['elsewhere', 'after', 'again', 'withdrawn', 'wrong', 'usability', 'medqa']],
    [{ kind: 'usability' }, ['usability']],
    [{ kind: 'cybersecurity' }, []],
    [{ pillar: 'clinical' }, ['again', 'after']],
    [{ state: 'recorded' }, ['medqa', 'usability', 'again', 'after', 'elsewhere']],
    [{ state: 'superseded' }, ['wrong']],
    [{ state: 'withdrawn' }, ['withdrawn']],
    [{ illustrative: 'true' }, ['withdrawn']],
    [{ afterRelease: 'true' }, ['after']],
    [{ afterRelease: 'false', kind: 'clinical-validation' }, ['again']],
    [{ lateEntry: 'true' }, ['medqa', 'wrong', 'again']],
    [{ performedFrom: '2026-01-10', performedTo: '2026-02-20' }, ['medqa', 'wrong']],
    [{ performedTo: '2026-01-09' }, []],
    [{ recordedTo: '2020-01-01' }, []],
    [{ recordedFrom: '2020-01-01T00:00:00Z', kind: 'monitoring' }, ['after']],
  ])('%j holds %j', async (query, expected) => {
    expect(await names(query as unknown as Record<string, string>)).toEqual(expected);
  });

  it('is filtered by version, model, claim and function', async () => {
    expect(await names({ versionId: of.other.id })).toEqual(['elsewhere']);
    expect(await names({ versionId: of.other.id.toUpperCase() })).toEqual(['elsewhere']);
    expect(await names({ modelId: of.model.id, kind: 'monitoring' })).toEqual(['after']);
    expect(await names({ claimId: of.claim.id })).toEqual(['medqa']);
    expect(await names({ functionId: of.function.id })).toEqual(['usability']);
    expect(await names({ versionId: NOBODY })).toEqual([]);
  });

  it('no longer holds for a claim what was linked to it until a link ended', async () => {
    const added = await house.staff
      .post(`/api/v1/evidence/${of.after.id}/links`)
      .send({ claimId: of.claim.id })
      .expect(201);
    expect(await names({ claimId: of.claim.id })).toEqual(['medqa', 'after']);
    await house.staff
      .post(`/api/v1/evidence-links/${(added.body as Answer).id}/end`)
      .send({ reason: 'Shows nothing of it' })
      .expect(200);
    expect(await names({ claimId: of.claim.id })).toEqual(['medqa']);
  });

  it.each([
    ['medqa', ['medqa', 'elsewhere']],
    ['med', ['medqa', 'elsewhere']],
    ['med accuracy', []],
    ['medqa acc', ['medqa']],
    ['EV-0001', ['medqa']],
    ['ev-1', ['medqa']],
    ['EV0001', ['medqa']],
    ['sensitivity', ['wrong', 'again']],
    ['study', ['usability', 'withdrawn']],
    ['studies', ['usability', 'withdrawn']],
    ['"stroke triage"', ['wrong', 'again']],
    ['"triage stroke"', []],
    ['triage -again', ['wrong']],
    ['usability or zeta', ['usability', 'after']],
    ['sop-17', ['wrong']],
    ['"Stroke unit"', ['again']],
    ["'; DROP TABLE evidence; --", []],
    ["med':* | 'zeta", []],
    ['medqa & zeta', []],
    ['🙂 medqa', ['medqa', 'elsewhere']],
  ])('searched for %j holds %j', async (q, expected) => {
    expect(await names({ q })).toEqual(expected);
  });

  it('is searched, filtered and sorted at once', async () => {
    expect(await names({ q: 'stroke', sort: '-title', state: 'superseded', modelId: of.model.id })).toEqual(['wrong']);
    expect(await names({ q: 'm', sort: '-number' })).toEqual(['elsewhere', 'after', 'medqa']);
  });

  it('of a version takes the same filters less the version', async () => {
    const path = `/api/v1/versions/${of.version.id}/evidence`;
    expect(await names({ kind: 'benchmark', state: 'recorded', q: 'medqa' }, path)).toEqual(['medqa']);
    await refused(house.staff.get(path).query({ versionId: of.version.id }), 'invalid-query', '/versionId');
    await refused(house.staff.get(`/api/v1/versions/${NOBODY}/evidence`), 'not-found');
  });

  it('goes on from a cursor under the same filter, search and order alone', async () => {
    const { next } = await page(house, PATH, { limit: 1, versionId: of.version.id });
    const cursor = next ?? '';
    await page(house, `/api/v1/versions/${of.version.id}/evidence`, { cursor });
    await page(house, PATH, { cursor, versionId: of.version.id, sort: 'recordedAt', limit: 200 });
    for (const other of [
      {},
      { sort: '-recordedAt' },
      { kind: 'benchmark' },
      { q: 'med' },
      { versionId: of.other.id },
    ]) {
      const query = { versionId: of.version.id, cursor, ...(Object.keys(other).length === 0 ? {} : other) };
      const asked = Object.keys(other).length === 0 ? { cursor } : query;
      const { detail } = await refused(house.staff.get(PATH).query(asked), 'invalid-query', '/cursor');
      expect(detail).toContain('another filter');
    }
    await refused(house.staff.get('/api/v1/models').query({ cursor }), 'invalid-query', '/cursor');
  });

  it('does not read a cursor whose place is none of its order', async () => {
    const { next } = await page(house, PATH, { limit: 1 });
    const [digest, , id] = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as string[];
    const hostile = ['', '0', 'infinity', '2026-13-01T00:00:00.000Z', "2026-01-01T00:00:00.000Z' OR true --", null];
    for (const key of hostile) {
      const cursor = Buffer.from(JSON.stringify([digest, key, id])).toString('base64url');
      await refused(house.staff.get(PATH).query({ cursor }), 'invalid-query', '/cursor');
    }
  });

  it.each([
    ['kind=hope', '/kind'],
    ['kind=', '/kind'],
    ['kind=risk&kind=usability', '/kind'],
    ['kind[]=risk', '/kind[]'],
    ['state=current%00', ''],
    ['versionId=1', '/versionId'],
    ['performedFrom=2026-02-30', '/performedFrom'],
    ['performedTo=yesterday', '/performedTo'],
    ['recordedFrom=2026-01-01T25:00:00Z', '/recordedFrom'],
    ['illustrative=yes', '/illustrative'],
    ['lateEntry=1', '/lateEntry'],
    ['sort=id', '/sort'],
    ['sort=%2BrecordedAt', '/sort'],
    ['sort=recordedAt,title', '/sort'],
    ['sort=constructor', '/sort'],
    ['q=', '/q'],
    ['q=%21%21', '/q'],
    [`q=${'x'.repeat(201)}`, '/q'],
    ['limit=0', '/limit'],
    ['limit=201', '/limit'],
    ['limit=ten', '/limit'],
    ['cursor=', '/cursor'],
    ['cursor=x', '/cursor'],
    ['format=xlsx', '/format'],
    ['order=title', '/order'],
    ['__proto__=1', '/__proto__'],
  ])('refuses %s', async (query, pointer) => {
    const request = house.staff.get(`${PATH}?${query}`);
    await (pointer === '' ? refused(request, 'nul-character') : refused(request, 'invalid-query', pointer));
  });
});
