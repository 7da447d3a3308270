import { sha256 } from '../../src/kernel/digest';
import { type House, openHouse } from '../support/house';
import { OWN_PAGE, signedIn } from '../support/people';

const BROWSER = { accept: 'text/html', ...OWN_PAGE };

let house: House;
let cookie: string;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  ({ cookie } = await signedIn(house, { roles: ['specialist'] }));
});
afterAll(() => house.close());

interface Shown {
  readonly status: number;
  readonly location: string;
  readonly page: string;
}

const answered = async (answer: Response): Promise<Shown> => ({
  ...{ status: answer.status, location: answer.headers.get('location') ?? '', page: await answer.text() },
});
const see = async (path: string, as = cookie): Promise<Shown> =>
  answered(await fetch(`${house.url}${path}`, { headers: { ...BROWSER, cookie: as }, redirect: 'manual' }));
const send = async (path: string, body: URLSearchParams | FormData, as = cookie): Promise<Shown> =>
  answered(
    await fetch(`${house.url}${path}`, {
      method: 'POST',
      body,
      headers: { ...BROWSER, cookie: as },
      redirect: 'manual',
    }),
  );
const tryOut = (text: string, kind = 'organizations', as?: string): Promise<Shown> => {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new Blob([text], { type: 'application/vnd.ms-excel' }), 'Our organizations.csv');
  return send('/imports', form, as);
};
const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
const writeOf = (page: string): string => /action="(\/imports\/[a-z]+\/[0-9a-f-]+\/write)"/.exec(page)?.[1] ?? '';
const agreed = (page: string, reason = 'From our list'): URLSearchParams =>
  new URLSearchParams({ _key: hidden(page, '_key'), plan: hidden(page, 'plan'), reason });
const names = async (): Promise<string[]> =>
  (
    (await house.staff.get('/api/v1/organizations?limit=200').expect(200)).body as { items: { name: string }[] }
  ).items.map(({ name }) => name);

const GOOD = 'name,place,country\nNorthlake Health,Rochford,US\n"Elm, County",,CA\n';

