import { type House, openHouse } from '../support/house';
import { OWN_PAGE, type SignedIn, signedIn } from '../support/people';

const BROWSER = { accept: 'text/html', ...OWN_PAGE };
const HERE = '/account/notices';

let house: House;
let person: SignedIn;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  person = await signedIn(house, { roles: ['reviewer'] });
});
afterAll(() => house.close());

const ask = async (path: string, fields?: Record<string, string>) => {
  const sent = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) };
  const headers = { ...BROWSER, cookie: person.cookie };
  const answer = await fetch(`${house.url}${path}`, { ...sent, headers, redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location'), page: await answer.text() };
};
const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

describe('The page of notices', () => {
  it('says that nothing is mailed, and takes what is chosen for the day on which it is', async () => {
    const { status, page } = await ask(HERE);
    expect([status, page.includes('whoever runs the service has set no server of mail')]).toEqual([200, true]);
    const typed = {
      ...{ _key: hidden(page, '_key'), address: 'reader@example.org', digest: 'on', digestHour: '7', expiring: 'mine' },
      ...{ 'expiringDays.30': 'on', timeZone: 'America/Chicago', quietFrom: '22', quietUntil: '7' },
    };
    expect(await ask(HERE, typed)).toMatchObject({ status: 303, location: HERE });
    const { body } = await person.asks.get('/api/v1/me/notices').expect(200);
    expect(body).toMatchObject({
      ...{ address: 'reader@example.org', mentions: false, digest: true, digestHour: 7, expiring: 'mine', revision: 1 },
      ...{ expiringDays: ['30'], timeZone: 'America/Chicago', quietFrom: 22, quietUntil: 7, isMailed: false },
    });
    expect((await ask(HERE)).page).toContain('value="America/Chicago"');
  });

  it('shows what is wrong beside the field, and chooses nothing', async () => {
    const { page } = await ask(HERE);
    const carried = { _key: hidden(page, '_key'), _base: hidden(page, '_base'), _opened: hidden(page, '_opened') };
    const typed = {
      ...{ ...carried, address: 'a@example.org\r\nBcc: b@example.org', digestHour: '24', expiring: 'none' },
      ...{ 'expiringDays.30': 'on', timeZone: 'Nowhere', quietFrom: '22', quietUntil: '' },
    };
    const refused = await ask(HERE, typed);
    expect(refused.status).toBe(422);
    expect(refused.page).toContain('id="f-address-error"');
    expect(refused.page).toContain('id="f-timeZone-error"');
    expect((await person.asks.get('/api/v1/me/notices')).body).toMatchObject({ revision: 1 });
  });

  it('tells the address of a calendar once, and ends it', async () => {
    const { page } = await ask(HERE);
    const [, _key = ''] =
      /action="\/account\/notices\/feeds">\s*<input type="hidden" name="_key" value="([^"]+)"/.exec(page) ?? [];
    const made = await ask(`${HERE}/feeds`, { _key, name: 'Outlook' });
    expect([made.status, /\/calendar\/[A-Za-z0-9_-]{43}\.ics/.test(made.page)]).toEqual([200, true]);
    const again = await ask(`${HERE}/feeds`, { _key, name: 'Outlook' });
    expect([again.status, again.page.includes('.ics'), again.page.includes('told once')]).toEqual([200, false, true]);
    const listed = (await ask(HERE)).page;
    const [, end = '', key = ''] =
      /action="(\/account\/notices\/feeds\/[0-9a-f-]+\/end)"><input type="hidden" name="_key" value="([^"]+)"/.exec(
        listed,
      ) ?? [];
    expect(listed).toContain('<th scope="row">Outlook</th>');
    expect(await ask(end, { _key: key })).toMatchObject({ status: 303, location: HERE });
    expect((await ask(HERE)).page).not.toContain('<th scope="row">Outlook</th>');
  });
});
