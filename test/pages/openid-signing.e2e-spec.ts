import { nextIn } from '../../src/access/openid/openid-cookie';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { AtProvider, OpenidProvider } from '../support/openid-provider';
import { OWN_PAGE, type SignedIn, signedIn } from '../support/people';
import { Visitor } from '../support/visitor';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };

let provider: OpenidProvider;
let house: House;
let approver: SignedIn;
beforeAll(async () => {
  provider = await OpenidProvider.start();
  house = await openHouse({ openid: provider.ground, isBegun: false });
  await provider.serve(house.url);
  approver = await signedIn(house, { roles: ['approver'] });
}, 60_000);
afterAll(async () => {
  await house.close();
  await provider.stop();
});

const send = (path: string, fields: Record<string, string>, cookie: string): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { ...BROWSER, cookie },
  });
const see = async (path: string, cookie: string): Promise<string> =>
  (await fetch(`${house.url}${path}`, { headers: { ...BROWSER, cookie }, redirect: 'manual' })).text();
const cookiesOf = (answer: Response): string[] => answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');

describe('The sheet, by a sign-on anew at the organization', () => {
  it('leads out by a link, comes back to itself, and is signed then', async () => {
    const visitor = new Visitor(house, approver.cookie);
    const begun = await visitor.post('/me/openid');
    const { authorizationUrl } = begun.body as { authorizationUrl: string };
    await visitor.arrive(await new AtProvider().signIn(authorizationUrl, { account: 'approver' }));
    const { id: modelId } = await registered.model(house);
    const { id: functionId } = await registered.function(house, modelId);
    const claim = await registered.claim(house, functionId);
    const opened = await send('/sign', { _key: 'openid-1', table: 'claim', id: claim.id }, approver.cookie);
    const sheet = opened.headers.get('location') ?? '';
    const shown = await see(sheet, approver.cookie);
    expect(shown).toContain('Prove who you are at your organization’s account');
    expect((await send(`${sheet}/sign`, { method: 'openid' }, approver.cookie)).status).toBe(401);

    const left = await send(`${sheet}/openid`, {}, approver.cookie);
    expect(left.status).toBe(200);
    const page = await left.text();
    const href = (/href="(http[^"]+\/auth\?[^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
    const back = await new AtProvider().signIn(href, { account: 'approver' });
    const cookie = [approver.cookie, ...cookiesOf(left)].join('; ');
    const returned = await fetch(back, { headers: { ...BROWSER, cookie }, redirect: 'manual' });
    expect([returned.status, returned.headers.get('location')]).toEqual([303, sheet]);
    const proved = await see(sheet, approver.cookie);
    expect(proved).toContain('You have proved who you are at your organization’s account, for exactly this.');
    const signed = await send(`${sheet}/sign`, { method: 'openid' }, approver.cookie);
    expect([signed.status, signed.headers.get('location')]).toEqual([303, sheet]);
    expect(await see(sheet, approver.cookie)).toContain('You signed: approval');
  }, 60_000);

  it.each(['//evil.example/', 'https://evil.example/', '/a/../../b', '/a?b', ''])(
    'goes on to no such place: %s',
    (next) => {
      expect(nextIn({ cookies: { '__Host-openid-next': next } } as never)).toBeNull();
    },
  );
});