describe('The import of a spreadsheet', () => {
  it('offers kinds with their columns and templates', async () => {
    const { status, page } = await see('/imports');
    expect(status).toBe(200);
    for (const kind of ['organizations', 'models', 'versions', 'claims', 'sites']) {
      expect(page).toContain(`href="/api/v1/spreadsheets/${kind}/template"`);
    }
    expect(page).toContain('<code>semanticVersion</code>');
  });

  it('shows what would become of every row, and writes nothing', async () => {
    const { status, location } = await tryOut(GOOD);
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/imports\/[0-9a-f-]{36}$/)]);
    const { page } = await see(location);
    expect(page).toContain('2 new, 0 changed, 0 the same, 0 refused');
    expect(page).toContain(sha256(GOOD));
    expect(page).toContain('Write these 2 rows');
    expect(await names()).not.toContain('Northlake Health');
  });

  it('writes exactly what was shown, as a whole, once however often it is sent, with the reason', async () => {
    const { location } = await tryOut(GOOD);
    const { page } = await see(location);
    const [first, second] = [await send(writeOf(page), agreed(page)), await send(writeOf(page), agreed(page))];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.page).toContain('2 rows are written');
    expect(second.page).toContain('2 rows are written');
    expect((await names()).filter((name) => ['Northlake Health', 'Elm, County'].includes(name))).toHaveLength(2);
    const events = (await house.auditEvents('organization.registered')).filter(
      ({ reason }) => reason === 'From our list',
    );
    expect(events).toHaveLength(2);
    expect((await see(location)).status).toBe(404);
  });

  it('names the row and the column of what is refused, filters to it, and offers no writing', async () => {
    const { location } = await tryOut('name,place,country\nLakeside,,US\nBad,,usa\n');
    const { page } = await see(location);
    expect(page).toContain('1 new, 0 changed, 0 the same, 1 refused');
    expect(page).toContain('<strong>Column country:</strong> must be two capital letters');
    expect(page).toContain('One row is refused: nothing is written');
    expect(writeOf(page)).toBe('');
    const refused = (await see(`${location}?show=refused`)).page;
    expect(refused).toContain('<th scope="row" class="mono">3</th>');
    expect(refused).not.toContain('<th scope="row" class="mono">2</th>');
    expect(await names()).not.toContain('Lakeside');
  });

  it('shows what changes from what to what', async () => {
    const { location } = await tryOut('name,place,country\nNorthlake Health,New Town,US\n');
    const { page } = await see(location);
    expect(page).toContain('<code>place</code> <span class="diff"><del>Rochford</del> <ins>New Town</ins></span>');
    expect(page).toContain('Write this one row');
  });

  it('writes nothing where the record is not as it was shown, and can be tried out again', async () => {
    const { location } = await tryOut('name,place,country\nNorthlake Health,Third Town,US\n');
    const { page } = await see(location);
    const { body } = await house.staff.get('/api/v1/organizations?q=Northlake').expect(200);
    const [{ id }] = (body as { items: { id: string }[] }).items;
    await house.staff.patch(`/api/v1/organizations/${id}`).send({ place: 'Between', reason: 'It moved' }).expect(200);
    const late = await send(writeOf(page), agreed(page));
    expect([late.status, late.page]).toEqual([412, expect.stringContaining('not what it was in the dry run')]);
    const again = /action="(\/imports\/[0-9a-f-]+\/again)"/.exec(page)?.[1] ?? '';
    const keys = page.match(/name="_key" value="[^"]*"/g) ?? [];
    const _key = /value="([^"]*)"/.exec(keys.at(-1) ?? '')?.[1] ?? '';
    expect(await send(again, new URLSearchParams({ _key }))).toMatchObject({ status: 303, location });
    const fresh = (await see(location)).page;
    expect(fresh).toContain('<del>Between</del> <ins>Third Town</ins>');
    expect((await send(writeOf(fresh), agreed(fresh))).status).toBe(200);
  });

  it('is refused in words where the file cannot be read, is none, or is of no kind', async () => {
    const unreadable = await tryOut('name;nothing\nx;y\n');
    expect([unreadable.status, unreadable.page]).toEqual([422, expect.stringContaining('is no column of this')]);
    const form = new FormData();
    form.set('kind', 'organizations');
    form.set('file', new Blob([]), '');
    expect((await send('/imports', form)).status).toBe(422);
    expect((await tryOut(GOOD, 'people')).status).toBe(422);
  });

  it('is private to whoever tries it, and written by whoever may write such a record', async () => {
    const contributor = await signedIn(house, { roles: ['contributor'] });
    const { location } = await tryOut('name,place,country\nOnly Mine,,US\n');
    expect((await see(location, contributor.cookie)).status).toBe(404);
    const { page } = await see(location);
    expect((await send(writeOf(page), agreed(page), contributor.cookie)).status).toBe(403);
    const own = await tryOut('name,place,country\nOnly Mine,,US\n', 'organizations', contributor.cookie);
    const shown = (await see(own.location, contributor.cookie)).page;
    expect(shown).toContain('None of your roles lets you write these');
    expect(writeOf(shown)).toBe('');
    expect(await names()).not.toContain('Only Mine');
  });

  it('cannot be made to write other bytes than those that were shown', async () => {
    const { location } = await tryOut('name,place,country\nAs Shown,,US\n');
    const { page } = await see(location);
    const other = 'name,place,country\nOther Bytes,,US\n';
    await expect(
      house.database.superuser.query('UPDATE spreadsheet_draft SET bytes = $1 WHERE id = $2', [
        ...[Buffer.from(other), location.split('/').at(-1)],
      ]),
    ).rejects.toThrow('spreadsheet_draft_check');
    const wrong = agreed(page);
    wrong.set('plan', 'a'.repeat(64));
    expect((await send(writeOf(page), wrong)).status).toBe(412);
    expect(await names()).not.toContain('Other Bytes');
  });
});
