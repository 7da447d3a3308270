import { randomUUID } from 'node:crypto';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { administrator, signedIn } from '../support/people';
import { granted } from '../support/staff';
import { Visitor } from './visits';

const key = (): { _key: string } => ({ _key: randomUUID() });
const idIn = (location: string | null): string => /[0-9a-f-]{36}/.exec(location ?? '')?.[0] ?? '';

let house: House;
let boss: Visitor;
let lead: Visitor;
let leadId: string;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  boss = new Visitor(house, (await administrator(house)).cookie);
  const quality = await signedIn(house, { roles: ['quality-lead'] });
  [lead, leadId] = [new Visitor(house, quality.cookie), quality.id];
});
afterAll(() => house.close());

const invite = async (userName: string): Promise<string> => {
  const sent = { ...key(), userName, printedName: `Demo ${userName}`, email: '' };
  return idIn((await boss.send('/people/new', sent)).location);
};

describe('The pages about people', () => {
  it('make somebody known, qualify him by somebody else, give a role, and hand out a link that is shown once', async () => {
    const id = await invite('newcomer-1');
    expect(id).not.toBe('');
    const { page } = await boss.see(`/people/${id}`);
    for (const said of ['Invited', 'None was given', 'Recorded by a quality lead', `/people/${id}/roles/new`]) {
      expect(page).toContain(said);
    }
    const early = await boss.send(`/people/${id}/roles/new`, {
      ...key(),
      role: 'specialist',
      reason: 'Joins the team',
    });
    expect([early.status, early.page]).toEqual([409, expect.stringContaining('a record of training')]);
    const paper = { ...key(), kind: 'training', title: 'Use of Predicate', doneOn: '2026-01-02', validUntil: '' };
    expect((await boss.see(`/people/${id}/qualifications/new`)).status).toBe(403);
    expect((await lead.send(`/people/${id}/qualifications/new`, paper)).location).toBe(`/people/${id}`);
    const given = await boss.send(`/people/${id}/roles/new`, {
      ...key(),
      role: 'specialist',
      reason: 'Joins the team',
    });
    expect(given.location).toBe(`/people/${id}`);

    const sent = { ...key(), reason: 'The first time' };
    const made = await boss.send(`/people/${id}/links`, sent);
    const [, address = ''] = /<code class="secret"[^>]*>([^<]+)</.exec(made.page) ?? [];
    expect([made.status, address]).toEqual([201, expect.stringContaining('/first-start#')]);
    const again = await boss.send(`/people/${id}/links`, sent);
    expect(again.page).toContain('The link was shown once already');
    expect(again.page).not.toContain(address);
    expect((await new Visitor(house).send('/first-start', { token: address })).location).toBe('/first-start/factors');
    expect((await boss.see(`/people/${id}`)).page).toContain('The last one is used');
  });

  it('end a role, a paper and an account, each with the reason', async () => {
    const { id } = await signedIn(house, { roles: ['contributor'] });
    const path = `/people/${id}`;
    expect((await boss.see(path)).page).toContain(`action="${path}/roles/end"`);
    expect((await boss.send(`${path}/roles/end`, { ...key(), role: 'contributor', reason: '' })).status).toBe(422);
    const ended = await boss.send(`${path}/roles/end`, { ...key(), role: 'contributor', reason: 'Changes teams' });
    expect(ended.location).toBe(path);
    const { page } = await lead.see(path);
    expect(page).not.toContain(`${path}/roles/end`);
    const { rows } = await house.database.superuser.query<{ id: string }>(
      `SELECT id FROM qualification WHERE person_id = $1 AND kind = 'training'`,
      [id],
    );
    expect(rows).toHaveLength(1);
    expect((await boss.send(`${path}/leave`, { ...key(), reason: 'Left the house' })).location).toBe(path);
    expect((await boss.see(path)).page).toContain('Left');
  });

  it('offer nobody an act on himself', async () => {
    const { page } = await lead.see(`/people/${leadId}`);
    expect(page).toContain('This is you');
    for (const act of ['roles/new', 'qualifications/new', 'links', 'leave']) {
      expect(page).not.toContain(`/people/${leadId}/${act}`);
    }
  });

  it('show what was signed and what opens an account to those alone who may know', async () => {
    const { id, cookie } = await signedIn(house, { roles: ['specialist'] });
    const specialist = new Visitor(house, cookie);
    const ofOther = (await specialist.see(`/people/${leadId}`)).page;
    expect(ofOther).toContain('Nothing was signed');
    expect(ofOther).toContain('only an administrator sees');
    const ofBoss = (await boss.see(`/people/${id}`)).page;
    expect(ofBoss).toContain('who administers touches no record');
    expect(ofBoss).toContain('Authenticator app');
    expect((await specialist.see('/people/new')).status).toBe(403);
    expect((await specialist.see('/people')).page).toContain('Only an administrator makes people known');
  });

  it('list people by role, state and use, and take blank fields for no filter', async () => {
    await invite('newcomer-2');
    const { page, status } = await boss.see('/people?q=&role=&state=invited&use=');
    expect(status).toBe(200);
    expect(page).toContain('newcomer-2');
    expect(page).not.toContain('>Administrator</a>');
    const leads = (await boss.see('/people?role=quality-lead')).page;
    expect(leads).toContain('Quality lead</td>');
    expect(leads).not.toContain('newcomer-2');
    expect((await boss.see('/people?use=dormant')).page).toContain('Nobody is like that');
    expect((await boss.see('/people?role=king')).status).toBe(400);
  });

  it('do not overwrite what somebody else revised meanwhile', async () => {
    const id = await invite('newcomer-3');
    const { page } = await boss.see(`/people/${id}/edit`);
    const [, _opened = ''] = /name="_opened" value="([^"]*)"/.exec(page) ?? [];
    const carried = { _base: '1', _opened, email: '', reason: 'Marriage' };
    const first = await boss.send(`/people/${id}/edit`, { ...key(), ...carried, printedName: 'Demo Other' });
    expect(first.location).toBe(`/people/${id}`);
    const late = await boss.send(`/people/${id}/edit`, { ...key(), ...carried, printedName: 'Demo Third' });
    expect([late.status, late.page]).toEqual([412, expect.stringContaining('since you opened this')]);
  });

  it('are put into the menu of whoever may see them', async () => {
    const { cookie } = await signedIn(house, { roles: ['auditor'] });
    const auditor = await new Visitor(house, cookie).see('/account');
    expect(auditor.page).toContain('href="/account"');
    for (const path of ['/people', '/grants', '/settings', '/system', '/tokens']) {
      expect([path, auditor.page.includes(`href="${path}"`)]).toEqual([path, false]);
      expect((await new Visitor(house, cookie).see(path)).status).toBe(403);
    }
    const { page } = await boss.see('/people');
    for (const path of ['/people', '/grants', '/tokens', '/alerts', '/settings', '/system']) {
      expect(page).toContain(`href="${path}"`);
      expect([path, (await boss.see(path)).status]).toEqual([path, 200]);
    }
  });
});

