import type { House } from './house';
import { OWN_PAGE } from './people';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };

export interface Shown {
  readonly status: number;
  /** Where it leads. */
  readonly location: string;
  readonly page: string;
}

/** Somebody who works by pages alone, without a script. */
export interface AtForms {
  see(path: string): Promise<Shown>;
  /** Opens a form, fills it in and sends it with all that it carries along. */
  fill(path: string, typed: Record<string, string>): Promise<Shown>;
  /** Sends fields as they are. */
  send(path: string, fields: Record<string, string>): Promise<Shown>;
  /** Chooses files and sends them. */
  drop(path: string, files: Readonly<Record<string, Buffer>>, fields?: Record<string, string>): Promise<Shown>;
}

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

const carriedBy = (page: string): Record<string, string> =>
  Object.fromEntries(
    ['_key', '_base', '_opened']
      .filter((name) => page.includes(`name="${name}"`))
      .map((name) => [name, hidden(page, name)]),
  );

export function atForms(house: House, cookie: string): AtForms {
  const asked = async (path: string, init: RequestInit): Promise<Shown> => {
    const answer = await fetch(`${house.url}${path}`, { ...init, headers: { ...BROWSER, cookie }, redirect: 'manual' });
    return { status: answer.status, location: answer.headers.get('location') ?? '', page: await answer.text() };
  };
  const see = (path: string) => asked(path, {});
  const send = (path: string, fields: Record<string, string>) =>
    asked(path, { method: 'POST', body: new URLSearchParams(fields) });
  return {
    ...{ see, send },
    fill: async (path, typed) => send(path, { ...carriedBy((await see(path)).page), ...typed }),
    drop: (path, files, fields = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return asked(path, { method: 'POST', body: form });
    },
  };
}
