import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { Checkout, linesOf, serverOf, type Ran, type Running } from './fixtures/checkout';
import { HIRED, hire, TOKEN } from '../support/staff';

jest.setTimeout(120_000);

const checkout = new Checkout();
const dataDirs: string[] = [];
afterAll(() => checkout.remove(...dataDirs));

function newDataDir(name: string): string {
  const folder = checkout.path(name);
  dataDirs.push(folder);
  return folder;
}

const listening = async (running: Running): Promise<string> => (await running.said(/listens on (http:\S+);/))[1];
const tokenIn = ({ words }: Running | Ran): string | undefined => /pred_operator_[\w-]+/.exec(words)?.[0];
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function upload(url: string, token: string, body: Uint8Array, name = 'file.bin'): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' };
  return fetch(`${url}/api/v1/files?name=${name}`, { method: 'POST', headers, body: Buffer.from(body) });
}

describe('predicate serve on a database of its own', () => {
  const dataDir = newDataDir('data');
  const env = { PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '0' };
  let token = '';

  it('tells the token at the first start, answers, and stops cleanly on SIGTERM', async () => {
    const serve = checkout.start(['serve'], env);
    const url = await listening(serve);
    await serve.said(/makes the first administrator/);
    const operator = tokenIn(serve) ?? '';
    expect(operator.length).toBeGreaterThan(40);
    const first = await fetch(`${url}/api/v1/administrators`, {
      method: 'POST',
      headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json', 'idempotency-key': 'first' },
      body: JSON.stringify({ userName: 'first.admin', printedName: 'First Administrator' }),
    });
    expect(first.status).toBe(201);
    token = await checkout.staffToken(env);
    const api = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Record<string, unknown>;
    expect(api).toMatchObject({ openapi: '3.1.0', info: { title: 'Predicate' } });
    expect((await fetch(`${url}/api/v1/models`)).status).toBe(401);
    expect((await fetch(`${url}/api/v1/models`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(serverOf(dataDir)).not.toBeNull();
    const ran = await serve.end('SIGTERM');
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 0, out: '' });
    expect(serverOf(dataDir)).toBeNull();
    expect(readdirSync(join(dataDir, 'supervisors'))).toEqual([]);
  });

  it('does not tell the token again, takes the one that it told, and tells the same key of the log at each start', async () => {
    const key = join(dataDir, 'keys', 'log.key');
    expect([statSync(key).mode & 0o777, statSync(join(dataDir, 'keys')).mode & 0o777]).toEqual([0o600, 0o700]);
    const before = readFileSync(key, 'utf8');
    const serve = checkout.start(['serve'], env);
    const url = await listening(serve);
    const headers = { authorization: `Bearer ${token}` };
    const [, told] = await serve.said(/is signed by (predicate\.invalid\/[\w-]+\+[0-9a-f]{8}\+[\w+/=]+)/);
    const log = (await (await fetch(`${url}/api/v1/log`, { headers })).json()) as Record<string, unknown>;
    expect(log).toMatchObject({ vkey: told, fedHere: true, standing: 'current' });
    expect(readFileSync(key, 'utf8')).toBe(before);
    expect((await fetch(`${url}/api/v1/models`, { headers })).status).toBe(200);
    const ran = await serve.end('SIGINT');
    expect(ran.code).toBe(0);
    expect(tokenIn(ran)).toBeUndefined();
  });

  it('keeps what it acknowledged when it is killed during an upload, and starts again', async () => {
    const serve = checkout.start(['serve'], env);
    const url = await listening(serve);
    const acknowledged: Buffer[] = [];
    let isOver = false;
    const writer = async (): Promise<void> => {
      while (!isOver) {
        const bytes = randomBytes(200_000);
        const response = await upload(url, token, bytes).catch(() => null);
        if (response?.status === 201) acknowledged.push(bytes);
        else if (response === null) return;
      }
    };
    const half = request(`${url}/api/v1/files?name=half.bin`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    });
    half.on('error', () => undefined).write(Buffer.alloc(3_000_000));
    const writers = [writer(), writer()];
    while (acknowledged.length < 10) await sleep(10);
    await serve.end('SIGKILL');
    isOver = true;
    await Promise.all(writers);
    half.destroy();
    const again = checkout.start(['serve'], env);
    const next = await listening(again);
    const headers = { authorization: `Bearer ${token}` };
    for (const bytes of acknowledged) {
      const response = await fetch(`${next}/api/v1/files/${digest(bytes)}`, { headers });
      expect(response.status).toBe(200);
      expect(digest(Buffer.from(await response.arrayBuffer()))).toBe(digest(bytes));
    }
    expect((await upload(next, token, randomBytes(1000))).status).toBe(201);
    expect((await again.end('SIGTERM')).code).toBe(0);
    expect(serverOf(dataDir)).toBeNull();
  });

  it('refuses a second service on the same data, by name, and leaves the first one alone', async () => {
    const serve = checkout.start(['serve'], env);
    const url = await listening(serve);
    const second = await checkout.run(['serve'], env);
    expect({ code: second.code, out: second.out }).toEqual({ code: 2, out: '' });
    expect(second.words).toMatch(/runs on .* already, as process \d+/);
    expect((await fetch(`${url}/api/v1/openapi.json`)).status).toBe(200);
    await serve.end('SIGTERM');
  });

  it('leaves no server behind when its port is taken', async () => {
    const serve = checkout.start(['serve'], env);
    const port = new URL(await listening(serve)).port;
    const other = newDataDir('other');
    const ran = await checkout.run(['serve'], { PREDICATE_DATA_DIR: other, PREDICATE_PORT: port });
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(ran.words).toMatch(/EADDRINUSE|in use/);
    expect(serverOf(other)).toBeNull();
    await serve.end('SIGTERM');
  });

  it.each([0, 150, 400])(
    'leaves no server behind when it is stopped %i ms after its database began',
    async (milliseconds) => {
      const serve = checkout.start(['serve'], env);
      await serve.said(/PostgreSQL was/);
      await sleep(milliseconds);
      expect((await serve.end('SIGTERM')).code).toBe(0);
      expect(serverOf(dataDir)).toBeNull();
    },
  );
});

