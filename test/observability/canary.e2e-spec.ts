import { writeFileSync } from 'node:fs';
import type { LogLine } from '../../src/observability/short-line';
import { Checkout, linesOf, type Ran, type Running } from '../cli/fixtures/checkout';
import { organization } from '../support/given';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { HIRED, hire } from '../support/staff';

jest.setTimeout(120_000);

const OPERATOR = 'canary-operator-token-of-forty-letters--';
const TOKEN = 'canary-token-of-the-staff-of-forty-letter';
const checkout = new Checkout();
let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await hire(database.superuser, { ...HIRED.staff, token: TOKEN });
});
afterAll(async () => {
  await checkout.remove();
  await database.drop();
});

const env = (own: Record<string, string> = {}): Record<string, string> => ({
  ...{ DATABASE_URL: database.applicationUrl, PREDICATE_DATA_DIR: checkout.path('data'), PREDICATE_PORT: '0' },
  ...{ PREDICATE_OPERATOR_TOKEN: OPERATOR, PREDICATE_LOG_LEVEL: 'debug' },
  ...own,
});

const listening = async (serve: Running): Promise<string> => (await serve.said(/listens on (http:\S+);/))[1];

/** Whatever was planted is nowhere in what the process said, and neither is the password that it connected with. */
function tellsNothing({ words, out }: Ran): void {
  expect(words + out).not.toMatch(/canary/i);
  const { password } = new URL(database.applicationUrl);
  expect(password.length).toBeGreaterThan(8);
  expect(words + out).not.toContain(password);
}

const recorded = (ran: Ran): LogLine[] => linesOf(ran).map((line) => JSON.parse(line) as LogLine);

/** Asks in every way that may carry a secret; the answers do not matter. */
async function plant(url: string): Promise<void> {
  const json = {
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
    'idempotency-key': 'canary-key-1',
  };
  const bytes = { ...json, 'content-type': 'application/octet-stream', 'repr-digest': 'sha-256=:canary:' };
  const post = (path: string, headers: Record<string, string>, body: unknown) =>
    fetch(`${url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  await fetch(`${url}/api/v1/models`, { headers: json });
  await fetch(`${url}/api/v1/models`, { headers: { authorization: 'Bearer canary-wrong', cookie: 'sid=canary' } });
  await fetch(`${url}/api/v1/models?token=canary&limit=canary`, { headers: { ...json, 'x-request-id': 'canary' } });
  await fetch(`${url}/canary/%0d%0acanary?password=canary`);
  await fetch(`${url}/api/%ff/canary`);
  await fetch(`${url}/api/v1/models/canary`, { headers: json });
  await post('/api/v1/files?name=canary%0Aname.json', bytes, 'canary bytes');
  await post('/api/v1/files?name=canary.json', { ...bytes, 'repr-digest': '' }, 'canary bytes');
  await post('/api/v1/organizations', json, { password: 'canary', otp: 'canary', name: 'canary' });
  await post('/api/v1/sessions', json, { userName: 'canary', password: 'canary pass phrase', code: '123456' });
  await post('/api/v1/sessions', json, { userName: 'canary', password: { canary: 1 }, code: 'canary' });
  await post(
    '/api/v1/me/password',
    { ...json, cookie: '__Host-sid=canary' },
    { password: 'canary', current: 'canary' },
  );
  await post('/api/v1/organizations', json, '{"name": "canary');
  await post('/api/v1/verifications', { 'content-type': 'application/pdf' }, '%PDF-canary');
}

/** Has PostgreSQL fail in words that quote what was sent: a type, a raised message, a lost connection. */
async function fail(url: string): Promise<void> {
  const { superuser } = database;
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const statuses: number[] = [];
  for (const [at, body] of [
    `RAISE EXCEPTION 'not %', NEW.name USING DETAIL = NEW.name, HINT = NEW.name`,
    `PERFORM NEW.name::uuid`,
    `EXECUTE 'SELECT ' || quote_ident(NEW.name)`,
  ].entries()) {
    await superuser.query(
      `CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN ${body}; RETURN NEW; END $$`,
    );
    if (at === 0)
      await superuser.query('CREATE TRIGGER fail BEFORE INSERT ON organization FOR EACH ROW EXECUTE FUNCTION fail()');
    const sent = JSON.stringify(organization({ name: `canary ${at}` }));
    const one = { ...headers, 'idempotency-key': `canary-fail-${at}` };
    statuses.push((await fetch(`${url}/api/v1/organizations`, { method: 'POST', headers: one, body: sent })).status);
  }
  await superuser.query('DROP TRIGGER fail ON organization; DROP FUNCTION fail');
  expect(statuses[0]).toBe(500);
  await superuser.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'predicate' AND datname = current_database()`);
}

describe('The log of predicate serve', () => {
  it('never says a secret that a caller or the configuration brought, and is JSON from the first line to the last', async () => {
    const serve = checkout.start(['serve'], env({ PREDICATE_METRICS_PORT: '0' }));
    const url = await listening(serve);
    const [, metrics = ''] = await serve.said(/Metrics are at (http:[^\s"]+)/);
    await plant(url);
    await fail(url);
    expect(await (await fetch(metrics)).text()).not.toMatch(/canary/i);
    await serve.said(/A connection was lost/);
    const ran = await serve.end('SIGTERM');
    expect(ran.code).toBe(0);
    tellsNothing(ran);
    const lines = recorded(ran);
    expect(lines.filter(({ route }) => route !== undefined).length).toBeGreaterThanOrEqual(14);
    expect(lines.filter(({ error }) => error?.code === 'P0001')).toHaveLength(1);
    expect(lines.filter(({ error }) => error?.code === '57P01')).not.toEqual([]);
    expect(lines.filter(({ level, requestId }) => level === 'error' && requestId === undefined)).toEqual([]);
  });

  it('says of an error that nobody caught where it came from, and nothing that hangs on it', async () => {
    const file = checkout.path('throw.cjs');
    writeFileSync(
      file,
      `process.on('SIGUSR2', () => {
         throw Object.assign(new Error('uncaught at postgres://u:canary@db/p'), { query: 'canary', parameters: ['canary'] });
       });`,
    );
    const serve = checkout.start(['serve'], env({ NODE_OPTIONS: `--require=${file}` }));
    await listening(serve);
    const ran = await serve.end('SIGUSR2');
    expect(ran.code).toBe(1);
    tellsNothing(ran);
    expect(recorded(ran).at(-1)).toMatchObject({
      ...{ level: 'fatal', error: { name: 'Error', message: 'uncaught at postgres://u:[redacted]@db/p' } },
    });
  });

  it.each([
    ['the database refuses the password', (url: URL) => Object.assign(url, { password: 'canary-pass' }).href],
    ['there is no such database', (url: URL) => Object.assign(url, { pathname: '/nowhere' }).href],
    ['nobody answers there', (url: URL) => Object.assign(url, { port: '1', password: 'canary-pass' }).href],
    ['the address is none', () => 'mysql://app:canary@db/p'],
  ])('does not say the password when %s', async (_, changed) => {
    const ran = await checkout.run(['serve'], env({ DATABASE_URL: changed(new URL(database.applicationUrl)) }));
    expect(ran.code).toBe(2);
    expect(ran.words).toMatch(/^predicate: /m);
    tellsNothing(ran);
  });
});
