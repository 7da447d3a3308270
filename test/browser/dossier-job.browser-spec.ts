import type { Browser, Page } from 'playwright-core';
import { ServiceLog } from '../../src/observability/service-log';
import { type Answer, readyVersion } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { manyEvents } from '../support/many-events';
import { signWhole } from '../support/signing';
import { sessionOf } from '../support/staff';
import { inaccessible } from './support/accessible';
import { openChromium, withChromium } from './support/chromium';

withChromium('The issue of a dossier, in a browser', () => {
  let house: House;
  let browser: Browser;
  let page: Page;
  let version: Answer;
  const messages: string[] = [];
  beforeAll(async () => {
    house = await openHouse({ log: new ServiceLog({ level: 'silent' }) });
    ({ version } = await readyVersion(house));
    await signWhole(house, version.id);
    await manyEvents(house.database.superuser, version.id, 6_000);
    browser = await openChromium();
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const session = { name: '__Host-sid', value: sessionOf(TOKEN), secure: true, httpOnly: true };
    await context.addCookies([{ ...session, url: `https://localhost:${new URL(house.url).port}/` }]);
    page = await context.newPage();
    page.on('console', (message) => messages.push(message.text()));
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('moves with the pages as they are drawn and ends with the dossier, without a reload', async () => {
    const { body } = await house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}).expect(202);
    await page.goto(`http://localhost:${new URL(house.url).port}/dossier-jobs/${(body as { id: string }).id}`);
    await page.evaluate('window.isTheSame = true');
    const place = page.locator('[data-place]');
    await place.filter({ hasText: /^Drawing page \d/ }).waitFor();
    const seen = await place.textContent();
    while ((await place.textContent()) === seen) await page.waitForTimeout(50);
    expect(await inaccessible(page)).toEqual([]);
    await page.waitForSelector('text=Open the dossier', { timeout: 60_000 });
    expect(await page.evaluate('window.isTheSame')).toBe(true);
    expect(messages).toEqual([]);
    await page.goto(`http://localhost:${new URL(house.url).port}/versions/${version.id}/dossier`);
    expect(await page.textContent('form.sheet')).toMatch(/Nothing that it says was changed since PD-\d{4}-\d{6}/);
  });
});