describe('The configuration of predicate serve', () => {
  it('names every wrong variable at once, and starts nothing', async () => {
    const dataDir = newDataDir('unused');
    const ran = await checkout.run(['serve'], {
      ...{ PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '99999', PREDICATE_HOST: '0.0.0.0' },
      ...{ PREDICATE_OPERATOR_TOKEN: 'short', PREDICATE_MIGRATE_ON_START: 'maybe', PREDICATE_MAX_FILE_BYTES: '-1' },
      ...{ DATABASE_URL: 'mysql://x', DATABASE_OWNER_URL: 'postgres://host' },
    });
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    for (const name of ['PORT', 'HOST', 'OPERATOR_TOKEN', 'MIGRATE_ON_START', 'MAX_FILE_BYTES']) {
      expect(linesOf(ran)).toContainEqual(expect.stringMatching(new RegExp(`PREDICATE_${name} must be`)));
    }
    expect(ran.words).toMatch(/ {2}DATABASE_URL must be postgres:.*\n {2}DATABASE_OWNER_URL must be/);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('says which variable is missing beside the owner’s', async () => {
    const ran = await checkout.run(['serve'], { DATABASE_OWNER_URL: 'postgres://o:p@127.0.0.1:1/x' });
    expect(ran.code).toBe(2);
    expect(ran.words).toContain('DATABASE_OWNER_URL is set but DATABASE_URL');
  });

  it.each(['127.0.0.1', 'localhost'])('says in words that no database answers at %s', async (host) => {
    const env = { DATABASE_URL: `postgres://u:p@${host}:1/x`, PREDICATE_DATA_DIR: checkout.path('none') };
    const ran = await checkout.run(['serve'], env);
    expect(ran.code).toBe(2);
    expect(ran.words).toMatch(/predicate: .*ECONNREFUSED/);
  });
});

describe('predicate on a database of somebody else', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await cloneDatabase();
  });
  afterEach(() => database.drop());

  /** Puts the database back to before any migration; the clone was migrated. */
  async function empty(): Promise<void> {
    const owner = new Client({ connectionString: database.superuserUrl });
    await owner.connect();
    await owner.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION predicate_owner');
    await owner.query('GRANT USAGE ON SCHEMA public TO PUBLIC');
    await owner.end();
  }

  const env = (own: Record<string, string> = {}) => ({
    ...{ DATABASE_URL: database.applicationUrl, PREDICATE_PORT: '0', PREDICATE_DATA_DIR: checkout.path('with-url') },
    ...own,
  });

  it('serves on it without the owner, and starts no server of its own', async () => {
    const serve = checkout.start(['serve'], env());
    const url = await listening(serve);
    await hire(database.superuser, HIRED.staff);
    const headers = {
      ...{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      'idempotency-key': 'once',
    };
    const body = JSON.stringify({ name: 'An organization', country: 'US' });
    expect((await fetch(`${url}/api/v1/organizations`, { method: 'POST', headers, body })).status).toBe(201);
    await serve.said(/does not feed the Merkle log.*DATABASE_SEQUENCER_URL/);
    await serve.said(/Auditors read by the login of the service, held read only.*DATABASE_AUDITOR_URL/);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready', log: 'unfed' });
    expect((await serve.end('SIGTERM')).code).toBe(0);
    expect(existsSync(checkout.path('with-url', 'postgres'))).toBe(false);
    const { rows } = await database.superuser.query('SELECT name FROM organization');
    expect(rows).toEqual([{ name: 'An organization' }]);
  });

  it('feeds the log of it as the role that it is given for that, with the name and the key that it is given', async () => {
    const key = checkout.path('elsewhere', 'log.key');
    const own = { DATABASE_SEQUENCER_URL: database.sequencerUrl, PREDICATE_LOG_KEY_FILE: key };
    const serve = checkout.start(['serve'], env({ ...own, PREDICATE_LOG_ORIGIN: 'log.example.org/record' }));
    await serve.said(/is signed by log\.example\.org\/record\+/);
    expect((await serve.end('SIGTERM')).code).toBe(0);
    expect(readFileSync(key, 'utf8')).toMatch(/^PRIVATE\+KEY\+log\.example\.org\/record\+/);
    expect(serve.words).not.toContain('PRIVATE');
  });

  it('refuses to serve on a schema that is not its own, and says what to do', async () => {
    await empty();
    const ran = await checkout.run(['serve'], env());
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(linesOf(ran)).toEqual([
      expect.stringMatching(/^predicate: The database lacks .*: run “predicate migrate” first$/),
    ]);
  });

  it('refuses the same when it may not migrate by itself', async () => {
    await empty();
    const own = { DATABASE_OWNER_URL: database.ownerUrl, PREDICATE_MIGRATE_ON_START: 'false' };
    expect((await checkout.run(['serve'], env(own))).words).toContain('run “predicate migrate” first');
  });

  it('migrates as the owner before it serves', async () => {
    await empty();
    const serve = checkout.start(['serve'], env({ DATABASE_OWNER_URL: database.ownerUrl }));
    await listening(serve);
    expect((await serve.end('SIGTERM')).code).toBe(0);
  });

  it('migrates once when two do it at the same time, and says so as JSON', async () => {
    await empty();
    const own = env({ DATABASE_OWNER_URL: database.ownerUrl });
    const both = await Promise.all([checkout.run(['migrate'], own), checkout.run(['migrate'], own)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const applied = both.map(({ out }) => (JSON.parse(out) as { applied: string[] }).applied.length).sort();
    expect(applied[0]).toBe(0);
    expect(applied[1]).toBeGreaterThan(3);
    expect(both.map(({ words }) => words).join()).toMatch(/The schema is up to date\./);
    const again = await checkout.run(['migrate'], own);
    expect(JSON.parse(again.out)).toMatchObject({
      applied: [],
      serverVersion: expect.stringMatching(/^\d+/) as string,
    });
  });

  it('does not migrate without the owner', async () => {
    const ran = await checkout.run(['migrate'], env());
    expect({ code: ran.code, out: ran.out }).toEqual({ code: 2, out: '' });
    expect(linesOf(ran)).toEqual([expect.stringMatching(/set DATABASE_OWNER_URL/)]);
  });
});
