import { type Answer, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';

interface Found {
  readonly kind: string;
  readonly id: string;
  readonly code: string | null;
  readonly label: string;
  readonly snippet: string;
  readonly href: string;
}

const PATH = '/api/v1/search';

let house: House;
let claim: Answer;
beforeAll(async () => {
  house = await openHouse();
  const { model, version, functionId } = await readyVersion(house);
  claim = await registered.claim(house, functionId, { population: 'Adults with quokka bites' });
  await registered.organization(house, { name: 'Quokka Hospital', place: 'Perth', country: 'AU' });
  await registered.model(house, { name: 'Quokka model', description: `Reads <b>"quokka" & charts</b>` });
  await registered.version(house, model.id, { semanticVersion: '2.0.0', changeSummary: 'Trained on quokka charts' });
  await registered.function(house, model.id, { name: 'Quokka triage' });
  await registered.intendedUse(house, functionId, { condition: 'Bites of the quokka' });
  await registered.classification(house, functionId, { decisionReason: 'No quokka changes that' });
  for (let n = 1; n <= 7; n += 1) await registered.evidence(house, version.id, { title: `Quokka study ${n}` });
  await house.staff
    .post('/api/v1/submissions')
    .send({
      ...{ modelId: model.id, kind: '510k', authority: 'FDA', number: 'K260001', submittedOn: '2026-01-02' },
      ...{ decidedOn: '2026-02-02', decisionKind: 'substantially-equivalent', decision: 'Like the quokka predicate' },
    })
    .expect(201);
});
afterAll(() => house.close());

const find = async (q: string, limit?: number): Promise<Found[]> =>
  ((await house.staff.get(PATH).query({ q, limit }).expect(200)).body as { items: Found[] }).items;

describe('The search of the whole record', () => {
  it('finds every noun in which a word stands, the latest of each kind first', async () => {
    const found = await find('quokka', 3);
    const kinds = ['models', 'versions', 'functions', 'intended-uses', 'claims', 'evidence', 'evidence', 'evidence'];
    expect(found.map(({ kind }) => kind)).toEqual([...kinds, 'classifications', 'submissions', 'organizations']);
    expect(found.filter(({ kind }) => kind === 'evidence').map(({ label }) => label)).toEqual(
      [7, 6, 5].map((n) => `Quokka study ${n}`),
    );
    for (const { snippet, label } of found) {
      expect(label).not.toBe('');
      expect(snippet.toLowerCase()).toContain('quokka');
    }
  });

  it('leads to what it finds', async () => {
    for (const { href } of await find('quok')) await house.staff.get(href).expect(200);
  });

  it('puts first what is cited by exactly what was typed', async () => {
    const [first] = await find('cl 1');
    expect(first).toBeUndefined();
    expect((await find('CL-0001'))[0]).toMatchObject({ kind: 'claims', code: 'CL-0001', id: claim.id });
    expect((await find('cl-1'))[0]).toMatchObject({ kind: 'claims', id: claim.id });
    expect((await find('EV-0003'))[0]).toMatchObject({ kind: 'evidence', code: 'EV-0003' });
    expect((await find('k260001'))[0]).toMatchObject({ kind: 'submissions', code: 'K260001' });
    expect((await find('DT-0001'))[0]).toMatchObject({ kind: 'classifications' });
    expect((await find('FN-1'))[0]).toMatchObject({ kind: 'functions', code: 'FN-1' });
    expect((await find('2.0.0'))[0]).toMatchObject({ kind: 'versions', code: '2.0.0' });
  });

  it('says what a claim says now, and not what it said before', async () => {
    const { statement, metric, comparator, threshold, population, minimumN } = claim;
    const said = { statement, metric, comparator, threshold, population, minimumN };
    expect((await find('bites')).map(({ kind }) => kind)).toContain('claims');
    const revised = { ...said, population: 'Adults with wombat scratches', reason: 'Other animal' };
    await house.staff.post(`/api/v1/claims/${claim.id}/revise`).set('If-Match', '"r1"').send(revised).expect(201);
    expect((await find('bites')).map(({ kind }) => kind)).not.toContain('claims');
    expect((await find('wombat')).map(({ id }) => id)).toEqual([claim.id]);
  });

  it('answers plain text: what looks like a tag is left out of a snippet', async () => {
    const [model] = (await find('quokka charts')).filter(({ kind }) => kind === 'models');
    expect(model.snippet).toMatch(/^Quokka model – Reads +"quokka" & charts *$/);
  });

  it('finds nothing where nothing is', async () => {
    expect(await find('zebra')).toEqual([]);
    expect(await find(`'; DELETE FROM model; --`)).toEqual([]);
  });

  it.each([
    ['', '/q'],
    ['q=', '/q'],
    ['q=%20', '/q'],
    ['q=a&q=b', '/q'],
    [`q=${'x'.repeat(201)}`, '/q'],
    ['q=a&limit=0', '/limit'],
    ['q=a&limit=21', '/limit'],
    ['q=a&kind=models', '/kind'],
  ])('refuses ?%s', async (query, pointer) => {
    await refused(house.staff.get(`${PATH}?${query}`), 'invalid-query', pointer);
  });

  it('is for those who may read the record', async () => {
    await refused(house.anybody.get(PATH).query({ q: 'quokka' }), 'authentication-required');
  });
});
