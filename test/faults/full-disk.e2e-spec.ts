import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../src/kernel/digest';
import { Checkout } from '../cli/fixtures/checkout';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { HIRED, hire, OPERATOR_TOKEN, TOKEN } from '../support/staff';

jest.setTimeout(120_000);

const MIB = 1024 ** 2;
const DISK_MIB = 64;

const checkout = new Checkout();
const disk = checkout.path('disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=755`, 'tmpfs', disk]);
const isMounted = mounted.status === 0;
if (!isMounted) console.warn('SKIPPED: the full disk needs the right to mount a small tmpfs, which is not given here');

(isMounted ? describe : describe.skip)('The service, when the disk of its files is full,', () => {
  let database: TestDatabase;
  let url: string;
  beforeAll(async () => {
    database = await cloneDatabase();
    await hire(database.superuser, HIRED.staff);
    const serve = checkout.start(['serve'], {
      ...{ PREDICATE_DATA_DIR: join(disk, 'data'), PREDICATE_PORT: '0', PREDICATE_OPERATOR_TOKEN: OPERATOR_TOKEN },
      ...{ DATABASE_URL: database.applicationUrl, PREDICATE_MIGRATE_ON_START: 'false' },
      PREDICATE_RATE_LIMIT_PER_MINUTE: '0',
    });
    [, url] = await serve.said(/listens on (http:\S+);/);
  });
  afterAll(async () => {
    await checkout.remove().catch(() => undefined);
    spawnSync('umount', ['-l', disk]);
    await checkout.remove();
    await database.drop();
  });

  const headers = { authorization: `Bearer ${TOKEN}` };
  const send = (bytes: Buffer) =>
    fetch(`${url}/api/v1/files?name=a.bin`, {
      ...{ method: 'POST', body: new Uint8Array(bytes) },
      headers: { ...headers, 'content-type': 'application/octet-stream' },
    });
  const isWhole = async (digest: string) => {
    const response = await fetch(`${url}/api/v1/files/${digest}`, { headers });
    return response.status === 200 && sha256(Buffer.from(await response.arrayBuffer())) === digest;
  };
  const register = (name: string) =>
    fetch(`${url}/api/v1/organizations`, {
      ...{ method: 'POST', body: JSON.stringify({ name, country: 'US' }) },
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': name.replaceAll(' ', '-') },
    });
  const freeMib = () => {
    const { bavail, bsize } = statfsSync(disk);
    return (bavail * bsize) / MIB;
  };

  it('answers 507, loses nothing, reads on, and takes files again as soon as there is room', async () => {
    const kept: string[] = [];
    let last = 201;
    for (let sent = 0; sent < DISK_MIB && last === 201; sent += 1) {
      const bytes = randomBytes(3 * MIB);
      const response = await send(bytes);
      last = response.status;
      if (last === 201) kept.push(sha256(bytes));
      else expect(await response.json()).toMatchObject({ type: '/problems/storage-full' });
    }
    expect(last).toBe(507);
    expect(kept.length).toBeGreaterThan(10);
    const before = freeMib();
    expect((await send(randomBytes(8 * MIB))).status).toBe(507);
    expect(Math.abs(freeMib() - before)).toBeLessThan(1);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, Math.floor(freeMib() * MIB) - 4096)));
    expect((await send(randomBytes(100_000))).status).toBe(507);
    for (const digest of kept) expect(await isWhole(digest)).toBe(true);
    expect((await register('While the disk is full')).status).toBe(201);
    rmSync(join(disk, 'filler'));
    const after = randomBytes(100_000);
    expect((await send(after)).status).toBe(201);
    expect(await isWhole(sha256(after))).toBe(true);
  });
});
