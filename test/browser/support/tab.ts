import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { ask, create, get, type PageAnswer } from './in-page';
import { VirtualAuthenticator } from './virtual-authenticator';

type Options = Record<string, unknown>;

/** A page of the service in a browser of somebody’s own, with an authenticator; scripts in it ask as ours do. */
export class Tab {
  private constructor(
    readonly page: Page,
    readonly authenticator: VirtualAuthenticator,
  ) {}

  /**
   * Opens the description of the API: it is the page whose policy lets scripts ask the service. What draws it is left out, which
   * takes a second and is another test's.
   */
  static async open(browser: Browser, origin: string, knowsUser = true): Promise<Tab> {
    const context = await browser.newContext();
    const page = await context.newPage();
    const authenticator = await VirtualAuthenticator.in(page, knowsUser);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setBlockedURLs', { urls: ['*/api/docs/*'] });
    await page.goto(`${origin}/api/docs`, { waitUntil: 'domcontentloaded' });
    return new Tab(page, authenticator);
  }

  post(path: string, body: object = {}): Promise<PageAnswer> {
    return this.page.evaluate(ask, { path: `/api/v1${path}`, method: 'POST', body, key: randomUUID() });
  }

  get(path: string): Promise<PageAnswer> {
    return this.page.evaluate(ask, { path: `/api/v1${path}`, method: 'GET', body: null, key: '' });
  }

  create(options: Options): Promise<Options> {
    return this.page.evaluate(create, options);
  }

  sign(options: Options): Promise<Options> {
    return this.page.evaluate(get, options);
  }

  /** Opens the session that a one-time link leads to. */
  follow(token: string): Promise<PageAnswer> {
    return this.post('/links/use', { token });
  }

  /** Has a passkey made and adds it. */
  async register(name = 'This device'): Promise<PageAnswer> {
    const { body } = await this.post('/me/passkeys/options');
    return this.post('/me/passkeys', { name, response: await this.create(body) });
  }

  /** Signs in with a passkey of the authenticator; a page that lies changes what it was told to ask for. */
  async signIn(lie: Options = {}): Promise<PageAnswer> {
    const { body } = await this.post('/passkeys/options');
    return this.post('/passkeys/sign-in', { response: await this.sign({ ...body, ...lie }) });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** What a browser wrote of a ceremony into what its authenticator signs (WebAuthn L3 §5.8.1). */
export function clientDataIn(made: Options): { type: string; challenge: string; origin: string; crossOrigin: boolean } {
  const { clientDataJSON } = made.response as { clientDataJSON: string };
  return JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as ReturnType<typeof clientDataIn>;
}

/** The bits of what an authenticator says of its user (WebAuthn L3 §6.1). */
export const flagsIn = (made: Options): number =>
  Buffer.from((made.response as { authenticatorData: string }).authenticatorData, 'base64url').readUInt8(32);
