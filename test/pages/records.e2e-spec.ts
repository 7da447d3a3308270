import { Client } from 'pg';
import { type Answer, readyVersion, registered, resultsFile } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { signAll } from '../support/signing';
import { APPROVER_TOKEN, granted, hire, inPerson } from '../support/staff';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const AUDITOR_TOKEN = 'records-token-of-forty-characters-and-some-more';
const MOST_QUERIES = 40;

let house: House;
let model: Answer;
let version: Answer;
let functionId: string;
let use: Answer;
let claim: Answer;
let older: Answer;
let evidence: Answer;
let decision: Answer;
let submission: Answer;
let organization: Answer;
let other: Answer;

const see = async (path: string, token = TOKEN): Promise<{ status: number; page: string }> => {
  const answer = await fetch(`${house.url}${path}`, {
    headers: { ...BROWSER, ...inPerson(token) },
    redirect: 'manual',
  });
  return { status: answer.status, page: await answer.text() };
};
const shown = async (path: string, token = TOKEN): Promise<string> => {
  const { status, page } = await see(path, token);
  expect([path, status]).toEqual([path, 200]);
  return page;
};
const posted = async (path: string, body: object): Promise<Answer> =>
  ((await house.staff.post(path).send(body).expect(201)) as unknown as { body: Answer }).body;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

beforeAll(async () => {
  house = await openHouse();
  ({ model, version, functionId } = await readyVersion(house));
  use = await registered.intendedUse(house, functionId, { statement: 'To list <b>options</b> for a clinician.' });
  claim = await registered.claim(house, functionId);
  await registered.claim(house, functionId, { statement: 'A claim that nothing shows at all yet.' });
  const { sha256 } = await registered.file(house, 'run.json', resultsFile({ run: 'of this test' }));
  const files = [{ sha256, name: 'run & 1.json', role: 'results' }];
  older = await registered.evidence(house, version.id, { title: 'An older run', files, claimIds: [claim.id] });
  await pause();
  evidence = await posted(`/api/v1/evidence/${older.id}/supersede`, {
    ...{ kind: 'benchmark', pillar: 'analytical', title: 'A run <b>bold</b>', performedOn: '2026-01-02' },
    ...{ performedBy: 'Somebody', files, statedFacts: [], claimIds: [claim.id], functionIds: [functionId] },
    ...{ staysFresh: 'Until 2020-01-31, when the contract ends', reason: 'Run again <b>whole</b>' },
  });
  decision = await registered.classification(house, functionId, { decisionReason: 'All four are met' });
  organization = await registered.organization(house, { name: 'A party <b>of</b> two models' });
  other = await registered.model(house, { name: 'Not granted to anybody' });
  for (const { id } of [model, other])
    await posted(`/api/v1/models/${id}/parties`, { organizationId: organization.id, role: 'host' });
  submission = await posted('/api/v1/submissions', {
    ...{ modelId: model.id, kind: '510k', authority: 'FDA', number: 'K000001', submittedOn: '2026-01-05' },
    versionIds: [version.id],
  });
}, 120_000);
afterAll(() => house.close());

const TABS = ['', '/intended-use', '/classification', '/evidence', '/claims', '/submissions', '/dossiers', '/trail'];
const pages = (): string[] => [
  ...TABS.map((end) => `/versions/${version.id}${end}`),
  ...[`/models/${model.id}`, `/organizations/${organization.id}`, `/functions/${functionId}`],
  ...[`/intended-uses/${use.id}`, `/claims/${claim.id}`, `/evidence/${evidence.id}`, `/evidence/${older.id}`],
  ...[`/classifications/${decision.id}`, `/submissions/${submission.id}`],
];

