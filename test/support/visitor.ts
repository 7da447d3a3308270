import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';
import type { House } from './house';
import { OWN_PAGE } from './people';

/** A browser with cookies, on a page of the service or coming back to it from elsewhere. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly house: House,
    cookie = '',
  ) {
    if (cookie !== '') this.take(cookie);
  }

  /** As a page of the service does. */
  async post(path: string, body?: object): Promise<Response> {
    return this.kept(
      await this.with(
        this.house.anybody.post(`/api/v1${path}`).set({ ...OWN_PAGE, 'Idempotency-Key': randomUUID() }),
      ).send(body),
    );
  }

  /** As the person does. */
  get(path: string): Test {
    return this.with(this.house.anybody.get(`/api/v1${path}`));
  }

  /** As whoever is sent here by another site. */
  async arrive(at: URL): Promise<Response> {
    const coming = this.house.anybody.get(`${at.pathname}${at.search}`).set('Sec-Fetch-Site', 'cross-site');
    return this.kept(await this.with(coming).redirects(0));
  }

  has(name: string): boolean {
    return this.cookies.has(name);
  }

  private with(asking: Test): Test {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return cookie === '' ? asking : asking.set('Cookie', cookie);
  }

  private kept(response: Response): Response {
    for (const set of (response.headers['set-cookie'] ?? []) as unknown as string[]) this.take(set);
    return response;
  }

  private take(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
