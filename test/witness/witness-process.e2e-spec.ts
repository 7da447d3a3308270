import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { cosignedAt } from '../../src/audit-trail/log/cosignature';
import { leafHash } from '../../src/audit-trail/log/hash';
import { signerKey, verifierKeyIn } from '../../src/audit-trail/log/note-key';
import { withCosignatures } from '../../src/audit-trail/log/witness-answer';
import { systemClock } from '../../src/kernel/clock';
import { trustedLogs } from '../../src/witness/trusted-logs';
import { Witness } from '../../src/witness/witness';
import { openWitnessFolder } from '../../src/witness/witness-folder';
import { WatchedLog } from './fixtures/watched-log';
import { WitnessProcess } from './fixtures/running-witness';

jest.setTimeout(120_000);

const log = new WatchedLog('log.example/one', 300);
const fork = new WatchedLog('log.example/one', 300, { branch: 'fork', shared: 20 });
const OPTIONS = ['--name', 'witness.example', '--log', log.vkey, '--log', new WatchedLog('log.example/two').vkey];

describe('predicate witness, over HTTP', () => {
  const witness = new WitnessProcess(OPTIONS);
  beforeAll(() => witness.start());
  afterAll(() => witness.remove());

  it('answers 404 for a log that it does not look after', async () => {
    const other = new WatchedLog('log.example/other', 5);
    expect((await witness.post(await other.request(0, 5))).status).toBe(404);
  });

  it('answers 403 where no known key of the log signed, or one under its name does not hold', async () => {
    const [stranger, key] = [signerKey(log.origin, 'note', Buffer.alloc(32, 7)), await log.checkpoint(5)];
    const byStranger = await log.request(0, 5, { checkpoint: await log.checkpoint(5, stranger) });
    expect((await witness.post(byStranger)).status).toBe(403);
    const moved = { text: (await log.checkpoint(6)).text, signatures: key.signatures };
    expect((await witness.post(await log.request(0, 6, { checkpoint: moved }))).status).toBe(403);
  });

  it('answers 400 for what is no request, and for an old size above that of the checkpoint', async () => {
    for (const body of [
      '',
      'old 0',
      'old 0\n\n',
      await log.request(0, 5).then((text) => text.replace('old 0', 'old 00')),
    ])
      expect((await witness.post(body)).status).toBe(400);
    expect((await witness.post(await log.request(6, 5))).status).toBe(400);
  });

  it('answers 200 with its cosignature of the first checkpoint, which holds', async () => {
    const said = await witness.post(await log.request(0, 5));
    expect(said.status).toBe(200);
    const key = verifierKeyIn(witness.vkey);
    const { signatures } = withCosignatures(await log.checkpoint(5), said.body, [key]);
    const at = cosignedAt(signatures[1].bytes) ?? 0;
    expect(Math.abs(at - Date.now() / 1000)).toBeLessThan(60);
  });

  it('answers 409 with the size that it cosigned last where another was named, in its media type', async () => {
    for (const old of [0, 4]) {
      const said = await witness.post(await log.request(old, 9));
      expect(said).toMatchObject({ status: 409, body: '5\n', type: 'text/x.tlog.size' });
    }
  });

  it('answers 409 for the same size with another root', async () => {
    const rewritten = new WatchedLog(log.origin, 9, { branch: 'rewritten' });
    expect(await witness.post(await rewritten.request(5, 5))).toMatchObject({ status: 409, body: '5\n' });
  });

  it('answers 422 where the proof does not show that the log was continued', async () => {
    const rewritten = new WatchedLog(log.origin, 9, { branch: 'rewritten' });
    expect((await witness.post(await rewritten.request(5, 9))).status).toBe(422);
    expect((await witness.post(await log.request(5, 9, { proof: [] }))).status).toBe(422);
    expect((await witness.post(await log.request(5, 9, { proof: [leafHash(Buffer.of(1))] }))).status).toBe(422);
    expect((await witness.post(await log.request(5, 5, { proof: await log.proof(5, 9) }))).status).toBe(422);
    expect((await witness.post(await log.request(5, 9))).status).toBe(200);
  });

  it('cosigns the same checkpoint again, as of now', async () => {
    const said = await witness.post(await log.request(9, 9));
    expect(said.status).toBe(200);
    expect(withCosignatures(await log.checkpoint(9), said.body, [verifierKeyIn(witness.vkey)]).signatures).toHaveLength(
      2,
    );
  });

  it('answers one of two that come at once for one size with 200, the other with 409', async () => {
    for (const size of [20, 21, 22, 23, 24]) {
      const { body: old } = await witness.post(await log.request(0, 25));
      const bodies = await Promise.all([log.request(Number(old), size), log.request(Number(old), size)]);
      const said = await Promise.all(bodies.map((body) => witness.post(body)));
      expect(said.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('cosigns one of two branches that come at once, and never the other', async () => {
    const bodies = await Promise.all([log.request(24, 30), fork.request(24, 31), log.request(24, 32)]);
    const statuses = (await Promise.all(bodies.map((body) => witness.post(body)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses[1]).not.toBe(200);
  });

  it('answers 413, 415, 404 and 405 where it is asked otherwise, and says who it is to a browser', async () => {
    expect((await witness.post(Buffer.alloc(200_000, 65))).status).toBe(413);
    expect((await witness.post('x', '/add-checkpoint', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await witness.post('x', '/else')).status).toBe(404);
    expect(await witness.ask('GET', '/add-checkpoint')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    const page = await witness.ask('GET', '/');
    expect(page).toMatchObject({ status: 200 });
    expect(page.body).toContain(witness.vkey);
    expect(page.body).toMatch(/\n3[02] log\.example\/one\n0 log\.example\/two\n/);
  });

  it('lets nobody keep a connection open by sending slowly', async () => {
    const { hostname, port } = new URL(witness.url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /add-checkpoint HTTP/1.1\r\nhost: a\r\n');
    const from = Date.now();
    const text = await new Promise<string>((resolve) => {
      let all = '';
      socket.on('data', (piece) => (all += piece.toString())).on('close', () => resolve(all));
    });
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(Date.now() - from).toBeLessThan(9_000);
  });

  it('makes its key for itself alone, and refuses a second process on its folder', async () => {
    expect(statSync(join(witness.dir, 'key')).mode & 0o777).toBe(0o600);
    expect(statSync(witness.dir).mode & 0o777).toBe(0o700);
    const second = new WitnessProcess(OPTIONS);
    Object.assign(second, { dir: witness.dir });
    const ran = await second.begin().ended;
    expect(ran).toMatchObject({ code: 2, words: expect.stringContaining('Another witness runs on') });
    rmSync(second.folder, { recursive: true });
  });
});

describe('predicate witness, when it is stopped', () => {
  const witness = new WitnessProcess(OPTIONS);
  afterAll(() => witness.remove());

  it('remembers after SIGTERM and after SIGKILL, under the same key', async () => {
    await witness.start();
    const first = witness.vkey;
    expect((await witness.post(await log.request(0, 10))).status).toBe(200);
    expect(await witness.end('SIGTERM')).toBe(0);
    await witness.start();
    expect((await witness.post(await fork.request(0, 12))).body).toBe('10\n');
    expect((await witness.post(await log.request(10, 30))).status).toBe(200);
    await witness.end('SIGKILL');
    await witness.start();
    expect((await witness.post(await fork.request(30, 31))).status).toBe(422);
    expect(witness.vkey).toBe(first);
    await witness.end();
  });

  it('says why it does not start, and ends with 2', async () => {
    const renamed = new WitnessProcess(['--name', 'other.example', '--log', log.vkey]);
    Object.assign(renamed, { dir: witness.dir });
    const ran = await renamed.begin().ended;
    expect(ran).toMatchObject({ code: 2, out: '', words: expect.stringContaining('is witness.example, not other') });
    await renamed.remove();
  });
});

describe('predicate witness, killed between any two steps', () => {
  const whole = new WitnessProcess(OPTIONS);
  const made: WitnessProcess[] = [whole];
  const another = (): WitnessProcess => made[made.push(new WitnessProcess(OPTIONS)) - 1];
  afterAll(() => Promise.all(made.map((witness) => witness.remove())));

  it('of its first start begins again as if it had never been', async () => {
    const begin = async (step: number): Promise<boolean> => {
      const witness = another();
      const running = witness.begin({ DIE_AT: String(step), DIE_WHEN: 'at once' });
      const wasKilled = await running.said(/listens on/).then(
        () => false,
        () => true,
      );
      await witness.end('SIGKILL');
      const again = await reopened(witness.dir);
      expect((await again.ask(await log.request(0, 10))).status).toBe(200);
      await again.release();
      return wasKilled;
    };
    const killed = await inPairs(16, begin);
    expect(killed.filter(Boolean).length).toBeGreaterThanOrEqual(9);
    expect(killed.at(-1)).toBe(false);
  });

  it('of a request never forgets what it cosigned, and never cosigns a fork of it', async () => {
    await whole.start();
    expect((await whole.post(await log.request(0, 10))).status).toBe(200);
    await whole.end();
    const ask = async (step: number): Promise<boolean> => {
      const witness = another();
      cpSync(whole.dir, witness.dir, { recursive: true });
      await witness.startToDieAt(step);
      const said = await witness.post(await log.request(10, 13)).catch(() => null);
      await witness.end('SIGKILL');
      const again = await reopened(witness.dir);
      const known = Number((await again.ask(await log.request(299, 299))).body);
      expect(said?.status === 200 ? [13] : [10, 13]).toContain(known);
      const rewritten = new WatchedLog(log.origin, 300, { branch: 'rewritten' });
      expect((await again.ask(await rewritten.request(known, 20))).status).toBe(422);
      expect((await again.ask(await log.request(known, 20))).status).toBe(200);
      expect(readdirSync(join(witness.dir, 'state'))).toHaveLength(1);
      await again.release();
      return said === null;
    };
    const killed = await inPairs(9, ask);
    expect(killed).toEqual([true, true, true, true, true, true, true, true, false]);
  });
});

/** So many steps from 1 on, two at a time. */
async function inPairs<T>(count: number, act: (step: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let step = 1; step <= count; step += 2) {
    results.push(...(await Promise.all([step, step + 1].filter((one) => one <= count).map(act))));
  }
  return results;
}

/** A folder that was left behind, opened again as the next start opens it. */
async function reopened(dir: string) {
  const { key, state, release } = await openWitnessFolder(dir, 'witness.example');
  const witness = new Witness(key, trustedLogs([log.vkey]), state, systemClock);
  return { ask: (body: string) => witness.addCheckpoint(Buffer.from(body)), release };
}
