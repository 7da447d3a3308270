import type { Browser, Page } from 'playwright-core';
import { type CarriedSignature, faultOfSignature } from '../../src/signatures/proofs/verify-signature.rules';
import { freshCode } from '../support/fresh-code';
import { type Answer, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { type Enrolled, signedIn } from '../support/people';
import { openChromium, withChromium } from './support/chromium';
import { inaccessible } from './support/accessible';
import { Tab } from './support/tab';

withChromium('In Chromium, the pages', () => {
  let house: House;
  let browser: Browser;
  let origin: string;
  let approver: Enrolled;
  let tab: Tab;
  let page: Page;
  let model: Answer;

  beforeAll(async () => {
    house = await openHouse({ isBegun: false });
    origin = `http://localhost:${new URL(house.url).port}`;
    browser = await openChromium();
    model = await registered.model(house);
    approver = await signedIn(house, { roles: ['approver'] });
    tab = await Tab.open(browser, origin);
    page = tab.page;
    await enter(page, approver);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const enter = async (at: Page, person: Enrolled): Promise<void> => {
    await at.goto(`${origin}/sign-in`);
    await at.fill('#userName', person.userName);
    await at.fill('#password', person.password);
    await at.fill('#code', await freshCode(house, person));
    await Promise.all([at.waitForURL(`${origin}/`), at.press('#code', 'Enter')]);
  };
  const claimed = async (): Promise<Answer> => {
    const { id } = await registered.function(house, model.id);
    return registered.claim(house, id);
  };
  const signatureOf = async (recordId: string): Promise<CarriedSignature & { method: string; meaning: string }> => {
    const { body } = await house.staff.get(`/api/v1/signatures?recordId=${recordId}`).expect(200);
    const { items } = body as { items: (CarriedSignature & { method: string; meaning: string })[] };
    expect(items).toHaveLength(1);
    return items[0];
  };
  /** Opens the sheet of a claim from My work, as one does. */
  const opened = async ({ id }: Answer): Promise<void> => {
    await page.goto(`${origin}/`);
    const button = page.locator('form', { has: page.locator(`input[value="${id}"]`) }).getByRole('button');
    await Promise.all([page.waitForURL(/\/signature-requests\/[0-9a-f-]{36}$/), button.click()]);
  };

  it('lead from My work to the sheet, which is signed with password and code', async () => {
    const claim = await claimed();
    await opened(claim);
    expect(await inaccessible(page)).toEqual([]);
    expect(await page.textContent('h1')).toContain('Sign revision 1 of the claim CL-');
    await page.fill('#password', 'not the password at all');
    await page.fill('#code', '000000');
    await Promise.all([page.waitForURL(/\/sign$/), page.press('#code', 'Enter')]);
    expect(await page.textContent('[role=alert]')).toContain('The password or the code is wrong');
    expect(await inaccessible(page)).toEqual([]);
    await page.fill('#password', approver.password);
    await page.fill('#code', await freshCode(house, approver));
    await Promise.all([page.waitForURL(/\/signature-requests\/[0-9a-f-]{36}$/), page.press('#code', 'Enter')]);
    expect(await page.textContent('h1')).toBe('You signed: approval');
    expect(await inaccessible(page)).toEqual([]);
    const signature = await signatureOf(claim.id);
    expect([signature.method, signature.meaning, faultOfSignature(signature)]).toEqual(['password', 'approval', null]);
    expect(await page.textContent('main')).toContain(signature.payloadSha256);
  }, 120_000);

  it('have a passkey sign exactly what the sheet shows', async () => {
    expect((await tab.register()).status).toBe(201);
    const claim = await claimed();
    await opened(claim);
    const digest = await page.textContent('.leaf-foot .digest');
    const button = page.locator('[data-sign="passkey"] button');
    await button.waitFor({ state: 'visible' });
    expect(await inaccessible(page)).toEqual([]);
    await tab.authenticator.verifiesUser(false);
    await button.click();
    await page.locator('[data-sign="refused"]', { hasText: 'nothing was signed' }).waitFor();
    await tab.authenticator.verifiesUser(true);
    await button.click();
    await page.getByRole('heading', { name: 'You signed: approval' }).waitFor();
    const signature = await signatureOf(claim.id);
    expect([signature.method, signature.payloadSha256, faultOfSignature(signature)]).toEqual(['passkey', digest, null]);
  }, 120_000);

  it('reject with a reason, and tell who can when one cannot', async () => {
    const claim = await claimed();
    await opened(claim);
    await page.getByText('Reject it, with a reason').click();
    await page.fill('#reject-reason', 'The population is not the one of the labeling');
    const rejects = page.getByRole('button', { name: 'Look at the rejection' });
    await Promise.all([page.waitForNavigation(), rejects.click()]);
    expect(await page.textContent('.leaf')).toContain('The population is not the one of the labeling');
    expect(await inaccessible(page)).toEqual([]);
    const mine = await registered.function(house, model.id);
    await registered.intendedUse(house, mine.id);
    const decided = await registered.classification(house, mine.id);
    await page.evaluate((id) => {
      const form = document.querySelector('form[action="/sign"]') as unknown as {
        elements: Record<string, { value: string }>;
        submit(): void;
      };
      Object.assign(form.elements.table ?? {}, { value: 'classification' });
      Object.assign(form.elements.id ?? {}, { value: id });
      form.submit();
    }, decided.id);
    await page.waitForURL(`${origin}/sign`);
    expect(await page.textContent('h1')).toBe('This step is not open');
    expect(await page.textContent('aside')).toContain('Authorship by a regulatory specialist');
    expect(await inaccessible(page)).toEqual([]);
  }, 120_000);
});

declare const document: { querySelector(selector: string): object | null };
