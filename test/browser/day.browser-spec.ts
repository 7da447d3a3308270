import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openChromium, withChromium } from './support/chromium';
import { Demo } from './support/demo';
import { DrawnPages } from './support/drawn-pages';

jest.setTimeout(900_000);

const OUT = join(__dirname, 'out');
/** Icons come in a file of their own. */
const DRAWN_MS = 500;

/** What is answered where the walk decides anew. */
const ANSWERS: Readonly<Record<string, readonly [value: string, reason: string]>> = {
  medicalPurpose: ['true', 'It supports the diagnosis and treatment of adult patients.'],
  users: ['HCP', 'It opens for clinical roles alone.'],
  analysesImageSignalOrPattern: ['false', 'Its inputs are text of the chart.'],
  inputRelevanceWellUnderstood: ['true', 'Guidelines use each kind of input themselves.'],
  singleSpecificOutput: ['false', 'It lists three to seven options with what speaks against each.'],
  directsOrReplacesJudgment: ['false', 'Nothing is ordered or written to the chart by it.'],
  timeCritical: ['false', 'Urgent requests are routed away before the model sees them.'],
  basisIndependentlyReviewable: ['true', 'Each statement shows its source, its date and the missing inputs.'],
};

/** The walk of the README, by clicking alone: a determination that three people sign, and a dossier that proves itself. */
withChromium('From the demo, a newcomer', () => {
  let demo: Demo;
  let browser: Browser;
  let specialist: Page;
  let dossier: string;

  beforeAll(async () => {
    mkdirSync(OUT, { recursive: true });
    [demo, browser] = await Promise.all([Demo.open(), openChromium()]);
    specialist = (await demo.signIn(browser, 'demo-specialist')).page;
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  const pictured = async (page: Page, name: string): Promise<void> => {
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(DRAWN_MS);
    await page.screenshot({ path: join(OUT, `${name}.png`) });
  };
  const follow = async (page: Page, name: string | RegExp): Promise<void> => {
    const link = page
      .locator('main')
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first();
    await Promise.all([page.waitForEvent('load'), link.click()]);
  };
  const press = async (page: Page, name: string | RegExp): Promise<void> => {
    const button = page.locator('main').getByRole('button', { name }).first();
    await Promise.all([page.waitForEvent('load'), button.click()]);
  };

  /** Signs what the page shows, with the password and a code that was not used yet; a later signature needs no code. */
  const sign = async (page: Page, userName: string): Promise<void> => {
    await press(page, 'Sign');
    expect(await page.textContent('h1')).toContain('Sign ');
    for (let tries = 0; tries < 3; tries += 1) {
      await page.fill('#password', demo.account(userName).password);
      await page.fill('#code', tries === 0 ? '' : demo.code(userName, 1));
      await Promise.all([page.waitForEvent('load'), page.locator('[data-sign="form"] .btn-primary').click()]);
      if ((await page.textContent('h1'))?.startsWith('You signed')) return;
      await page.waitForTimeout(30_500 - (Date.now() % 30_000));
    }
    throw new Error(await page.innerText('main'));
  };

  it('decides a function again, one criterion a screen, and signs it', async () => {
    await pictured(specialist, '1-my-work');
    await specialist.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click();
    await follow(specialist, 'Meridian Clinical');
    await follow(specialist, /2\.0\.0/);
    await specialist.getByRole('link', { name: /^Classification/ }).click();
    await specialist.waitForLoadState('load');
    const decision = specialist.locator('main a[href^="/classifications/"]').first();
    await Promise.all([specialist.waitForURL(/\/classifications\//), decision.click()]);
    await follow(specialist, 'Decide again');
    await Promise.all([specialist.waitForEvent('load'), specialist.locator('.sheet .btn-primary').click()]);
    for (let screen = 0; screen < 40 && !specialist.url().endsWith('/memo'); screen += 1) {
      const fact = new URL(specialist.url()).pathname.split('/').at(-1) ?? '';
      const [value, reason] = ANSWERS[fact] ?? [];
      if (value !== undefined) await specialist.check(`#f-${fact}-value-${value}`);
      if (reason !== undefined) await specialist.fill(`[name="${fact}.rationale"]`, reason);
      if (fact === 'singleSpecificOutput') await pictured(specialist, '2-one-criterion');
      await Promise.all([specialist.waitForEvent('load'), specialist.keyboard.press('Control+Enter')]);
    }
    expect(await specialist.textContent('h1')).toContain('Not a device, FD&C 520(o)(1)(E)');
    await pictured(specialist, '3-memo');
    await specialist.fill('#memo-reason', 'Every criterion is met as the function is configured');
    await Promise.all([
      specialist.waitForURL(/\/classifications\/[0-9a-f-]{36}$/),
      specialist.getByRole('button', { name: 'Record the decision' }).last().click(),
    ]);
    const address = specialist.url();
    await sign(specialist, 'demo-specialist');
    for (const userName of ['demo-reviewer', 'demo-approver']) {
      const { page, context } = await demo.signIn(browser, userName);
      await page.goto(address);
      if (userName === 'demo-approver') {
        await press(page, 'Sign');
        await pictured(page, '4-signature');
        await page.goto(address);
      }
      await sign(page, userName);
      await context.close();
    }
    await specialist.goto(address);
    expect(await specialist.innerText('.byline')).toContain('Signed');
  });

  it('issues a dossier, and anybody can check it', async () => {
    await specialist.goto(`${demo.origin}/models`);
    await follow(specialist, 'Meridian Clinical');
    await follow(specialist, /2\.0\.0/);
    await follow(specialist, 'Dossier readiness');
    await specialist.fill('main form textarea', 'Issued in the walk');
    await press(specialist, 'Issue the dossier');
    for (let tries = 0; tries < 60 && !/\/dossiers\/[0-9a-f-]{36}/.test(specialist.url()); tries += 1) {
      const done = specialist.locator('main a[href^="/dossiers/"]').first();
      if ((await done.count()) > 0) await Promise.all([specialist.waitForEvent('load'), done.click()]);
      else await specialist.waitForTimeout(1000);
    }
    await pictured(specialist, '5-dossier');
    expect(await specialist.textContent('h1')).toMatch(/PD-\d{4}-000002/);
    const [download] = await Promise.all([
      specialist.waitForEvent('download'),
      specialist.locator('main a[href$="/pdf"], main a[download]').first().click(),
    ]);
    dossier = join(OUT, 'dossier.pdf');
    await download.saveAs(dossier);
    const anybody = await browser.newPage();
    await anybody.goto(`${demo.origin}/verify`);
    await anybody.setInputFiles('input[type=file]', dossier);
    await Promise.all([anybody.waitForEvent('load'), anybody.locator('main button[type=submit]').first().click()]);
    expect(await anybody.innerText('main')).toContain('Unchanged');
  });

  it('sees the same pages by another engine, none of them empty', async () => {
    const pages = await DrawnPages.open(browser, readFileSync(dossier));
    const sections = await pages.sections();
    expect(sections.map(([title]) => title)).toEqual(expect.arrayContaining(['Contents', '9 Signatures', '10 Gaps']));
    const dark: number[] = [];
    for (let number = 1; number <= pages.count; number += 1) dark.push(await pages.draw(number));
    expect(dark.filter((share) => share < 0.002)).toEqual([]);
    mkdirSync(join(OUT, 'dossier'), { recursive: true });
    for (const number of new Set([1, ...sections.map(([, page]) => page)])) {
      await pages.draw(number, 1.4);
      await pages.keep(join(OUT, 'dossier', `p-${String(number).padStart(2, '0')}.png`));
    }
    await pages.close();
  });

  it('is an auditor, who downloads what was given and checks it, and finds nothing else', async () => {
    const { page, context } = await demo.signIn(browser, 'demo-auditor');
    await follow(page, /PD-\d{4}-000001/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('main a[href$="/pdf"], main a[download]').first().click(),
    ]);
    const file = join(OUT, 'audited.pdf');
    await download.saveAs(file);
    await follow(page, 'Verify here');
    await page.goto(`${demo.origin}/verify`);
    await page.setInputFiles('input[type=file]', file);
    await Promise.all([page.waitForEvent('load'), page.locator('main button[type=submit]').first().click()]);
    const verdict = await page.innerText('main');
    expect(verdict).toContain('Unchanged');
    expect(verdict).toContain('A later dossier');
    expect((await page.goto(`${demo.origin}/people`))?.status()).toBe(403);
    await context.close();
  });
});

declare const document: { readonly fonts: { readonly ready: Promise<unknown> } };
