import { type Answer, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { APPROVER_TOKEN, inPerson } from '../support/staff';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let house: House;
let model: Answer;
let version: Answer;
let functionId: string;
beforeAll(async () => {
  house = await openHouse();
  model = await registered.model(house);
  version = await registered.version(house, model.id);
  functionId = (await registered.function(house, model.id)).id;
});
afterAll(() => house.close());

const see = async (path: string, token = TOKEN): Promise<string> =>
  (await fetch(`${house.url}${path}`, { headers: { ...BROWSER, ...inPerson(token) }, redirect: 'manual' })).text();
const send = async (path: string, fields: Record<string, string>, token = TOKEN) => {
  const answer = await fetch(`${house.url}${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { ...BROWSER, ...inPerson(token) },
  });
  return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
};
const keyOf = (page: string): string => /name="_key" value="([^"]*)"/.exec(page)?.[1] ?? '';
const queueOf = (page: string, kind: string): string =>
  new RegExp(`<section id="${kind}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '';

describe('My work', () => {
  it('has the gaps of the versions that one registered, until they are mended', async () => {
    const before = queueOf(await see('/'), 'gap');
    expect(before).toContain('No intended use: nobody has stated what it is for');
    expect(before).toContain(`href="/functions/${functionId}"`);
    expect(before).toContain('Not classified for Model 1.0.0');
    expect(before).toContain(`href="/versions/${version.id}/evidence"`);
    await registered.intendedUse(house, functionId);
    await registered.classification(house, functionId);
    await registered.evidence(house, version.id);
    expect(queueOf(await see('/'), 'gap')).toBe('');
    expect(queueOf(await see('/', APPROVER_TOKEN), 'gap')).toBe('');
  });

  it('has what is to be signed and to be reviewed, each leading to its record', async () => {
    const page = await see('/');
    expect(queueOf(page, 'signature')).toMatch(/href="\/intended-uses\/[0-9a-f-]{36}"/);
    expect(queueOf(page, 'signature')).toMatch(/href="\/classifications\/[0-9a-f-]{36}"/);
    expect(queueOf(page, 'review')).toBe('');
    expect(page).not.toContain('href="/api/v1/');
  });

  it('has drafts, with the form in which they go on', async () => {
    const form = await see('/organizations/new');
    const typed = { _key: keyOf(form), name: 'Half a name', place: '', country: 'US', reason: '', _keep: 'on' };
    expect((await send('/organizations/new', typed)).status).toBe(303);
    expect(queueOf(await see('/'), 'draft')).toContain('href="/organizations/new"');
    expect(queueOf(await see('/', APPROVER_TOKEN), 'draft')).toBe('');
  });

  it.each([
    [-1, 'Expired', 'Passed 1 day ago'],
    [12, 'Within 30 days', 'Due in 12 days'],
    [45, 'Within 60 days', 'Due in 45 days'],
    [90, 'Within 90 days', 'Due in 90 days'],
    [91, null, ''],
  ])('has evidence whose day comes in %i days', async (days, word, due) => {
    const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const title = `Fresh for ${days} days`;
    const { id } = await registered.evidence(house, version.id, { title, staysFresh: `Until ${day}, by contract` });
    const queue = queueOf(await see('/'), 'expiring');
    const item = new RegExp(`<li>[^]*?${title}<[^]*?</li>`).exec(queue)?.[0] ?? '';
    if (word === null) expect(queue).not.toContain(id);
    else {
      expect(item).toContain(word);
      expect(item).toContain(due);
    }
    await house.staff.post(`/api/v1/evidence/${id}/withdraw`).send({ reason: 'For the test' }).expect(200);
    expect(queueOf(await see('/'), 'expiring')).not.toContain(id);
  });
});

describe('A question', () => {
  it('is asked, answered and settled on pages, and stands on its record', async () => {
    const { id } = await registered.evidence(house, version.id, { title: 'Asked about' });
    const path = `/comments/new?recordType=evidence&recordId=${id}`;
    const form = await see(path);
    expect(form).toContain('Ask or comment on EV-');
    const asked = { _key: keyOf(form), kind: 'question', body: 'Which <b>run</b>?', blocking: 'on' };
    const sent = await send(path, { ...asked, [`askedOf.${house.approverId}`]: 'on' });
    expect([sent.status, sent.location]).toEqual([303, `/evidence/${id}#comments`]);
    const record = await see(`/evidence/${id}`);
    expect(record).toContain('Which &lt;b&gt;run&lt;/b&gt;?');
    expect(record).toContain('Open question, approval waits');
    const thread = /href="(\/comments\/[0-9a-f-]{36})"/.exec(record)?.[1] ?? '';
    expect(queueOf(await see('/', APPROVER_TOKEN), 'question')).toContain(`href="${thread}"`);
    const answering = await see(thread, APPROVER_TOKEN);
    expect(answering).toContain('Which &lt;b&gt;run&lt;/b&gt;?');
    const empty = await send(thread, { _key: keyOf(answering), body: '', resolution: '' }, APPROVER_TOKEN);
    expect(empty.status).toBe(422);
    const said = { _key: keyOf(empty.page), body: 'The second', resolution: 'It was the second run' };
    const answered = await send(thread, said, APPROVER_TOKEN);
    expect([answered.status, answered.location]).toEqual([303, expect.stringContaining(`/evidence/${id}#thread-`)]);
    const settled = await see(`/evidence/${id}`);
    for (const words of ['The second', 'Resolved: It was the second run']) expect(settled).toContain(words);
    const again = await see(thread);
    expect(again).toContain('Why it is not settled');
    expect((await send(thread, { _key: keyOf(again), reason: 'It was the third' })).status).toBe(303);
    expect(await see(`/evidence/${id}`)).toContain('Open question');
  });

  it('is refused of a record that is not there', async () => {
    expect(await see('/comments/new?recordType=evidence&recordId=01990000-0000-7000-8000-000000000000')).toContain(
      '/problems/not-found',
    );
  });
});
