import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { hiddenIn, Looking } from '../support/looked-at';
import { settledLog } from '../support/log';
import { ServiceLog } from '../../src/observability/service-log';
import { byToken, granted, hire, inPerson } from '../support/staff';

let house: House;
let staff: Looking;
let organization: Answer;
beforeAll(async () => {
  house = await openHouse({ isLogged: true, isTold: true, log: new ServiceLog({ level: 'silent' }) });
  staff = new Looking(house, byToken(TOKEN));
  organization = await registered.organization(house, { name: 'Northlake', place: 'Old town' });
  const sent = { place: 'New town', reason: 'It moved <b>away</b>' };
  await house.staff.patch(`/api/v1/organizations/${organization.id}`).send(sent).expect(200);
  await settledLog(house.database.superuser);
});
afterAll(() => house.close());

const eventOf = async (act: string): Promise<string> => {
  const { body } = await house.staff.get(`/api/v1/audit-events?act=${act}&sort=-at`).expect(200);
  return (body as { items: { id: string }[] }).items[0]?.id ?? '';
};

/** Waits until a verification is over. */
async function over(path: string): Promise<string> {
  for (let tries = 0; tries < 150; tries += 1) {
    const { page } = await staff.get(path);
    if (!page.includes('every 1s')) return page;
    await sleep(100);
  }
  throw new Error('The verification is not over');
}

describe('The audit trail', () => {
  it('tells every act in a sentence, with its entry, the record by its name, and digests', async () => {
    const { page } = await staff.get('/audit-trail');
    expect(page).toContain('Staff revised an organization');
    expect(page).toContain(`<a href="/organizations/${organization.id}">Northlake</a>`);
    expect(page).toContain('It moved &lt;b&gt;away&lt;/b&gt;');
    expect(page).toMatch(new RegExp(`<a href="/audit-trail/${await eventOf('organization.revised')}">\\d+</a>`));
    expect(page).toMatch(/Checkpoint \d+\./);
    expect(page).toContain('Not witnessed: no witness is configured');
    expect(page).toContain('<section class="banner " aria-label="Checkpoint">');
    expect(page).toContain('Not time-stamped: no authority is configured');
    expect(page).toMatch(/Root <code class="digest">[0-9a-f]{64}<\/code>/);
  });

  it('is filtered by act, person, record and time', async () => {
    const by = async (query: string): Promise<string> => (await staff.get(`/audit-trail?${query}`)).page;
    expect(await by('act=organization.revised')).toContain('>1 entry<');
    expect(await by(`subjectId=${organization.id}`)).toContain('>2 entries<');
    expect(await by(`actorId=${house.staffId}&subjectId=${organization.id}`)).toContain('Person: Staff');
    expect(await by('to=2020-01-01')).toContain('No entry fits these filters');
  });

  it('shows one act with what differs, word by word, and its proof', async () => {
    const id = await eventOf('organization.revised');
    const { page } = await staff.get(`/audit-trail/${id}`);
    expect(page).toContain('<del>Old</del>');
    expect(page).toContain('<ins>New</ins>');
    expect(page).toContain(`/api/v1/audit-events/${id}/proof`);
    expect(page).toContain('as specialist');
    expect(page).not.toContain('<b>away');
    const registration = await staff.get(`/audit-trail/${await eventOf('organization.registered')}`);
    expect(registration.page).toContain('It was written here for the first time.');
    expect((await staff.get('/audit-trail/019a0000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('is verified while the service runs, in plain words; who asks meanwhile waits for the same', async () => {
    const { page } = await staff.get('/audit-trail');
    const begun = await staff.post('/audit-trail/verify', { _key: hiddenIn(page, '_key') });
    expect([begun.status, begun.location]).toEqual([303, expect.stringMatching(/^\/audit-trail\/verifications\//)]);
    const told = await over(begun.location ?? '');
    expect(told).toContain('The trail holds');
    expect(told).toMatch(/\d+ entries were read and hashed again/);
    expect(told).toContain('by the key of this service');
    expect(told).toContain('Not witnessed');
  });

  it('is found altered when somebody changed a row past the service', async () => {
    const { superuser } = house.database;
    await superuser.query(`SET session_replication_role = 'replica'`);
    await superuser.query('UPDATE organization SET name = $2 WHERE id = $1', [organization.id, 'Southlake']);
    await superuser.query(`SET session_replication_role = 'origin'`);
    const told = await over((await staff.post('/audit-trail/verify', { _key: 'altered-1' })).location ?? '');
    expect(told).toContain('The trail does not hold');
    expect(told).toContain('A record is not what the last act on it left');
    expect(told).toContain(organization.id);
  });

  it('shows an auditor the acts on what was granted, lets him read their proofs, and lets him begin nothing', async () => {
    const token = 'trail-token-of-an-auditor-of-forty-characters';
    const id = await hire(house.database.superuser, { printedName: 'Auditor', roles: ['auditor'], token });
    const model = await registered.model(house, { name: 'Given' });
    await granted(house.database.superuser, id, { modelIds: [model.id] });
    const auditor = new Looking(house, inPerson(token));
    const { page } = await auditor.get('/audit-trail');
    expect([page.includes('Given'), page.includes('Northlake'), page.includes('Verify the trail')]).toEqual([
      ...[true, false, false],
    ]);
    expect((await auditor.get(`/audit-trail/${await eventOf('model.registered')}`)).status).toBe(200);
    expect((await auditor.get(`/audit-trail/${await eventOf('organization.registered')}`)).status).toBe(404);
    expect((await auditor.post('/audit-trail/verify', { _key: 'auditor-1' })).status).toBe(403);
  });
});

describe('Jobs', () => {
  it('are listed, asked for and looked at', async () => {
    const { page } = await staff.get('/jobs');
    expect(page).toContain('Verify the audit trail');
    const asked = await staff.post('/jobs', { _key: hiddenIn(page, '_key'), task: 'scrub' });
    expect(asked.status).toBe(303);
    const one = await staff.get(asked.location ?? '');
    expect([one.status, one.page.includes('Read stored files again')]).toEqual([200, true]);
    const id = (asked.location ?? '').split('/').at(-1);
    expect((await staff.post(`/jobs/${id}/retry`, { _key: 'retry-1' })).status).toBe(409);
    expect((await staff.post('/jobs', { _key: 'none-1', task: 'nothing' })).status).toBe(422);
    expect((await staff.get(`/audit-trail/verifications/${id}`)).status).toBe(404);
  });
});
