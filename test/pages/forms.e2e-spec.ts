import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signedIn } from '../support/people';
import { hidden, Visitor } from './visits';

let house: House;
let visitor: Visitor;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  visitor = new Visitor(house, (await signedIn(house, { roles: ['specialist'] })).cookie);
});
afterAll(() => house.close());

const see = async (path: string): Promise<string> => (await visitor.see(path)).page;
const send = (path: string, fields: Record<string, string>) => visitor.send(path, fields);
const namesOf = async (): Promise<string[]> => {
  const { body } = await house.staff.get('/api/v1/organizations?limit=200').expect(200);
  return (body as { items: { name: string }[] }).items.map(({ name }) => name);
};

describe('A form', () => {
  it('records what was typed once, however often it is sent', async () => {
    const _key = hidden(await see('/organizations/new'), '_key');
    const typed = { _key, name: 'Northlake Health', place: 'Rochford', country: 'US', reason: '' };
    const [first, second] = [await send('/organizations/new', typed), await send('/organizations/new', typed)];
    expect([first.status, first.location]).toEqual([303, expect.stringMatching(/^\/organizations\/[0-9a-f-]{36}$/)]);
    expect([second.status, second.location]).toEqual([303, first.location]);
    expect((await namesOf()).filter((name) => name === 'Northlake Health')).toHaveLength(1);
  });

  it('is shown again with what was typed, what is wrong beside the field and above all, and records nothing', async () => {
    const _key = hidden(await see('/organizations/new'), '_key');
    const refused = await send('/organizations/new', {
      _key,
      name: '',
      place: 'Elm "County"',
      country: 'usa',
      reason: '',
    });
    expect(refused.status).toBe(422);
    expect(refused.page).toContain('<a href="#f-name">Name: This is not filled in yet.</a>');
    expect(refused.page).toContain('<a href="#f-country">Country: Must be two capital letters of ISO 3166-1.</a>');
    expect(refused.page).toContain('id="f-country-error">Must be two capital letters of ISO 3166-1.<');
    expect(refused.page).toContain('value="Elm &quot;County&quot;"');
    expect(hidden(refused.page, '_key')).not.toBe(_key);
    expect(
      (await send('/organizations/new', { _key, name: 'Elm County', place: '', country: 'US', reason: '' })).status,
    ).toBe(303);
  });

  it('needs a key of its own', async () => {
    const typed = { name: 'Lakeside', place: '', country: 'US', reason: '' };
    expect((await send('/organizations/new', typed)).status).toBe(400);
    expect(await namesOf()).not.toContain('Lakeside');
  });

  it('is kept as a draft, comes back with it, and the draft goes when it is said or let go', async () => {
    const typed = { _key: 'draft-1', name: 'Half a na', place: '', country: '', reason: '' };
    expect(await send('/organizations/new', { ...typed, _keep: 'on' })).toMatchObject({ status: 303, location: '?' });
    const again = await see('/organizations/new');
    expect(again).toContain('value="Half a na"');
    expect(again).toMatch(/Draft kept at \d\d:\d\d UTC/);
    await send('/organizations/new', { ...typed, _key: 'draft-2', _discard: 'on' });
    expect(await see('/organizations/new')).not.toContain('Half a na');
    await send('/organizations/new', { ...typed, _keep: 'on', _key: 'draft-3' });
    const said = { ...typed, _key: 'draft-4', name: 'A whole name', country: 'US' };
    expect((await send('/organizations/new', said)).status).toBe(303);
    expect(await see('/organizations/new')).not.toContain('Half a na');
  });

  it('does not overwrite what somebody else wrote since it was opened, and shows both', async () => {
    const { id } = await registered.organization(house, { name: 'Cirrus', place: 'Old town', country: 'US' });
    const path = `/organizations/${id}/revise`;
    const page = await see(path);
    const carried = { _key: hidden(page, '_key'), _base: hidden(page, '_base'), _opened: hidden(page, '_opened') };
    const theirs = { name: 'Cirrus Cloud', place: 'New town', reason: 'It moved' };
    await house.staff.patch(`/api/v1/organizations/${id}`).send(theirs).expect(200);
    const mine = { ...carried, name: 'Cirrus Ltd', place: 'Old town', country: 'CA', reason: 'It is Canadian' };
    const late = await send(path, mine);
    expect(late.status).toBe(412);
    expect(late.page).toContain('since you opened this');
    expect(late.page).toContain('<p>Name, Place.');
    expect(late.page).toContain('<del>Ltd</del><ins>Cloud</ins>');
    expect([hidden(late.page, '_base'), late.page.includes('value="New town"')]).toEqual(['2', true]);
    const carriedOn = { _key: hidden(late.page, '_key'), _base: '2', _opened: hidden(late.page, '_opened') };
    const merged = { ...carriedOn, name: 'Cirrus Ltd', place: 'New town', country: 'CA', reason: 'It is Canadian' };
    const taken = await send(path, { ...merged, _take: 'name' });
    expect([taken.status, taken.page.includes('value="Cirrus Cloud"')]).toEqual([200, true]);
    expect((await send(path, { ...merged, _key: hidden(taken.page, '_key') })).status).toBe(303);
    const { body } = await house.staff.get(`/api/v1/organizations/${id}`).expect(200);
    expect(body).toMatchObject({ name: 'Cirrus Ltd', place: 'New town', country: 'CA', revision: 3 });
  });
});
