import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { OpenidGround } from '../../src/access/openid/openid-ground';

const SCRIPT = join(__dirname, 'fixtures/openid-provider.ts');
const HOOK = join(__dirname, 'swc-require.cjs');

/** Who signs in at the provider, and how that is to look. */
export interface Login {
  /** Nobody, where it is left out: the provider then says that access was denied. */
  readonly account?: string;
  readonly acr?: string;
  /** When he is to have proved himself, in seconds since 1970. */
  readonly at?: number;
}

/** A real `oidc-provider` in a process of its own. */
export class OpenidProvider {
  private constructor(
    private readonly child: ChildProcess,
    readonly ground: OpenidGround,
  ) {}

  static async start(own: Partial<OpenidGround> = {}): Promise<OpenidProvider> {
    const child = fork(SCRIPT, [], { execArgv: ['-r', HOOK], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let complaint = '';
    child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The provider ended: ${complaint}`);
    });
    ended.catch(() => undefined);
    const [{ issuer }] = (await Promise.race([once(child, 'message'), ended])) as [{ issuer: string }];
    const ground = { issuer, clientId: 'predicate', clientSecret: 'a secret+of/the:client', acr: null, ...own };
    return new OpenidProvider(child, ground);
  }

  /** From now on it sends people back to the service at this address. */
  async serve(origin: string): Promise<void> {
    const { clientId, clientSecret } = this.ground;
    this.child.send({ origin, clientId, clientSecret });
    await once(this.child, 'message');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}

/** A browser at the provider: it follows redirections and keeps cookies, and nobody reads what is on the pages. */
export class AtProvider {
  private readonly cookies = new Map<string, string>();

  /** Signs in, and gives the address to which the provider sends the browser back. */
  async signIn(authorizationUrl: string, login: Login): Promise<URL> {
    const { origin } = new URL(authorizationUrl);
    let url = new URL(authorizationUrl);
    for (let steps = 0; url.origin === origin; steps += 1) {
      if (steps === 10) throw new Error(`The provider goes on asking at ${url.href}`);
      const { status, headers, text } = await this.ask(url, { headers: headersOf(login) });
      const location = headers.get('location');
      if (location === null) throw new Error(`The provider answered ${status}: ${text.slice(0, 500)}`);
      url = new URL(location, url);
    }
    return url;
  }

  /** Signs out there; the provider tells the service by itself before it answers. */
  async signOut(issuer: string): Promise<void> {
    const asked = await this.ask(new URL('/session/end', issuer));
    const xsrf = /name="xsrf" value="([\w-]+)"/.exec(asked.text)?.[1] ?? '';
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    const { status, text } = await this.ask(new URL('/session/end/confirm', issuer), { method: 'POST', body });
    if (status >= 400) throw new Error(`The provider answered ${status}: ${text.slice(0, 500)}`);
  }

  private async ask(url: URL, init: RequestInit = {}): Promise<{ status: number; headers: Headers; text: string }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

const headersOf = ({ account, acr, at }: Login): Record<string, string> => ({
  ...(account === undefined ? {} : { 'x-account': account }),
  ...(acr === undefined ? {} : { 'x-acr': acr }),
  ...(at === undefined ? {} : { 'x-login-ts': String(at) }),
});
