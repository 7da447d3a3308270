import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { serverAccount } from '../../../src/database/embedded/account';
import {
  announced,
  isServing,
  newDataDir,
  query,
  refusalOf,
  serverPid,
  start,
  supervisor,
  tearDown,
} from './fixtures/house';

jest.setTimeout(60_000);

const isRoot = process.getuid?.() === 0;
const itAsRoot = isRoot ? it : it.skip;
const NOBODY = { uid: 65534, gid: 65534 };

describe('embedded PostgreSQL', () => {
  afterEach(tearDown);

  it('is taken over, the same process, after its supervisor was killed', async () => {
    const dataDir = newDataDir();
    const first = supervisor(dataDir);
    const { pid, port } = await announced(first);
    await first.end('SIGKILL');
    const postgres = await start(dataDir);
    expect(postgres).toMatchObject({ pid, port, adopted: true });
    expect(await query(postgres.applicationUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    expect(isServing(pid, dataDir)).toBe(false);
    expect(readdirSync(join(dataDir, 'supervisors'))).toEqual([]);
  });

  it('comes back on the same port with every acknowledged row when it is killed under writes', async () => {
    const dataDir = newDataDir();
    const postgres = await start(dataDir);
    await query(
      postgres.ownerUrl,
      'CREATE TABLE event (id int PRIMARY KEY); GRANT SELECT, INSERT ON event TO predicate_app',
    );
    const pool = new Pool({ connectionString: postgres.applicationUrl, max: 8 }).on('error', () => undefined);
    const acknowledged: number[] = [];
    let next = 0;
    let isOver = false;
    const write = async (): Promise<void> => {
      while (!isOver) {
        const id = (next += 1);
        await pool.query('INSERT INTO event VALUES ($1)', [id]).then(
          () => acknowledged.push(id),
          () => sleep(20),
        );
      }
    };
    const writers = Array.from({ length: 8 }, write);
    const port = postgres.port;
    for (let kill = 0; kill < 3; kill += 1) {
      const [pid, before] = [postgres.pid, acknowledged.length];
      while (acknowledged.length < before + 50) await sleep(5);
      process.kill(pid, 'SIGKILL');
      const killedAt = Date.now();
      while (postgres.pid === pid) await sleep(5);
      const known = acknowledged.length;
      while (acknowledged.length === known) await sleep(5);
      expect(Date.now() - killedAt).toBeLessThan(10_000);
    }
    isOver = true;
    await Promise.all(writers);
    await pool.end();
    const kept = new Set(
      (await query<{ id: number }>(postgres.applicationUrl, 'SELECT id FROM event')).map(({ id }) => id),
    );
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(postgres.port).toBe(port);
    await postgres.stop();
  });

  it('is made whole by the next start whenever the first one was killed', async () => {
    const dataDir = newDataDir();
    for (const milliseconds of [0, 60, 150, 300, 500, 800]) {
      const child = supervisor(dataDir);
      while (!readable(join(dataDir, 'supervisors')).some((name) => name.startsWith(`${child.pid}.`))) await sleep(2);
      await sleep(milliseconds);
      await child.end('SIGKILL');
    }
    const postgres = await start(dataDir);
    expect(await query(postgres.applicationUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await query(postgres.ownerUrl, 'CREATE TABLE whole (id int)')).toEqual([]);
    await postgres.stop();
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres-passwords.json', 'postgres.log', 'supervisors']);
  });

  it('has one supervisor when several start at once', async () => {
    const dataDir = newDataDir();
    const children = Array.from({ length: 4 }, () => supervisor(dataDir));
    const outcomes = await Promise.allSettled(children.map((child) => announced(child)));
    const winners = children.filter((_, index) => outcomes[index].status === 'fulfilled');
    expect(winners).toHaveLength(1);
    const losers = children.filter((child) => child !== winners[0]);
    expect(losers.map(({ complaint }) => /runs on .* as process \d+/.test(complaint))).toEqual([true, true, true]);
    expect(await winners[0].end('SIGTERM')).toBe(0);
    expect(serverPid(dataDir)).toBe(0);
  });

  it('starts although a crash left the id of a process that is somebody else now', async () => {
    const dataDir = newDataDir();
    const postgres = await start(dataDir);
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8');
    await postgres.stop();
    const somebody = spawn('sleep', ['60'], { ...serverAccount().ids });
    writeFileSync(pidFile, left.replace(/^\d+/, `${somebody.pid}`));
    const again = await start(dataDir);
    expect(again).toMatchObject({ adopted: false });
    expect(somebody.exitCode).toBeNull();
    somebody.kill();
    await again.stop();
  });

  itAsRoot('runs as an ordinary user, whose own process it is', async () => {
    const dataDir = newDataDir();
    chmodSync(join(dataDir, '..'), 0o777);
    const child = supervisor(dataDir, NOBODY);
    const { pid } = await announced(child);
    expect(statSync(`/proc/${pid}`).uid).toBe(NOBODY.uid);
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(NOBODY.uid);
    expect(await child.end('SIGTERM')).toBe(0);
    expect(serverPid(dataDir)).toBe(0);
  });

  it('says what to do about data that others may read', async () => {
    const dataDir = newDataDir();
    await (await start(dataDir)).stop();
    chmodSync(join(dataDir, 'postgres'), 0o755);
    const message = await refusalOf(dataDir);
    expect(message).toContain('has invalid permissions');
    expect(message).toContain('chmod 700');
  });

  it('says which release made data of another version', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    writeFileSync(join(dataDir, 'postgres-passwords.json'), '{"admin":"a","owner":"b","application":"c"}');
    expect(await refusalOf(dataDir)).toMatch(/made by PostgreSQL 15; this release brings \d+/);
  });

  it('leaves alone a folder that is not a database', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'letter.txt'), 'mine');
    expect(await refusalOf(dataDir)).toContain('is not a database of PostgreSQL');
    expect(readFileSync(join(dataDir, 'postgres', 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('does not make new passwords for a database whose passwords are gone', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    expect(await refusalOf(dataDir)).toMatch(/postgres-passwords\.json, is missing/);
  });

  itAsRoot('names the folder that its account cannot pass', async () => {
    const dataDir = newDataDir();
    const above = join(dataDir, '..');
    chmodSync(above, 0o700);
    expect(await refusalOf(dataDir)).toContain(`${above} is closed to it`);
  });

  it('does not need the port that it had before', async () => {
    const dataDir = newDataDir();
    const { port, stop } = await start(dataDir).then((postgres) => ({
      port: postgres.port,
      stop: () => postgres.stop(),
    }));
    await stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const again = await start(dataDir);
    expect(again.port).not.toBe(port);
    await again.stop();
    squatter.close();
  });
});

function readable(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
