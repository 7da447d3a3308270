import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Answer, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { sessionOf } from '../support/staff';
import { inaccessible } from './support/accessible';
import { openChromium, withChromium } from './support/chromium';

const LISTS = [
  ...['/models', '/versions', '/organizations', '/functions', '/claims', '/evidence?rows=200', '/classifications'],
  ...['/submissions', '/dossiers', '/signatures', '/audit-trail', '/jobs', '/search?q=kestrel', '/search', '/keys'],
];

withChromium('A list, in a browser', () => {
  let house: House;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let model: Answer;
  const messages: string[] = [];
  beforeAll(async () => {
    house = await openHouse();
    model = await registered.model(house, { name: 'Kestrel triage' });
    const version = await registered.version(house, model.id);
    for (let n = 1; n <= 4; n += 1) await registered.evidence(house, version.id, { title: `Run ${n}` });
    browser = await openChromium();
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const session = { name: '__Host-sid', value: sessionOf(TOKEN), secure: true, httpOnly: true };
    await context.addCookies([{ ...session, url: `https://localhost:${new URL(house.url).port}/` }]);
    page = await context.newPage();
    page.on('console', (message) => messages.push(message.text()));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const go = (path: string) => page.goto(`http://localhost:${new URL(house.url).port}${path}`);
  const focused = (): Promise<string | null> => page.evaluate('document.activeElement.textContent');

  it('is gone through with j and k, opened with Enter, and searched with /', async () => {
    await go('/evidence?sort=number');
    await page.keyboard.press('j');
    expect(await focused()).toBe('EV-0001');
    await page.keyboard.press('j');
    expect(await focused()).toBe('EV-0002');
    await page.keyboard.press('k');
    expect(await focused()).toBe('EV-0001');
    expect(await page.getAttribute('tbody tr:first-child', 'aria-current')).toBe('true');
    await page.keyboard.press('/');
    await page.keyboard.type('jk?e');
    expect(await page.inputValue('[data-list-search]')).toBe('jk?e');
    await go('/models');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/models/${model.id}`);
  });

  it('is left for any record by Ctrl K, a few letters and an arrow', async () => {
    await go('/keys');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('kestr');
    await page.waitForSelector('#found a');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Kestrel triage');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/models/${model.id}`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('kestrel');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=kestrel');
    expect(await focused()).toBe('Kestrel triage');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/models/${model.id}`);
  });

  it('says its keys by ?, and single keys do nothing once they are turned off', async () => {
    await go('/models');
    await page.keyboard.press('?');
    await page.waitForSelector('#keys-dialog[open]');
    expect(await page.textContent('#keys-dialog')).toContain('Open the signature sheet; it never signs by itself');
    await page.keyboard.press('Escape');
    expect(await page.$('#keys-dialog[open]')).toBeNull();
    await go('/keys');
    await page.click('text=Turn single keys off');
    await page.waitForSelector('text=Turn single keys on');
    await go('/models');
    await page.keyboard.press('j');
    await page.keyboard.press('?');
    expect([await page.$('#keys-dialog'), await page.$('tr[aria-current]')]).toEqual([null, null]);
    await page.keyboard.press('Control+k');
    expect(await page.evaluate('document.activeElement.id')).toBe('find');
    await go('/keys');
    await page.click('text=Turn single keys on');
    await page.waitForSelector('text=Turn single keys off');
  });

  it.each(LISTS)('is accessible, with rows and without: %s', async (path) => {
    await go(path);
    expect(await inaccessible(page)).toEqual([]);
  });

  it('breaks no rule of the policy', () => {
    expect(messages.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([]);
  });
});
