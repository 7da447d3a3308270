import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { declaredPages } from '../support/declared-pages';
import { inaccessible } from './support/accessible';
import { openChromium, withChromium } from './support/chromium';
import { Demo } from './support/demo';

jest.setTimeout(900_000);

/** Pages that no link of the demo leads to, and why. */
const NOT_LED_TO: Readonly<Record<string, string>> = {
  '/account/sign-in-again': 'one is led there when a session is too old for what is asked',
  '/first-start': 'a one-time link leads there',
  '/first-start/factors': 'the form of a one-time link leads there',
  '/first-start/policy': 'the form of a one-time link leads there',
  '/comments/:id': 'nobody has said anything in the demo',
  '/submissions/:id': 'the demo has none',
  '/submissions/:id/revise': 'the demo has none',
  '/submissions/:id/letters/new': 'the demo has none',
  '/dossier-jobs/:id': 'a button leads to it',
  '/dossiers/:id/changes': 'the demo has one dossier',
  '/signature-requests/:id': 'a button leads to it',
  '/functions/:id/classifications/new/:ruleSet/memo': 'a button leads to it',
  '/functions/:id/classifications/new/:ruleSet/:fact': 'a button leads to it',
  '/search/suggestions': 'a part of a page, asked for while one types',
  '/audit-trail/verifications/:id': 'a button leads to it',
  '/notices/:token': 'only mails lead there',
  '/imports/:id': 'it comes after a file was tried out',
};

/** What is no page of ours: the API, its description, files of pages. */
const NO_PAGE = /^\/(?:api|assets|log|health|problems|calendar)(?:\/|$)/;
const PEOPLE = ['demo-specialist', 'demo-quality-lead', 'demo-approver', 'demo-administrator'];
const MOST = 600;
/** Of one page so many addresses are gone to: the first of people can be one’s own, with nothing to do. */
const most = ({ path }: { readonly path: string }): number => (path === '/people/:id' ? 2 : 1);

const hrefs = (anchors: readonly { readonly href: string; readonly hasDownload: boolean }[]): string[] =>
  anchors.filter(({ hasDownload }) => !hasDownload).map(({ href }) => href);

withChromium('Every page', () => {
  let demo: Demo;
  let browser: Browser;
  const pages = declaredPages();
  const seen = new Map<string, readonly string[]>();
  const broken: string[] = [];
  const consoles: string[] = [];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([Demo.open(), openChromium()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  const linksOf = async (page: Page): Promise<string[]> => {
    const found = await page.$$eval('a[href], form[method="get"], form:not([method])', (all) =>
      all.map((one) => ({
        href: one.getAttribute('href') ?? one.getAttribute('action') ?? '',
        hasDownload: one.hasAttribute('download'),
      })),
    );
    return hrefs(found)
      .map((href) => new URL(href, page.url()))
      .filter(({ origin, pathname }) => origin === demo.origin && !NO_PAGE.test(pathname))
      .map(({ pathname, search }) => `${pathname}${search}`);
  };

  /** Looks at the first address of each page that a person is led to, from page to page. */
  const walk = async (page: Page, from: readonly string[]): Promise<void> => {
    const waiting = [...from];
    const asked = new Set<string>();
    const visits = new Map<string, number>();
    while (waiting.length > 0 && asked.size < MOST) {
      const address = waiting.shift() ?? '/';
      const [path = '/'] = address.split('?');
      const own = pages.find((one) => one.is(path));
      const visited = own === undefined ? 0 : (visits.get(own.path) ?? 0);
      if (asked.has(address) || (own !== undefined && visited >= most(own))) continue;
      asked.add(address);
      if (own === undefined) {
        broken.push(`${page.url()} leads to ${address}, which is no page`);
        continue;
      }
      const answer = await page.goto(`${demo.origin}${address}`);
      if (answer?.status() === 403) continue;
      if (answer?.status() !== 200) broken.push(`${address} is answered with ${answer?.status() ?? 'nothing'}`);
      visits.set(own.path, visited + 1);
      const text = await page.innerText('body');
      if (/\bundefined\b|\[object |\bNaN\b/.test(text)) broken.push(`${address} prints what nobody wrote`);
      waiting.push(...(await linksOf(page)));
      if (!seen.has(own.path)) seen.set(own.path, await inaccessible(page));
    }
  };

  it('is reached by links alone, and every link leads somewhere', async () => {
    for (const person of PEOPLE) {
      const { context, page } = await demo.signIn(browser, person);
      page.on('console', (message) => consoles.push(`${page.url()} ${message.text()}`));
      page.on('pageerror', (error) => consoles.push(`${page.url()} ${error.message}`));
      await walk(page, ['/']);
      await context.close();
    }
    const page = await browser.newPage();
    await walk(page, ['/sign-in', '/verify']);
    const missed = pages.filter(({ path }) => !seen.has(path)).map(({ path }) => path);
    expect({ broken, missed: missed.sort() }).toEqual({ broken: [], missed: Object.keys(NOT_LED_TO).sort() });
  });

  it('is accessible by WCAG 2.2 AA in the light, in the dark and at 320 px', () => {
    const folder = join(__dirname, 'out');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'accessibility.json'), `${JSON.stringify(Object.fromEntries(seen), null, 2)}\n`);
    expect(Object.fromEntries([...seen].filter(([, wrong]) => wrong.length > 0))).toEqual({});
  });

  it('breaks no policy and no script', () => {
    expect(consoles.filter((one) => !one.includes('status of 403'))).toEqual([]);
  });
});
