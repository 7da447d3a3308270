import type { House } from './house';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** A page as a browser got it. */
export interface Seen {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly page: string;
}

/** A browser that follows nothing, in the session of somebody. */
export class Looking {
  constructor(
    private readonly house: House,
    private readonly headers: Record<string, string>,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.ask(path, { headers });
  }

  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Seen> {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  private async ask(
    path: string,
    { headers, ...init }: RequestInit & { headers: Record<string, string> },
  ): Promise<Seen> {
    const answer = await fetch(`${this.house.url}${path}`, {
      ...{ redirect: 'manual', ...init },
      headers: { ...BROWSER, ...this.headers, ...headers },
    });
    return {
      ...{ status: answer.status, location: answer.headers.get('location'), headers: answer.headers },
      page: await answer.text(),
    };
  }
}

/** The value of a hidden field. */
export const hiddenIn = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** Where the links of a page lead whose text begins so. */
export const linkIn = (page: string, text: string): string =>
  new RegExp(`<a[^>]*href="([^"]*)"[^>]*>(?:<svg[^>]*>.*?</svg>\\s*)?${text}`)
    .exec(page)?.[1]
    ?.replaceAll('&amp;', '&') ?? '';
