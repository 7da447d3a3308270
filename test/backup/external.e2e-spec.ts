import { readFileSync, rmSync, statSync } from 'node:fs';
import { Checkout, type Ran } from '../cli/fixtures/checkout';
import { newDataDir, query, start, tearDown } from '../database/embedded/fixtures/house';
import { type External, installedPostgres, startExternal } from './fixtures/external';
import { hireOn, TOKEN } from '../support/staff';

jest.setTimeout(180_000);

const bin = installedPostgres();
if (bin === null) console.warn('No PostgreSQL with pg_dump is installed: backups of an external server are not tried');
const described = bin === null ? describe.skip : describe;

described('A backup of an external server', () => {
  const checkout = new Checkout();
  let external: External;
  const env = (database: string, own: Record<string, string> = {}) => ({
    DATABASE_URL: external.applicationUrl(database),
    DATABASE_OWNER_URL: external.ownerUrl(database),
    PREDICATE_PG_BIN: bin ?? '',
    PREDICATE_DATA_DIR: checkout.path(`data-${database}`),
    PREDICATE_PORT: '0',
    PREDICATE_OPERATOR_TOKEN: 't'.repeat(40),
    ...own,
  });
  const headers = { authorization: `Bearer ${TOKEN}` };

  /** Serves on a database for as long as the work takes. */
  async function serving<T>(database: string, work: (url: string) => Promise<T>): Promise<T> {
    const serve = checkout.start(['serve'], env(database));
    const url = (await serve.said(/listens on (http:\S+);/))[1];
    await hireOn(external.superuserUrl(database), database);
    return work(url).finally(() => serve.end('SIGTERM'));
  }

  beforeAll(async () => {
    external = await startExternal(bin ?? '');
    for (const name of ['first', 'second', 'third']) await external.create(name);
  });
  afterAll(async () => {
    await external.stop();
    await checkout.remove();
    await tearDown();
  });

  let made: Ran;
  it('wraps pg_dump while the service runs, and shows its password to nobody', async () => {
    await serving('first', async (url) => {
      const posted = { ...headers, 'content-type': 'application/json', 'idempotency-key': 'one' };
      const body = JSON.stringify({ name: 'An organization', country: 'US' });
      expect((await fetch(`${url}/api/v1/organizations`, { method: 'POST', headers: posted, body })).status).toBe(201);
      const bytes = { ...headers, 'content-type': 'application/octet-stream' };
      const sent = { method: 'POST', headers: bytes, body: Buffer.from('evidence') };
      expect((await fetch(`${url}/api/v1/files?name=a.bin`, sent)).status).toBe(201);
      made = await checkout.run(['backup', checkout.path('dump')], env('first'));
    });
    expect({ code: made.code, words: made.words }).toMatchObject({ code: 0 });
    expect(JSON.parse(made.out)).toMatchObject({
      database: { kind: 'dump', wal: null, applicationRole: 'clerk' },
      files: 2,
    });
    expect(statSync(checkout.path('dump', 'database.dump')).mode & 0o077).toBe(0);
    expect(made.out + made.words + readFileSync(checkout.path('dump', 'manifest.json'), 'utf8')).not.toContain('k%p');
  });

  it('is restored into an empty database, with the rights that the service has, and served', async () => {
    const restored = await checkout.run(['restore', checkout.path('dump')], env('second'));
    expect({ code: restored.code, words: restored.words }).toMatchObject({ code: 0 });
    const payloads = (database: string) =>
      query(external.ownerUrl(database), 'SELECT id, payload FROM audit_event ORDER BY id');
    expect(await payloads('second')).toEqual(await payloads('first'));
    await serving('second', async (url) => {
      expect(await (await fetch(`${url}/api/v1/organizations`, { headers })).text()).toContain('An organization');
    });
    const denied = query(external.applicationUrl('second'), 'DELETE FROM audit_event');
    await expect(denied).rejects.toMatchObject({ code: '42501' });
  });

  it('is refused by a database that is not empty, before anything is copied', async () => {
    const ran = await checkout.run(['restore', checkout.path('dump')], {
      ...env('second'),
      PREDICATE_DATA_DIR: checkout.path('x'),
    });
    expect(ran.code).toBe(2);
    expect(ran.words).toMatch(/The database is not empty/);
  });

  it('says that the role has another name there, that the owner is missing, and that it is not for the embedded one', async () => {
    const other = external.ownerUrl('third');
    const wrongRole = await checkout.run(['restore', checkout.path('dump')], env('third', { DATABASE_URL: other }));
    expect(wrongRole.words).toMatch(/those of the role clerk; DATABASE_URL logs in as keeper/);
    const noOwner = await checkout.run(['backup', checkout.path('none')], env('first', { DATABASE_OWNER_URL: '' }));
    expect({ code: noOwner.code, words: noOwner.words }).toEqual({
      code: 2,
      words: expect.stringMatching(/Set DATABASE_OWNER_URL/) as string,
    });
    const embedded = await checkout.run(['restore', checkout.path('dump')], { PREDICATE_DATA_DIR: checkout.path('y') });
    expect(embedded.words).toMatch(/of an external database: set DATABASE_URL/);
  });

  it('says that pg_dump is missing, or older than the server', async () => {
    const missing = await checkout.run(
      ['backup', checkout.path('none')],
      env('first', { PREDICATE_PG_BIN: '/nowhere' }),
    );
    expect(missing.words).toMatch(/There is no \/nowhere\/pg_dump: install the client programs/);
    const embedded = await start(newDataDir());
    const version = Number.parseInt(
      (await query<{ v: string }>(embedded.ownerUrl, `SELECT current_setting('server_version') AS v`))[0].v,
      10,
    );
    const older = Number(/postgresql\/(\d+)/.exec(bin ?? '')?.[1]) < version;
    const own = { DATABASE_URL: embedded.applicationUrl, DATABASE_OWNER_URL: embedded.ownerUrl };
    const ran = await checkout.run(['backup', checkout.path('none')], env('first', own));
    await embedded.stop();
    if (older) expect(ran.words).toMatch(/pg_dump is \S+ and the server is PostgreSQL \S+: name the folder of newer/);
    rmSync(checkout.path('none'), { recursive: true, force: true });
  });
});
