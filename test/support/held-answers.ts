import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Response, Test } from 'supertest';
import { describe as descriptionOf } from '../../src/app.setup';
import { type Answered, DescribedAnswers } from './described-answers';
import type { Description } from './description';

/** The houses of one test file are of one program, so they have one description. */
let described: DescribedAnswers | null = null;
const houses = new Map<string, NestFastifyApplication>();

const given = globalThis.fetch;

/** What people look at is no part of the API, and is not described. */
const isOfPages = (path: string): boolean => !/^\/(?:api|log|health|problems)(?:\/|$)/.test(path);

/** `fetch` as it was given, whose answers are held like those of the agents. */
const heldFetch: typeof fetch = async (input, init) => {
  const response = await given(input, init);
  const { origin, pathname } = new URL(input instanceof Request ? input.url : input);
  const type = response.headers.get('content-type') ?? '';
  if (isOfPages(pathname) && !type.includes('json')) return response;
  const method = (init?.method ?? 'GET').toUpperCase();
  const text = type.includes('json') && method !== 'HEAD' ? await response.clone().text() : null;
  const answered = { method, address: pathname, status: response.status, text };
  requireDescribed(origin, { ...answered, headers: Object.fromEntries(response.headers) });
  return response;
};

/** From now on what comes from this address is held against the description of the service that stands there. */
export function holdTo(url: string, app: NestFastifyApplication): void {
  houses.set(url, app);
  globalThis.fetch = heldFetch;
}

/** Throws where an answer of a house is not as the description says; other services are not looked at. */
export function requireDescribed(url: string, answered: Answered): void {
  const app = houses.get(url);
  if (app === undefined) return;
  described ??= new DescribedAnswers(JSON.parse(JSON.stringify(descriptionOf(app))) as Description);
  const fault = described.faultOf(answered);
  if (fault !== null) throw new Error(`Not as the API is described: ${fault}`);
}

const answeredOf = (response: Response): Answered => {
  const { method, path } = (response as unknown as { req: { method: string; path: string } }).req;
  const { status, headers, text, body } = response as Omit<Response, 'text'> & { text: string | undefined };
  const said = text ?? (typeof body === 'string' ? body : JSON.stringify(body));
  return {
    method,
    address: path,
    status,
    headers: headers,
    text: method === 'HEAD' ? null : said,
  };
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;
type Asking = Record<(typeof METHODS)[number], (path: string) => Test>;

/** The same agent, whose every answer is held against the description before anything else is said of it. */
export function held<T extends object>(url: string, agent: T): T {
  const asking = agent as unknown as Asking;
  for (const method of METHODS) {
    const ask = asking[method].bind(agent);
    asking[method] = (path) => ask(path).expect((response: Response) => requireDescribed(url, answeredOf(response)));
  }
  return agent;
}
