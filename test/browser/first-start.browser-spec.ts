import type { Browser, Page } from 'playwright-core';
import { type House, openHouse } from '../support/house';
import { openChromium, withChromium } from './support/chromium';
import { newcomer } from './support/newcomer';
import { VirtualAuthenticator } from './support/virtual-authenticator';

withChromium('Whoever follows a one-time link in a browser', () => {
  let house: House;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    house = await openHouse();
    origin = `http://localhost:${new URL(house.url).port}`;
    browser = await openChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const followed = async (token: string): Promise<{ page: Page; asked: string[]; told: string[] }> => {
    const page = await (await browser.newContext()).newPage();
    const [asked, told]: [string[], string[]] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => told.push(message.text()));
    await VirtualAuthenticator.in(page);
    await page.goto(`${origin}/first-start#${token}`);
    return { page, asked, told };
  };

  it('sends the secret in no address, makes a passkey, signs in with it, accepts the policy and is at his work', async () => {
    const { token } = await newcomer(house);
    const { page, asked, told } = await followed(token);
    expect(await page.inputValue('#token')).toBe(token);
    expect(page.url()).toBe(`${origin}/first-start`);
    await page.click('text=Open the link');
    await page.click('text=Add a passkey');
    await page.waitForSelector('text=Go on to sign in');
    await page.click('text=Go on to sign in');
    await page.click('text=Use a passkey');
    await page.waitForURL(`${origin}/first-start/policy`);
    await page.click('text=Accept, and go to my work');
    await page.waitForURL(`${origin}/`);
    expect(asked.filter((url) => url.includes(token))).toEqual([]);
    expect(told).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('adds and ends a passkey in his account, and puts the page into the dark', async () => {
    const { token } = await newcomer(house);
    const { page } = await followed(token);
    await page.click('text=Open the link');
    await page.click('text=Add a passkey');
    await page.click('text=Go on to sign in');
    await page.click('text=Use a passkey');
    await page.click('text=Not now: go to my work');
    await page.goto(`${origin}/account`);
    await page.check('#theme-dark');
    await page.click('text=Keep this');
    await page.waitForSelector('html[data-bs-theme="dark"]');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toContain('dark');
    const menu = page.locator('details.menu');
    await menu.locator('summary').click();
    expect(await menu.locator('a').allTextContents()).toEqual(['Account', 'Keys']);
    await page.context().close();
  }, 60_000);
});
