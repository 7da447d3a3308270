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
