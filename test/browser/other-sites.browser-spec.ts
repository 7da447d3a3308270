import type { Browser } from 'playwright-core';
import { type House, openHouse } from '../support/house';
import { countOf } from '../support/trail';
import { openChromium, withChromium } from './support/chromium';
import { get } from './support/in-page';
import { newcomer } from './support/newcomer';
import { openOtherSite, type OtherSite } from './support/other-site';
import { Tab } from './support/tab';

const COOKIE = '__Host-sid';

withChromium('A page of somebody else, in a browser of who is signed in,', () => {
  let house: House;
  let browser: Browser;
  let origin: string;
  let site: OtherSite;
  let tab: Tab;
  let personId: string;

  beforeAll(async () => {
    house = await openHouse();
    origin = `http://localhost:${new URL(house.url).port}`;
    [browser, site] = [await openChromium(), await openOtherSite()];
    const person = await newcomer(house);
    personId = person.id;
    tab = await Tab.open(browser, origin);
    await tab.follow(person.token);
    await tab.register();
    expect((await tab.signIn()).status).toBe(201);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.close();
    await house.close();
  });

  /** Another site, and another origin of the same site, which browsers treat otherwise. */
  const PLACES = [
    ['another site', '127.0.0.1', 'cross-site'],
    ['another port of this name', 'localhost', 'same-site'],
  ] as const;

  /** Opens the page of the other site beside the one of the service, in the same browser. */
  const beside = async (hostname: string) => {
    const page = await tab.page.context().newPage();
    await page.goto(`http://${hostname}:${site.port}/`);
    return page;
  };
  const formTo = (path: string, enctype: string): string => `<!doctype html><title>Win</title>
    <form method="post" enctype="${enctype}" action="${origin}/api/v1${path}">
      <input name='{"reason":"x","a' value='":"b"}'></form>`;

  it.each(PLACES)('sends a form from %s (%s) to no effect', async (_, hostname, fetchSite) => {
    for (const path of ['/me/totp', '/me/passkeys/options', '/organizations']) {
      for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        site.shows(formTo(path, enctype));
        const page = await beside(hostname);
        const [events, secrets] = [await countOf(house, 'audit_event'), await countOf(house, 'held_secret')];
        const answered = page.waitForResponse((response) => response.url() === `${origin}/api/v1${path}`);
        await page.evaluate('document.forms[0].submit()');
        const response = await answered;
        const headers = await response.request().allHeaders();
        expect(headers['sec-fetch-site']).toBe(fetchSite);
        // Lax keeps the cookie from another site; from another port of the same name the browser sends it.
        expect(headers.cookie?.includes(COOKIE) ?? false).toBe(fetchSite === 'same-site');
        expect([403, 415]).toContain(response.status());
        expect([await countOf(house, 'audit_event'), await countOf(house, 'held_secret')]).toEqual([events, secrets]);
        await page.close();
      }
    }
  });

  it.each(PLACES)('reads nothing from %s', async (_, hostname) => {
    site.shows('<!doctype html><title>Curious</title>');
    const page = await beside(hostname);
    const reading = page.evaluate(
      (url) => fetch(url, { credentials: 'include' }).then((response) => response.text()),
      `${origin}/api/v1/me`,
    );
    await expect(reading).rejects.toThrow(/Failed to fetch/);
    const writing = page.evaluate(
      (url) =>
        fetch(url, {
          ...{ method: 'POST', credentials: 'include', body: '{}' },
          headers: { 'content-type': 'application/json', 'idempotency-key': 'x' },
        }).then((response) => response.text()),
      `${origin}/api/v1/me/totp`,
    );
    await expect(writing).rejects.toThrow(/Failed to fetch/);
    await page.close();
  });

  it('that may ask for a passkey of this name, on another port, gets one that opens nothing', async () => {
    site.shows('<!doctype html><title>Sign in</title>');
    const { body: options } = await tab.post('/passkeys/options');
    const thief = await Tab.open(browser, `http://localhost:${site.port}`);
    for (const passkey of await tab.authenticator.held()) {
      await thief.authenticator.take({ ...passkey, signCount: 1000 });
    }
    const response = await thief.page.evaluate(get, options);
    const before = await countOf(house, 'session');
    const answer = await tab.post('/passkeys/sign-in', { response });
    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/authentication-failed' } });
    expect(await countOf(house, 'session')).toBe(before);
    await thief.close();
  });

  it('leads to the service, where the session of its person is still his', async () => {
    site.shows(`<!doctype html><title>Link</title><a href="${origin}/api/v1/me">Look</a>`);
    const page = await beside('127.0.0.1');
    const answered = page.waitForResponse(`${origin}/api/v1/me`);
    await page.click('a');
    const response = await answered;
    expect([response.status(), ((await response.json()) as { id: string }).id]).toEqual([200, personId]);
    await page.close();
  });
});
