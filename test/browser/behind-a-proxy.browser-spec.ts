import type { Browser } from 'playwright-core';
import { type House, openHouse } from '../support/house';
import { startTlsProxy, type TlsProxy } from '../support/tls-proxy';
import { openChromium, withChromium } from './support/chromium';
import { knowsPasskeys } from './support/in-page';
import { newcomer } from './support/newcomer';
import { clientDataIn, Tab } from './support/tab';

const NAME = 'predicate.example';
/** Names are not looked up: this one is the proxy on this machine. */
const MAPPED = `--host-resolver-rules=MAP ${NAME} 127.0.0.1`;

withChromium('In Chromium, by HTTPS and a proxy,', () => {
  let proxy: TlsProxy;
  let house: House;
  let browser: Browser;
  let tab: Tab;
  let token: string;

  beforeAll(async () => {
    proxy = await startTlsProxy(NAME);
    house = await openHouse({ ownOrigin: proxy.origin, trustedProxies: ['127.0.0.1/32'] });
    proxy.leadsTo(house.url);
    browser = await openChromium([MAPPED, `--ignore-certificate-errors-spki-list=${proxy.keyDigest}`]);
    ({ token } = await newcomer(house));
    tab = await Tab.open(browser, proxy.origin);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await proxy.close();
    await house.close();
  });

  it('a passkey is made and signs in under the name that people know', async () => {
    expect((await tab.follow(token)).status).toBe(201);
    expect((await tab.register()).status).toBe(201);
    const { body: options } = await tab.post('/passkeys/options');
    expect(options.rpId).toBe(NAME);
    const response = await tab.sign(options);
    expect(clientDataIn(response)).toMatchObject({ origin: proxy.origin, crossOrigin: false });
    expect((await tab.post('/passkeys/sign-in', { response })).status).toBe(201);
    expect(await tab.get('/me')).toMatchObject({ status: 200, body: { via: 'session' } });
  });

  it('the cookie goes by HTTPS alone, to that name alone', async () => {
    const cookies = await tab.page.context().cookies();
    expect(cookies).toMatchObject([
      { name: '__Host-sid', domain: NAME, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
    ]);
  });

  it('a browser that was here asks by plain HTTP no more', async () => {
    const page = await tab.page.context().newPage();
    await expect(page.goto(`${proxy.plainOrigin}/api/v1/me`)).rejects.toThrow(/ERR_SSL_PROTOCOL_ERROR/);
    await page.close();
  });

  it('a page that came by plain HTTP is refused, and knows no passkeys', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const answered = await page.goto(`${proxy.plainOrigin}/api/docs`);
    expect([answered?.status(), (await answered?.json()) as object]).toMatchObject([
      403,
      { type: '/problems/https-required' },
    ]);
    expect(await page.evaluate(knowsPasskeys)).toBe(false);
    await context.close();
  });

  it('a page of the service under another name is no page of the service', async () => {
    const { port } = new URL(house.url);
    const other = await Tab.open(browser, `http://localhost:${port}`);
    const refused = { status: 403, body: { type: '/problems/csrf' } };
    expect(await other.post('/passkeys/options')).toMatchObject(refused);
    expect(await other.post('/links/use', { token })).toMatchObject(refused);
    expect(await other.page.context().cookies()).toEqual([]);
    await other.close();
  });
});

withChromium('In Chromium, by plain HTTP elsewhere than on this machine,', () => {
  let house: House;
  let browser: Browser;
  beforeAll(async () => {
    house = await openHouse();
    browser = await openChromium([MAPPED]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('nobody signs in: no passkey is known, no session is opened, no cookie is kept', async () => {
    const { token } = await newcomer(house);
    const tab = await Tab.open(browser, `http://${NAME}:${new URL(house.url).port}`);
    expect(await tab.page.evaluate(knowsPasskeys)).toBe(false);
    const refused = { status: 403, body: { type: '/problems/csrf' } };
    expect(await tab.post('/links/use', { token })).toMatchObject(refused);
    expect(await tab.post('/passkeys/options')).toMatchObject(refused);
    const said = { userName: 'somebody', password: 'x'.repeat(20), code: '123456' };
    expect(await tab.post('/sessions', said)).toMatchObject(refused);
    expect(await tab.page.context().cookies()).toEqual([]);
    await tab.close();
  });
});
