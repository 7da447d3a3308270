import type { Browser, BrowserContext, Page } from 'playwright-core';
import { codeAt } from '../../../src/access/credentials/totp.rules';
import { Checkout } from '../../cli/fixtures/checkout';

interface Account {
  readonly userName: string;
  readonly password: string;
  /** Of the authenticator app, in base 32. */
  readonly secret: string;
}

const ACCOUNT = /^ {2}(demo-[a-z-]+)\s+(\S+)\s+([A-Z2-7]{32})$/gm;
const STEP_MS = 30_000;

/** The demo as a newcomer starts it, with the accounts that it prints. */
export class Demo {
  private constructor(
    private readonly checkout: Checkout,
    private readonly dataDir: string,
    readonly origin: string,
    private readonly accounts: ReadonlyMap<string, Account>,
  ) {}

  static async open(): Promise<Demo> {
    const checkout = new Checkout();
    const dataDir = checkout.path('data');
    const running = checkout.start(['demo', '--port', '0', '--out', checkout.path('out')], {
      PREDICATE_DATA_DIR: dataDir,
    });
    for (let tries = 0; tries < 2; tries += 1) await running.said(/Ctrl-C ends it/).catch(() => undefined);
    const [, port = ''] = await running.said(/goes on at http:\/\/[^:]+:(\d+);/);
    const accounts = [...running.words.matchAll(ACCOUNT)].map(
      ([, userName = '', password = '', secret = '']): [string, Account] => [userName, { userName, password, secret }],
    );
    return new Demo(checkout, `${dataDir}/demo`, `http://localhost:${port}`, new Map(accounts));
  }

  /** A browser of somebody's own, signed in by the page with the password and the code of the app. */
  async signIn(browser: Browser, userName: string): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    // A code that the demo itself signed with a moment ago is not taken again: then the next one is.
    for (let tries = 0; tries < 3; tries += 1) {
      if (tries > 0) await page.waitForTimeout(STEP_MS - (Date.now() % STEP_MS) + 500);
      await page.goto(`${this.origin}/sign-in`);
      await page.fill('#userName', userName);
      await page.fill('#password', this.account(userName).password);
      await page.fill('#code', this.code(userName, 1));
      await Promise.all([page.waitForEvent('load'), page.click('button[type=submit]')]);
      if (new URL(page.url()).pathname === '/') return { context, page };
    }
    throw new Error(`${userName} was not let in: ${await page.innerText('main')}`);
  }

  account(userName: string): Account {
    const found = this.accounts.get(userName);
    if (found === undefined) throw new Error(`The demo printed no account ${userName}`);
    return found;
  }

  /** The code that the app shows; `later` steps of thirty seconds on, for one that was not used yet. */
  code(userName: string, later = 0): string {
    return codeAt(this.account(userName).secret, new Date(Date.now() + later * STEP_MS));
  }

  close(): Promise<void> {
    return this.checkout.remove(this.dataDir);
  }
}