describe('The pages about auditors’ grants', () => {
  it('let an auditor read a model, show what he read, and shut him out again', async () => {
    const auditor = await signedIn(house, { roles: ['auditor'] });
    const model = await registered.model(house, { name: 'Meridian' });
    const form = (await lead.see('/grants/new')).page;
    const [, from = ''] = /name="from" type="text" value="([^"]+)"/.exec(form) ?? [];
    const [, until = ''] = /name="until" type="text" value="([^"]+)"/.exec(form) ?? [];
    const said = { personId: auditor.id, purpose: 'Audit of 2026', from, until };
    const nothing = await lead.send('/grants/new', { ...key(), ...said });
    expect([nothing.status, nothing.page]).toEqual([422, expect.stringContaining('id="f-modelIds-error"')]);
    const given = await lead.send('/grants/new', { ...key(), ...said, [`modelIds.${model.id}`]: 'on' });
    expect(given.location).toBe('/grants');
    expect((await auditor.asks.get(`/api/v1/models/${model.id}`)).status).toBe(200);
    const { page } = await lead.see('/grants');
    for (const part of ['Audit of 2026', '>Meridian</a>', 'Runs']) expect(page).toContain(part);
    expect((await lead.see(`/grants/reads?personId=${auditor.id}`)).page).toContain('Get model');
    const [, revoke = ''] = /action="(\/grants\/[^"]+\/revoke)"/.exec(page) ?? [];
    expect((await lead.send(revoke, { ...key(), reason: 'The audit is over' })).location).toBe('/grants');
    expect((await auditor.asks.get(`/api/v1/models/${model.id}`)).status).toBe(401);
    expect((await lead.see('/grants?state=ended')).page).toContain('The audit is over');
  });

  it('are only read by who administers, who is told who gives them', async () => {
    const auditor = await signedIn(house, { roles: ['auditor'] });
    await granted(house.database.superuser, auditor.id, {});
    const { page } = await boss.see('/grants');
    expect(page).toContain('Only a quality lead gives and revokes them');
    expect(page).not.toContain('/revoke"');
    expect((await boss.see('/grants/new')).status).toBe(403);
  });
});
