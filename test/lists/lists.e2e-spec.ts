import { type Answer, moved, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { everyPage } from '../support/listed';
import { NOBODY, refused } from '../support/problems';

type Query = Record<string, string>;

let house: House;
const of: Record<string, Answer> = {};
let modelId: string;

beforeAll(async () => {
  house = await openHouse();
  const ready = await readyVersion(house);
  modelId = ready.model.id;
  of.version = ready.version;
  of.function = { id: ready.functionId, href: '' };
  of.vendor = await registered.model(house, { kind: 'third-party', name: 'aardvark vendor model', illustrative: true });
  of.next = await registered.version(house, modelId, { label: 'Next', semanticVersion: '2.0.0' });
  of.theirs = await registered.version(house, of.vendor.id, { label: 'Theirs', changeSummary: 'From the vendor' });
  await moved(house, of.next.id, 'in-review');
  of.hospital = await registered.organization(house, { name: 'aardvark hospital', country: 'DE' });
  of.other = await registered.function(house, of.vendor.id, { name: 'aardvark function' });
  of.claim = await registered.claim(house, of.function.id);
  of.gone = await registered.claim(house, of.other.id, { metric: 'sensitivity' });
  await house.staff.post(`/api/v1/claims/${of.gone.id}/withdraw`).send({ reason: 'Not so' }).expect(200);
  of.use = await registered.intendedUse(house, of.function.id, { statement: 'To list aardvark options to review.' });
  of.decided = await registered.classification(house, of.function.id);
  of.override = await registered.classification(house, of.other.id, {
    ...{ decision: 'overridden', decidedOutcome: 'DEVICE_510K', decisionReason: 'We know better' },
  });
  const submit = async (own: object): Promise<Answer> =>
    (
      await house.staff
        .post('/api/v1/submissions')
        .send({ modelId, kind: '510k', authority: 'FDA', submittedOn: '2026-01-05', ...own })
        .expect(201)
    ).body as Answer;
  of.cleared = await submit({
    ...{ number: 'K260001', decidedOn: '2026-03-01', decisionKind: 'substantially-equivalent' },
    versionIds: [of.version.id],
  });
  of.pending = await submit({ kind: 'q-sub', submittedOn: '2026-02-05', functionIds: [of.function.id] });
  of.theirSubmission = await submit({ modelId: of.vendor.id, kind: 'de-novo', authority: 'aardvark authority' });
});
afterAll(() => house.close());

const nameOf = ({ id }: Answer): string => Object.keys(of).find((name) => of[name].id === id) ?? 'first';
const names = async (noun: string, query: Query = {}): Promise<string[]> =>
  (await everyPage(house, `/api/v1/${noun}`, { limit: 2, ...query })).map(nameOf);

describe('The list of', () => {
  it('models is filtered by kind, by what is made up and by who has a role, sorted by name and searched', async () => {
    expect(await names('models', { kind: 'third-party' })).toEqual(['vendor']);
    expect(await names('models', { illustrative: 'false' })).toEqual(['first']);
    expect(await names('models', { organizationId: of.hospital.id })).toEqual([]);
    expect(await names('models', { sort: 'name' })).toEqual(['vendor', 'first']);
    expect(await names('models', { sort: '-name' })).toEqual(['first', 'vendor']);
    expect(await names('models', { q: 'aard' })).toEqual(['vendor']);
  });

  it('organizations is filtered by country', async () => {
    expect(await names('organizations', { country: 'DE' })).toEqual(['hospital']);
    expect(await names('organizations', { sort: '-country', q: 'us or de' })).toEqual(['first', 'hospital']);
    await refused(house.staff.get('/api/v1/organizations?country=de'), 'invalid-query', '/country');
  });

  it('versions is filtered by model and state', async () => {
    expect(await names('versions')).toEqual(['version', 'next', 'theirs']);
    expect(await names('versions', { modelId })).toEqual(['version', 'next']);
    expect(await names('versions', { state: 'in-review' })).toEqual(['next']);
    expect(await names('versions', { sort: 'label' })).toEqual(['version', 'next', 'theirs']);
    expect(await names('versions', { q: '2.0.0' })).toEqual(['next']);
    expect(await names(`models/${modelId}/versions`, { state: 'draft', q: 'model' })).toEqual(['version']);
    await refused(house.staff.get('/api/v1/versions?state=approved,released'), 'invalid-query', '/state');
  });

  it('functions and intended uses is filtered by model, function and state', async () => {
    expect(await names('functions', { modelId: of.vendor.id })).toEqual(['other']);
    expect(await names('functions', { q: 'aardvark', sort: '-name' })).toEqual(['other']);
    expect(await names('intended-uses', { functionId: of.function.id })).toEqual(['first', 'use']);
    expect(await names('intended-uses', { state: 'current', modelId })).toEqual(['use']);
    expect(await names('intended-uses', { state: 'superseded' })).toEqual(['first']);
    expect(await names('intended-uses', { state: 'withdrawn' })).toEqual([]);
    expect(await names(`functions/${of.function.id}/intended-uses`, { q: 'aardvark', sort: '-revision' })).toEqual([
      'use',
    ]);
  });

  it('claims is filtered by function, model and state, and searched in what holds now', async () => {
    expect(await names('claims')).toEqual(['claim', 'gone']);
    expect(await names('claims', { sort: '-number' })).toEqual(['gone', 'claim']);
    expect(await names('claims', { state: 'current' })).toEqual(['claim']);
    expect(await names('claims', { state: 'withdrawn', modelId: of.vendor.id })).toEqual(['gone']);
    expect(await names('claims', { functionId: of.function.id, q: 'acc' })).toEqual(['claim']);
    expect(await names('claims', { q: 'CL-2' })).toEqual(['gone']);
    expect(await names(`functions/${of.other.id}/claims`, { q: 'sens' })).toEqual(['gone']);
  });

  it('classifications is filtered by rule set, decision, outcome and state', async () => {
    expect(await names('classifications')).toEqual(['first', 'decided', 'override']);
    expect(await names('classifications', { decision: 'overridden' })).toEqual(['override']);
    expect(await names('classifications', { outcome: 'DEVICE_510K' })).toEqual(['override']);
    expect(await names('classifications', { state: 'superseded' })).toEqual(['first']);
    expect(await names('classifications', { state: 'current', modelId })).toEqual(['decided']);
    expect(await names('classifications', { ruleSet: 'IMDRF-N12-2014' })).toEqual([]);
    expect(await names('classifications', { q: 'better', decidedTo: '2999-01-01' })).toEqual(['override']);
    expect(await names(`functions/${of.other.id}/classifications`, { q: 'DT-3' })).toEqual(['override']);
    await refused(house.staff.get('/api/v1/classifications?ruleSet=CDS'), 'invalid-query', '/ruleSet');
  });

  it('submissions is filtered by kind, answer, days and what is covered; what is not decided comes last', async () => {
    expect(await names('submissions', { kind: 'q-sub' })).toEqual(['pending']);
    expect(await names('submissions', { decisionKind: 'pending', modelId })).toEqual(['pending']);
    expect(await names('submissions', { versionId: of.version.id })).toEqual(['cleared']);
    expect(await names('submissions', { functionId: of.function.id })).toEqual(['pending']);
    expect(await names('submissions', { submittedFrom: '2026-01-06' })).toEqual(['pending']);
    expect(await names('submissions', { decidedFrom: '2026-03-01', decidedTo: '2026-03-01' })).toEqual(['cleared']);
    expect((await names('submissions', { sort: 'decidedOn' }))[0]).toBe('cleared');
    expect((await names('submissions', { sort: '-decidedOn' }))[0]).toBe('cleared');
    expect(await names('submissions', { q: 'K260001' })).toEqual(['cleared']);
  });

  it('dossiers is there across versions and under one', async () => {
    expect(await names('dossiers', { modelId, state: 'current', template: 'fda-samd' })).toEqual([]);
    expect(await names(`versions/${of.version.id}/dossiers`, { q: 'PD-2026', issuedFrom: '2026-01-01' })).toEqual([]);
    await refused(house.staff.get('/api/v1/dossiers?template=../x'), 'invalid-query', '/template');
  });

  it('audit events is filtered by act, actor, subject and instant', async () => {
    const acts = async (query: Query): Promise<unknown[]> =>
      (await everyPage(house, '/api/v1/audit-events', { limit: 5, ...query })).map(({ act }) => act);
    expect(await acts({ act: 'claim.withdrawn' })).toEqual(['claim.withdrawn']);
    expect(await acts({ subjectId: of.gone.id })).toEqual(['claim.stated', 'claim.withdrawn']);
    expect(await acts({ subjectId: of.gone.id, sort: '-at' })).toEqual(['claim.withdrawn', 'claim.stated']);
    expect(await acts({ subjectType: 'claim', actorId: house.staffId })).toEqual([
      ...['claim.stated', 'claim.stated', 'claim.withdrawn'],
    ]);
    expect(await acts({ actorId: 'nobody' })).toEqual([]);
    expect(await acts({ to: '2020-01-01' })).toEqual([]);
    const all = await acts({});
    expect(all.length).toBe((await house.auditEvents()).length);
    expect(await acts({ from: '2020-01-01T00:00:00Z', to: new Date(Date.now() + 1e7).toISOString() })).toEqual(all);
    await refused(house.staff.get('/api/v1/audit-events?act=claim.burned'), 'invalid-query', '/act');
    await refused(house.staff.get('/api/v1/audit-events?subjectType=migration'), 'invalid-query', '/subjectType');
    await refused(house.staff.get('/api/v1/audit-events?q=claim'), 'invalid-query', '/q');
  });

  it.each([
    `models/${NOBODY}/versions`,
    `models/${NOBODY}/functions`,
    `functions/${NOBODY}/intended-uses`,
    `functions/${NOBODY}/claims`,
    `functions/${NOBODY}/classifications`,
    `versions/${NOBODY}/dossiers`,
  ])('nothing is not an empty list: %s', async (path) => {
    await refused(house.staff.get(`/api/v1/${path}`), 'not-found');
    await refused(house.staff.get(`/api/v1/${path}?format=csv`), 'not-found');
  });
});
