import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '../../src/kernel/digest';
import { Checkout, type Running } from '../cli/fixtures/checkout';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { IS_FULL } from './scale';
import { HIRED, hire, OPERATOR_TOKEN, TOKEN } from '../support/staff';

jest.setTimeout(600_000);

const CALLS = ['fsync,?fdatasync', '?link,?linkat', '?unlink,?unlinkat', '?mkdir,?mkdirat'] as const;

/** One call of the system that goes wrong: which, how, and the how-manieth. */
type Fault = readonly [calls: string, how: string, when: number];
const SHORT: readonly Fault[] = [
  [CALLS[0], 'error=EIO', 1],
  [CALLS[0], 'error=EIO', 2],
  [CALLS[1], 'error=ENOSPC', 1],
  [CALLS[2], 'error=EIO', 1],
  [CALLS[0], 'signal=KILL', 1],
];
const FULL: readonly Fault[] = CALLS.flatMap((calls) =>
  ['error=EIO', 'error=ENOSPC', 'error=EROFS', 'signal=KILL'].flatMap((how) =>
    [1, 2, 3].map((when) => [calls, how, when] as const),
  ),
);

const isTraced =
  spawnSync('strace', ['-V']).status === 0 && spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!isTraced) console.warn('SKIPPED: faults in the calls of the store need strace, which cannot trace here');

(isTraced ? describe : describe.skip)('The store of files, when a call of the system goes wrong,', () => {
  const checkout = new Checkout();
  const dataDir = checkout.path('data');
  const traces = checkout.path('trace');
  let database: TestDatabase;
  let serve: Running;
  let url: string;

  const start = async () => {
    serve = checkout.start(['serve'], {
      ...{ PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '0', PREDICATE_OPERATOR_TOKEN: OPERATOR_TOKEN },
      ...{ DATABASE_URL: database.applicationUrl, PREDICATE_MIGRATE_ON_START: 'false' },
      // One thread for all calls, so that the how-manieth call is the same in every run.
      ...{ PREDICATE_RATE_LIMIT_PER_MINUTE: '0', UV_THREADPOOL_SIZE: '1' },
    });
    [, url] = await serve.said(/listens on (http:\S+);/);
  };
  beforeAll(async () => {
    database = await cloneDatabase();
    await hire(database.superuser, HIRED.staff);
    await start();
  });
  afterAll(async () => {
    await checkout.remove();
    await database.drop();
  });

  const headers = { authorization: `Bearer ${TOKEN}` };
  /** The status, or 0 where the service went away instead of answering. */
  const send = async (bytes: Buffer): Promise<number> => {
    const request = { method: 'POST', headers: { ...headers, 'content-type': 'application/octet-stream' } };
    const sent = fetch(`${url}/api/v1/files?name=a.bin`, { ...request, body: new Uint8Array(bytes) });
    return sent.then(
      ({ status }) => status,
      () => 0,
    );
  };
  const isWhole = async (digest: string): Promise<boolean> => {
    const response = await fetch(`${url}/api/v1/files/${digest}`, { headers });
    return response.status === 200 && sha256(Buffer.from(await response.arrayBuffer())) === digest;
  };
  const wrongFiles = (): string[] => {
    const above = join(dataDir, 'content', 'sha256');
    if (!existsSync(above)) return [];
    return readdirSync(above).flatMap((two) =>
      readdirSync(join(above, two)).filter((name) => sha256(readFileSync(join(above, two, name))) !== name),
    );
  };

  /** Does the work while the fault lies in wait; answers whether it struck. */
  async function under([calls, how, when]: Fault, work: () => Promise<void>): Promise<boolean> {
    const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:${how}:when=${when}`];
    const strace = spawn('strace', ['-f', '-o', traces, ...inject, '-p', String(serve.child.pid)]);
    const ended = once(strace, 'close');
    let words = '';
    strace.stderr.on('data', (text: Buffer) => (words += text.toString()));
    for (const until = Date.now() + 10_000; !words.includes('attached') && Date.now() < until; await sleep(10));
    await work();
    strace.kill('SIGINT');
    // It can wait for ever for a thread of a process that it has killed.
    const forced = setTimeout(() => strace.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(forced);
    const trace = readFileSync(traces, 'utf8');
    rmSync(traces);
    return /INJECTED|killed by SIGKILL/.test(trace);
  }

  const kept: string[] = [];
  let struck = 0;

  it.each(IS_FULL ? FULL : SHORT)('acknowledges nothing that it does not have: %s %s, number %d', async (...fault) => {
    const bytes = randomBytes(200_000);
    let status = -1;
    const isStruck = await under(fault, async () => {
      status = await send(bytes);
    });
    if (isStruck) struck += 1;
    expect({ status, isStruck }).toEqual({ status: isStruck ? expect.any(Number) : 201, isStruck });
    // A folder that was there already is there whatever its making is answered: then the file is whole, or it is no 201.
    const isMaking = fault[0] === CALLS[2];
    if (isMaking && status === 201) expect(await isWhole(sha256(bytes))).toBe(true);
    else if (isStruck && status !== 0) expect(status).toBeGreaterThanOrEqual(500);
    if (serve.child.exitCode !== null || serve.child.signalCode !== null) await start();
    expect(await send(bytes)).toBe(201);
    kept.push(sha256(bytes));
    for (const digest of kept) expect(await isWhole(digest)).toBe(true);
    expect(wrongFiles()).toEqual([]);
  });

  it('was struck where it was meant to be', () => {
    expect(struck).toBeGreaterThanOrEqual(IS_FULL ? 24 : 4);
  });
});
