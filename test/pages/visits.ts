import type { House } from '../support/house';
import { OWN_PAGE } from '../support/people';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };

/** What a browser was answered; it follows nothing here, so that it is seen where it is led. */
export interface Seen {
  readonly status: number;
  readonly location: string | null;
  readonly page: string;
  readonly cookies: readonly string[];
}

/** What forms of the desk carry along. */
const CARRIED = ['_key', '_base', '_opened'];

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** What a hidden field of a page carries. */
export const hidden = (page: string, name: string): string =>
  unescaped(new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '');

/** A browser with the cookies of one person, which keeps those that it is given. */
export class Visitor {
  private readonly jar = new Map<string, string>();

  constructor(
    private readonly house: House,
    cookie = '',
  ) {
    if (cookie !== '') this.keep([cookie]);
  }

  see(path: string): Promise<Seen> {
    return this.ask(path, {});
  }

  send(path: string, fields: Record<string, string> = {}): Promise<Seen> {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** Opens a form, fills it in and sends it with all that it carries along. */
  async fill(path: string, typed: Record<string, string>): Promise<Seen> {
    const { page } = await this.see(path);
    const carried = CARRIED.filter((name) => page.includes(`name="${name}"`)).map((name) => [name, hidden(page, name)]);
    return this.send(path, { ...(Object.fromEntries(carried) as Record<string, string>), ...typed });
  }

  /** Chooses files and sends them. */
  drop(path: string, files: Readonly<Record<string, Buffer>>): Promise<Seen> {
    const form = new FormData();
    for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return this.ask(path, { method: 'POST', body: form });
  }

  private async ask(path: string, init: RequestInit): Promise<Seen> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = cookie === '' ? BROWSER : { ...BROWSER, cookie };
    const answer = await fetch(`${this.house.url}${path}`, { ...init, headers, redirect: 'manual' });
    const cookies = answer.headers.getSetCookie();
    this.keep(cookies);
    const { status } = answer;
    return { status, location: answer.headers.get('location'), page: await answer.text(), cookies };
  }

  private keep(cookies: readonly string[]): void {
    for (const one of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }
}
