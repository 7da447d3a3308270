import { type Answer, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { OWN_PAGE, type SignedIn, signedIn } from '../support/people';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };
const EDITION = 'CDS-2026-01-29';

let house: House;
let specialist: SignedIn;
let reviewer: SignedIn;
let model: Answer;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  specialist = await signedIn(house, { roles: ['specialist'] });
  reviewer = await signedIn(house, { roles: ['reviewer'] });
  model = await registered.model(house);
});
afterAll(() => house.close());

const see = async (path: string, { cookie }: Pick<SignedIn, 'cookie'> = specialist) => {
  const answer = await fetch(`${house.url}${path}`, { headers: { ...BROWSER, cookie }, redirect: 'manual' });
  return { status: answer.status, page: await answer.text() };
};
const send = async (
  path: string,
  fields: Record<string, string>,
  { cookie }: Pick<SignedIn, 'cookie'> = specialist,
) => {
  const answer = await fetch(`${house.url}${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { ...BROWSER, cookie },
  });
  return { status: answer.status, location: answer.headers.get('location') ?? '', page: await answer.text() };
};
let keys = 0;
const key = (): string => `classifying-${(keys += 1)}`;

const begun = async (): Promise<{ id: string; base: string }> => {
  const { id } = await registered.function(house, model.id);
  await registered.intendedUse(house, id);
  const base = `/functions/${id}/classifications/new`;
  const { status, location } = await send(base, { ruleSet: EDITION, versionId: '' });
  expect([status, location]).toEqual([303, `${base}/${EDITION}/function`]);
  return { id, base: `${base}/${EDITION}` };
};
const answer = (base: string, fact: string, value: Record<string, string>, more: Record<string, string> = {}) =>
  send(`${base}/${fact}`, {
    ...value,
    ...{
      [`${fact}.rationale`]: 'So it is specified',
      [`${fact}.statedBy`]: 'Test Lead',
      [`${fact}.restsOn`]: 'EV-0001',
    },
    ...more,
  });
const ANSWERS: readonly (readonly [string, Record<string, string>])[] = [
  ['medicalPurpose', { 'medicalPurpose.value': 'true' }],
  ['users', { 'users.value.HCP': 'on' }],
  ['analysesImageSignalOrPattern', { 'analysesImageSignalOrPattern.value': 'false' }],
  ['inputRelevanceWellUnderstood', { 'inputRelevanceWellUnderstood.value': 'true' }],
  ['singleSpecificOutput', { 'singleSpecificOutput.value': 'false' }],
  ['directsOrReplacesJudgment', { 'directsOrReplacesJudgment.value': 'false' }],
  ['timeCritical', { 'timeCritical.value': 'false' }],
  ['basisIndependentlyReviewable', { 'basisIndependentlyReviewable.value': 'true' }],
];
const answered = async (base: string, but: readonly string[] = []): Promise<void> => {
  for (const [fact, value] of ANSWERS) if (!but.includes(fact)) await answer(base, fact, value);
};

describe('A classification', () => {
  it('asks one question a screen, with the rule and a worked example beside it', async () => {
    const { base } = await begun();
    const { status, page } = await see(`${base}/singleSpecificOutput`);
    expect(status).toBe(200);
    for (const text of [
      '<h1>Does it give one specific output instead of options?</h1>',
      'To list options for a clinician who reviews them.',
      'FD&amp;C 520(o)(1)(E)(ii)',
      'A worked example: Yes',
      'FDA town hall 2026-03-11, discretion example 3',
      'Undetermined',
      'Medical purpose',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toMatch(/undefined|\[object|<script>|style=/);
    for (const fact of ['function', 'inputKinds', 'policyItem'])
      expect((await see(`${base}/${fact}`)).page).not.toMatch(/undefined|\[object/);
    expect((await see(`${base}/nothing`)).status).toBe(404);
    expect((await see(`${base.replace(EDITION, 'CDS-1999')}/users`)).status).toBe(404);
    expect((await see(`${base}/users`, reviewer)).status).toBe(403);
  });

  it('is kept at each step, goes back and forth without loss, and shows what it comes to', async () => {
    const { base } = await begun();
    const kept = await answer(
      base,
      'users',
      { 'users.value.HCP': 'on', 'users.value.ADMIN': 'on' },
      { _go: 'medicalPurpose' },
    );
    expect([kept.status, kept.location]).toEqual([303, `${base}/medicalPurpose`]);
    const back = (await see(`${base}/users`)).page;
    expect(back).toMatch(/name="users.value.HCP" value="on" checked/);
    expect(back).toContain('>So it is specified</textarea>');
    expect(back).toMatch(/Draft kept on \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    await answered(base, ['basisIndependentlyReviewable']);
    const looked = await answer(base, 'timeCritical', { 'timeCritical.value': 'true' }, { _look: 'on' });
    expect([looked.status, looked.page.includes('Device, pathway undetermined')]).toEqual([200, true]);
    await answer(base, 'timeCritical', { 'timeCritical.value': 'false' });
    const open = (await see(`${base}/basisIndependentlyReviewable`)).page;
    expect(open).toContain('<strong>Undetermined</strong>');
    expect(open).toContain('If basis can be reviewed: yes');
  });

  it('asks a colleague about a fact, on the function, where the answer is read again', async () => {
    const { id, base } = await begun();
    const about = {
      'timeCritical.rationale': 'Half a thought',
      'ask.of': reviewer.id,
      'ask.text': 'Is it used in the ICU?',
    };
    const none = await send(`${base}/timeCritical/ask`, { ...about, 'ask.of': '', _key: key() });
    expect([none.status, none.page.includes('Choose whom you ask')]).toEqual([422, true]);
    expect(none.page).toContain('Is it used in the ICU?</textarea>');
    const asked = await send(`${base}/timeCritical/ask`, { ...about, _key: key() });
    expect([asked.status, asked.location]).toEqual([303, `${base}/timeCritical`]);
    const { page } = await see(`${base}/timeCritical`);
    expect(page).toContain('Half a thought</textarea>');
    expect(page).toContain(`asked Person ${reviewer.userName}`);
    expect(page).toContain('Time</span><span class="visually-hidden">, asked');
    const { body } = await house.staff.get(`/api/v1/comment-threads?recordId=${id}`).expect(200);
    expect(body).toMatchObject({
      items: [{ field: '/classification/facts/timeCritical', kind: 'question', state: 'open' }],
    });
    expect((await see('/', reviewer)).page).toContain('Is it used in the ICU?');
  });

  it('is looked at whole, and recorded with its reasons once', async () => {
    const { id, base } = await begun();
    await answered(base);
    const memo = (await see(`${base}/memo`)).page;
    expect(memo).toContain('Not a device, FD&amp;C 520(o)(1)(E)');
    expect(memo).toContain('So it is specified');
    expect(memo).not.toMatch(/undefined|\[object/);
    const said = { 'memo.decision': 'accepted', 'memo.step.c3': 'It lists options', 'memo.dissent.0.by': 'A. Doubter' };
    const refused = await send(`${base}/memo`, { ...said, 'memo.reason': '', _key: key(), _record: 'on' });
    expect(refused.status).toBe(422);
    expect(refused.page).toContain('<a href="#memo-reason">Reason for the decision:');
    expect(refused.page).toContain('value="A. Doubter"');
    const whole = {
      ...said,
      'memo.reason': 'The facts support it',
      'memo.dissent.0.text': 'I doubt it',
      _record: 'on',
    };
    const _key = key();
    const [first, second] = [
      await send(`${base}/memo`, { ...whole, _key }),
      await send(`${base}/memo`, { ...whole, _key }),
    ];
    expect([first.status, first.location]).toEqual([303, expect.stringMatching(/^\/classifications\/[0-9a-f-]{36}$/)]);
    expect(second.location).toBe(first.location);
    const { body } = await house.staff.get(`/api/v1/functions/${id}/classifications`).expect(200);
    expect(body).toMatchObject({
      items: [
        {
          ...{ decidedOutcome: 'NOT_DEVICE_520o_E', decisionReason: 'The facts support it', ruleSet: EDITION },
          criterionRationales: [{ step: 'c3', text: 'It lists options' }],
          dissent: [{ by: 'A. Doubter', text: 'I doubt it' }],
        },
      ],
    });
    expect((body as { items: { facts: object[] }[] }).items[0]?.facts).toContainEqual({
      ...{ fact: 'users', value: ['HCP'], rationale: 'So it is specified', statedBy: 'Test Lead', restsOn: 'EV-0001' },
    });
    expect((await see(`${base}/users`)).page).not.toContain('So it is specified');
  });

  it('leads from the memo to the answer that lacks a reason', async () => {
    const { base } = await begun();
    await answered(base);
    await send(`${base}/users`, { 'users.value.HCP': 'on', 'users.rationale': '', 'users.statedBy': 'Test Lead' });
    const refused = await send(`${base}/memo`, { 'memo.reason': 'It is so', _record: 'on', _key: key() });
    expect(refused.status).toBe(422);
    expect(refused.page).toMatch(/name="_go" value="users">Users: /);
  });

  it('goes through the facts of the decision that holds once more, by the same edition', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.function(house, modelId);
    await registered.intendedUse(house, id);
    const decision = await registered.classification(house, id, { ruleSet: EDITION });
    const path = `/functions/${id}/classifications/new`;
    const { page } = await see(path);
    expect(page).toContain(`From the facts of ${String(decision.code)}`);
    await send(path, { ruleSet: EDITION, from: decision.id, versionId: '' });
    expect((await see(`${path}/${EDITION}/users`)).page).toMatch(/name="users.value.HCP" value="on" checked/);
  });

  it('is decided again from the decision before, with what the new edition changes', async () => {
    const { id } = await registered.function(house, model.id);
    await registered.intendedUse(house, id);
    const facts = { singleSpecificOutput: true, singleOutputClinicallyAppropriate: true };
    const older = await registered.classification(house, id, { ruleSet: 'CDS-2022-09-28' }, facts);
    const path = `/functions/${id}/classifications/new`;
    const { page } = await see(path);
    expect(page).toContain('was decided by an edition that is superseded');
    expect(page).toContain('Device, pathway undetermined, and now Enforcement discretion, CDS 2026-01-29');
    const begun = await send(path, { ruleSet: EDITION, from: older.id, versionId: '' });
    expect(begun.location).toBe(`${path}/${EDITION}/function`);
    const question = (await see(`${path}/${EDITION}/timeCritical`)).page;
    expect(question).toContain('Because it is so configured</textarea>');
    expect(question).toMatch(/value="false" checked/);
    expect(question).toContain('CDS-2026-01-29 against CDS-2022-09-28');
    expect(question).toContain('No longer weighed here: Time.');
    const said = { 'memo.reason': 'The edition of 2026 holds', _record: 'on', _key: key() };
    const { location } = await send(`${path}/${EDITION}/memo`, said);
    const { body } = await house.staff.get(`/api/v1${location}`).expect(200);
    expect(body).toMatchObject({ supersedesId: older.id, decidedOutcome: 'ENFORCEMENT_DISCRETION_CDS_2026' });
  });

  it('categorizes several uses', async () => {
    const { id } = await registered.function(house, model.id);
    const path = `/functions/${id}/classifications/new`;
    const base = `${path}/IMDRF-N12-2014`;
    await send(path, { ruleSet: 'IMDRF-N12-2014', versionId: '' });
    const uses = {
      ...{ 'uses.value.0.significance': 'DRIVE_CLINICAL_MGMT', 'uses.value.0.situation': 'SERIOUS' },
      ...{ 'uses.value.0.users.HCP': 'on', 'uses.value.1.significance': 'INFORM_CLINICAL_MGMT' },
      'uses.value.1.situation': 'CRITICAL',
    };
    const more = await answer(base, 'uses', uses, { _add: '3' });
    expect([more.status, more.page.includes('<legend>Use 3</legend>')]).toEqual([200, true]);
    await answer(base, 'uses', uses, { _go: 'memo' });
    const memo = (await see(`${base}/memo`)).page;
    expect(memo).toContain('SaMD category II (IMDRF N12)');
    expect(memo).not.toMatch(/undefined|\[object/);
  });
});
