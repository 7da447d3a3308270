import type { Browser, Page } from 'playwright-core';
import { freshCode } from '../support/fresh-code';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { type Enrolled, signedIn } from '../support/people';
import { openChromium, withChromium } from './support/chromium';
import { inaccessible } from './support/accessible';

/** More stops than a page has. */
const MOST_STOPS = 120;
const ANSWERS: Readonly<Record<string, string>> = {
  medicalPurpose: 'true',
  users: 'HCP',
  analysesImageSignalOrPattern: 'false',
  inputRelevanceWellUnderstood: 'true',
  singleSpecificOutput: 'false',
  directsOrReplacesJudgment: 'false',
  timeCritical: 'false',
  basisIndependentlyReviewable: 'true',
};

withChromium('In Chromium, a classification', () => {
  let house: House;
  let browser: Browser;
  let origin: string;
  let specialist: Enrolled;
  let page: Page;

  beforeAll(async () => {
    house = await openHouse({ isBegun: false });
    origin = `http://localhost:${new URL(house.url).port}`;
    browser = await openChromium();
    specialist = await signedIn(house, { roles: ['specialist'] });
    page = await (await browser.newContext()).newPage();
    await page.goto(`${origin}/sign-in`);
    await page.fill('#userName', specialist.userName);
    await page.fill('#password', specialist.password);
    await page.fill('#code', await freshCode(house, specialist));
    await Promise.all([page.waitForURL(`${origin}/`), page.press('#code', 'Enter')]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const isAt = (selector: string): Promise<boolean> =>
    page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector);
  /** Goes on with Tab until it is there; whatever a mouse reaches, this does. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await isAt(selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${selector} cannot be reached by Tab`);
  };
  const goOn = (): Promise<unknown> => Promise.all([page.waitForNavigation(), page.keyboard.press('Control+Enter')]);
  const factNow = (): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

  /** Answers a question with its reason: the radio by the keys, the words by typing. */
  const answer = async (fact: string, value: string): Promise<void> => {
    await tabTo(`[name^="${fact}.value"]`);
    if (value === 'false') await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await page.isChecked(`#f-${fact}-value-${value}`)).toBe(true);
    await tabTo(`[name="${fact}.rationale"]`);
    await page.keyboard.type('It is so specified');
  };

  it('is made by the keyboard alone, from the first question to what is recorded', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.function(house, modelId);
    await registered.intendedUse(house, id);
    await page.goto(`${origin}/functions/${id}/classifications/new`);
    expect(await inaccessible(page)).toEqual([]);
    await tabTo('.sheet .btn-primary');
    await Promise.all([page.waitForURL(/\/function$/), page.keyboard.press('Enter')]);
    for (let screen = 0; screen < 30 && factNow() !== 'memo'; screen += 1) {
      const fact = factNow();
      const value = ANSWERS[fact];
      if (value !== undefined) await answer(fact, value);
      if (['function', 'inputKinds', 'singleSpecificOutput'].includes(fact))
        expect(await inaccessible(page)).toEqual([]);
      await goOn();
    }
    expect(await page.textContent('h1')).toContain('Not a device, FD&C 520(o)(1)(E)');
    expect(await inaccessible(page)).toEqual([]);
    await tabTo('#memo-reason');
    await page.keyboard.type('Each criterion is met');
    await Promise.all([page.waitForURL(/\/classifications\/[0-9a-f-]{36}$/), page.keyboard.press('Control+Enter')]);
    const { body } = await house.staff.get(`/api/v1/functions/${id}/classifications`).expect(200);
    expect(body).toMatchObject({
      items: [{ decidedOutcome: 'NOT_DEVICE_520o_E', decisionReason: 'Each criterion is met' }],
    });
  }, 240_000);

  it('shows what an answer comes to before it is saved, and has it still when one comes back', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.function(house, modelId);
    const address = `${origin}/functions/${id}/classifications/new/CDS-2026-01-29/administrativeOnly`;
    await page.goto(address);
    expect(await page.textContent('.outcome strong')).toBe('Undetermined');
    await page.check('#f-administrativeOnly-value-true');
    await page.locator('.outcome strong', { hasText: '520(o)(1)(A)' }).waitFor();
    await page.locator('[data-live="kept"]', { hasText: 'Draft kept on' }).waitFor();
    await page.goto(`${origin}/`);
    await page.goto(address);
    expect(await page.isChecked('#f-administrativeOnly-value-true')).toBe(true);
  }, 120_000);
});

declare const document: { readonly activeElement: { matches(selector: string): boolean } | null };
