import { type Answer, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { Looking } from '../support/looked-at';
import { granted, hire, inPerson } from '../support/staff';

let house: House;
let staff: Looking;
let model: Answer;
let evidence: Answer;
beforeAll(async () => {
  house = await openHouse();
  staff = new Looking(house, inPerson(TOKEN));
  model = await registered.model(house, { name: 'Kestrel triage' });
  const version = await registered.version(house, model.id);
  evidence = await registered.evidence(house, version.id, { title: 'Kestrel against MedQA' });
});
afterAll(() => house.close());

describe('Jump', () => {
  it('finds records of every kind, grouped, and Enter opens the first', async () => {
    const { page } = await staff.get('/search?q=kestrel');
    expect(page).toContain(`<a href="/models/${model.id}" autofocus>Kestrel triage</a>`);
    expect(page).toContain(`<a href="/evidence/${evidence.id}">EV-0001 Kestrel against MedQA</a>`);
    expect(page.match(/autofocus/g)).toHaveLength(1);
    expect(page).toContain('href="/evidence?q=kestrel"');
    expect(page).toContain('value="kestrel"');
  });

  it('puts what is cited by a code first', async () => {
    expect((await staff.get('/search?q=ev0001')).page).toContain(`<a href="/evidence/${evidence.id}" autofocus>`);
  });

  it('shows every list where nothing is asked or found, and takes what is no word', async () => {
    const { page } = await staff.get('/search');
    for (const path of ['/models', '/claims', '/audit-trail', '/legal-holds']) expect(page).toContain(`href="${path}"`);
    expect((await staff.get('/search?q=neverheard')).page).toContain('Nothing was found');
    for (const q of ['', '%22', '-', '   ', '%3Cscript%3E'])
      expect((await staff.get(`/search?q=${q}`)).status).toBe(200);
    expect((await staff.get(`/search?q=${'x'.repeat(201)}`)).status).toBe(400);
  });

  it('suggests what begins as what is typed, as a part of a page', async () => {
    const { status, page } = await staff.get('/search/suggestions?q=kest');
    expect([status, page.includes('<html'), page.includes(`href="/models/${model.id}"`)]).toEqual([200, false, true]);
    expect((await staff.get('/search/suggestions?q=')).page.trim()).toBe('');
  });

  it('finds for an auditor what was granted, and suggests nothing while he types', async () => {
    const token = 'search-token-of-an-auditor-of-forty-characters';
    const id = await hire(house.database.superuser, { printedName: 'Auditor', roles: ['auditor'], token });
    const other = await registered.model(house, { name: 'Kestrel of another house' });
    await granted(house.database.superuser, id, { modelIds: [model.id] });
    const { page } = await new Looking(house, inPerson(token)).get('/search?q=kestrel');
    expect([page.includes(model.id), page.includes(other.id), page.includes('hx-get')]).toEqual([true, false, false]);
  });
});

describe('Keys', () => {
  it('are listed, and single ones are turned off and on without a script', async () => {
    const on = await staff.get('/keys');
    expect(on.page).toContain('Single keys work outside of fields');
    expect(on.page).not.toContain('data-keys="off"');
    const turned = await staff.post('/keys', { keys: 'off' });
    expect([turned.status, turned.location]).toEqual([303, '/keys']);
    const [cookie = ''] = (turned.headers.get('set-cookie') ?? '').split(';');
    const both = `${inPerson(TOKEN).Cookie}; ${cookie}`;
    const off = await staff.get('/models', { Cookie: both });
    expect(off.page).toContain('<html lang="en" data-keys="off">');
    expect((await staff.get('/keys', { Cookie: both })).page).toContain('Turn single keys on');
    expect((await staff.post('/keys', { keys: 'maybe' })).status).toBe(422);
  });
});

describe('The foot of a page', () => {
  it('says of when it is and that nothing is signed yet', async () => {
    const { page } = await staff.get('/models');
    expect(page).toMatch(/Record as of <time datetime="[^"]+Z">\d{4}-\d\d-\d\d \d\d:\d\d UTC<\/time>/);
    expect(page).toContain('No checkpoint is signed yet');
    expect(page).toMatch(/Predicate \d+\.\d+\.\d+/);
  });
});