describe('The page of a record', () => {
  it('prints what was recorded as text, and says why something is not there', async () => {
    for (const path of pages()) {
      const page = await shown(path);
      expect([path, /<b>|<i>|<style|style=|<script>|undefined|\[object|>null</.exec(page)?.[0]]).toEqual([
        path,
        undefined,
      ]);
      expect(page).not.toMatch(/approved by FDA|compliant|certified|N\/A/);
    }
  });

  it.each([
    '/',
    ...TABS.map((end) => `version${end}`),
    'model',
    'organization',
    'function',
    'use',
    'claim',
    'evidence',
  ])('costs fewer than 40 queries: %s', async (name) => {
    const known: Record<string, string> = {
      ...Object.fromEntries(TABS.map((end) => [`version${end}`, `/versions/${version.id}${end}`])),
      ...{ model: `/models/${model.id}`, organization: `/organizations/${organization.id}`, '/': '/' },
      ...{ function: `/functions/${functionId}`, use: `/intended-uses/${use.id}`, claim: `/claims/${claim.id}` },
      evidence: `/evidence/${evidence.id}`,
    };
    const spied = jest.spyOn(Client.prototype, 'query');
    try {
      await shown(known[name] ?? '');
      expect(spied.mock.calls.length).toBeLessThan(MOST_QUERIES);
    } finally {
      spied.mockRestore();
    }
  });

  it('leads to what it rests on, and from there back', async () => {
    const page = await shown(`/evidence/${evidence.id}`);
    for (const href of [`/claims/${claim.id}`, `/functions/${functionId}`, `/versions/${version.id}`])
      expect(page).toContain(`href="${href}"`);
    expect(await shown(`/claims/${claim.id}`)).toContain(`href="/evidence/${evidence.id}"`);
    expect(await shown(`/functions/${functionId}`)).toContain(`href="/intended-uses/${use.id}"`);
    expect(await shown(`/models/${model.id}`)).toContain(`href="/organizations/${organization.id}"`);
    expect(await shown(`/versions/${version.id}/submissions`)).toContain(`href="/submissions/${submission.id}"`);
  });

  it('tells what happened in plain sentences, with the reason', async () => {
    const page = await shown(`/evidence/${evidence.id}`);
    expect(page).toContain('Staff superseded evidence.');
    expect(page).toContain('<q>Run again &lt;b&gt;whole&lt;/b&gt;</q>');
  });

  it('says that it was superseded, by what, and offers no more than to read it', async () => {
    const page = await shown(`/evidence/${older.id}`);
    expect(page).toContain('Superseded: a newer record took its place');
    expect(page).toContain(`href="/evidence/${evidence.id}"`);
    expect(page).not.toContain(`/evidence/${older.id}/withdraw`);
    expect(await shown(`/evidence/${evidence.id}`)).toContain(`href="/evidence/${evidence.id}/withdraw"`);
  });

  it('shows it as it was at an instant, and says that this is past', async () => {
    const { recordedAt } = older as unknown as { recordedAt: string };
    const page = await shown(`/evidence/${older.id}?asOf=${recordedAt}`);
    expect(page).toContain('A past state: the record as it was on');
    expect(page).not.toContain('Superseded: a newer record');
    expect(page).not.toContain(`/evidence/${older.id}/withdraw`);
    expect((await see(`/evidence/${evidence.id}?asOf=${recordedAt}`)).status).toBe(404);
    expect((await see(`/evidence/${evidence.id}?asOf=yesterday`)).status).toBe(400);
  });

  it('shows who signed, with the meaning, and to whom a step is open a way to sign', async () => {
    const unsigned = await shown(`/claims/${claim.id}`, APPROVER_TOKEN);
    expect(unsigned).toContain('Still to sign: Approval by an approver.');
    expect(unsigned).toMatch(
      /action="\/sign"><input type="hidden" name="_key" value="[0-9a-f-]{36}"><input type="hidden" name="table" value="claim">/,
    );
    await signAll(house, 'claim', claim.id);
    const signed = await shown(`/claims/${claim.id}`, APPROVER_TOKEN);
    expect(signed).toContain('<strong>Approval</strong> by Approver');
    expect(signed).toContain('Stands on revision 1.');
    expect(signed).not.toContain('action="/sign"');
    const said = { statement: 'Another sentence than before', metric: 'acc', comparator: '>=', threshold: '0.61' };
    await house.staff
      .post(`/api/v1/claims/${claim.id}/revise`)
      .set('If-Match', '"r1"')
      .send({ ...said, population: 'Adults', minimumN: 1000, reason: 'Stricter' })
      .expect(201);
    const revised = await shown(`/claims/${claim.id}`, APPROVER_TOKEN);
    expect(revised).toContain('Counts no more: what was signed has changed since');
    expect(revised).toContain('Compare with revision 1');
  });

  it('is a memo of a determination: criteria, rule, what would change it, and whose word it is', async () => {
    const page = await shown(`/classifications/${decision.id}`);
    for (const words of [
      ...['not a device, FD&amp;C 520(o)(1)(E)', 'It is not an FDA decision.', 'Against the edition of 2022-09-28'],
      ...['What would change this decision', 'Because it is so configured', 'All four are met'],
    ])
      expect(page).toContain(words);
  });
});

describe('The claims of a version', () => {
  it('are held against their evidence, and those with a hole can be shown alone', async () => {
    const all = await shown(`/versions/${version.id}/claims`);
    expect(all).toContain(`href="/claims/${claim.id}"`);
    expect(all).toMatch(/<td class="hole">/);
    const holes = await shown(`/versions/${version.id}/claims?show=holes&functionId=`);
    expect(holes).not.toContain(`href="/claims/${claim.id}"`);
    expect(holes).toContain('A claim that nothing shows at all yet.');
    expect(holes).toContain('Hidden here: CL-0001.');
    expect((await see(`/versions/${version.id}/claims?show=none`)).status).toBe(400);
  });
});

describe('An auditor', () => {
  beforeAll(async () => {
    const id = await hire(house.database.superuser, {
      printedName: 'Auditor',
      roles: ['auditor'],
      token: AUDITOR_TOKEN,
    });
    await granted(house.database.superuser, id, { modelIds: [model.id] });
  });

  it('has a room with what was granted, until when, and no places', async () => {
    const page = await shown('/', AUDITOR_TOKEN);
    expect(page).toContain('Auditor’s room');
    expect(page).toContain(`href="/models/${model.id}"`);
    expect(page).toContain('Reading as Auditor');
    expect(page).not.toContain(other.id);
    expect(page).not.toContain('bar-nav');
  });

  it('reads every page of it, and none of anything else', async () => {
    for (const path of pages()) await shown(path, AUDITOR_TOKEN);
    const stranger = await registered.version(house, other.id);
    for (const path of [`/models/${other.id}`, `/versions/${stranger.id}`, `/versions/${stranger.id}/trail`])
      expect([path, (await see(path, AUDITOR_TOKEN)).status]).toEqual([path, 404]);
  });

  it('is told of no role for a model that was not granted, and of no comment', async () => {
    const page = await shown(`/organizations/${organization.id}`, AUDITOR_TOKEN);
    expect([page.includes(model.id), page.includes(other.id)]).toEqual([true, false]);
    await posted('/api/v1/models', { kind: 'own', name: 'For the trail', description: 'Of nobody' });
    const record = await shown(`/evidence/${evidence.id}`, AUDITOR_TOKEN);
    expect(record).not.toContain('Comments and questions');
    expect(record).not.toMatch(/\/(withdraw|revise)"|action="\/sign"/);
  });
});
