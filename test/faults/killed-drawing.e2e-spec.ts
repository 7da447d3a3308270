import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { ServiceLog } from '../../src/observability/service-log';
import { Checkout, type Running } from '../cli/fixtures/checkout';
import { readyVersion } from '../support/given';
import { type House, openHouse, OPERATOR_TOKEN, TOKEN } from '../support/house';
import { manyEvents } from '../support/many-events';
import { signWhole } from '../support/signing';

jest.setTimeout(300_000);

interface Made {
  readonly version_id: string;
  readonly state: string;
  readonly progress: string;
}

/** Some hundred pages: a drawing that takes its time. */
const MANY = 4_000;
const VERSIONS = 4;

describe('Dossiers that several processes make', () => {
  const checkout = new Checkout();
  const [dataDir, temporary] = [checkout.path('data'), checkout.path('temporary')];
  const versions: string[] = [];
  let house: House;
  let other: Running;
  let url = '';

  const start = async (): Promise<void> => {
    other = checkout.start(['serve'], {
      ...{ PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '0', PREDICATE_OPERATOR_TOKEN: OPERATOR_TOKEN },
      ...{ DATABASE_URL: house.database.applicationUrl, PREDICATE_MIGRATE_ON_START: 'false', TMPDIR: temporary },
      PREDICATE_RATE_LIMIT_PER_MINUTE: '0',
    });
    [, url] = await other.said(/listens on (http:\S+);/);
  };
  const ask = async (at: string, versionId: string): Promise<string> => {
    const { body } = await request(at)
      .post(`/api/v1/versions/${versionId}/dossiers`)
      .set({ authorization: `Bearer ${TOKEN}`, 'idempotency-key': `ask-${versionId}-${Math.random()}` })
      .send({})
      .expect(202);
    return (body as { id: string }).id;
  };
  const rowsOf = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
    (await house.database.superuser.query<T>(text, values)).rows;
  const jobs = () => rowsOf<Made>('SELECT version_id, state, progress FROM dossier_job ORDER BY id');
  const filesOf = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  beforeAll(async () => {
    house = await openHouse({ log: new ServiceLog({ level: 'silent' }) });
    for (const folder of [dataDir, temporary]) mkdirSync(folder);
    symlinkSync(house.storeDir, `${dataDir}/content`);
    for (let at = 0; at < VERSIONS; at += 1) {
      const { version } = await readyVersion(house);
      await signWhole(house, version.id);
      versions.push(version.id);
    }
    await manyEvents(house.database.superuser, versions[0], MANY);
    await start();
  });
  afterAll(async () => {
    await checkout.remove();
    await house.close();
  });

  /** Whoever asks while one is being made waits for that one: none is done before all have asked. */
  const beforeAnyIsDone = async <T>(work: () => Promise<T>): Promise<T> => {
    const { superuser } = house.database;
    await superuser.query('BEGIN');
    try {
      await superuser.query('LOCK TABLE dossier IN SHARE MODE');
      return await work();
    } finally {
      await superuser.query('COMMIT');
    }
  };

  /** Every version is asked for thrice, of both processes; gives how many were at work until all were made. */
  const round = async (): Promise<number> => {
    const asked = await beforeAnyIsDone(() =>
      Promise.all(versions.flatMap((version) => [ask(house.url, version), ask(url, version), ask(url, version)])),
    );
    expect(new Set(asked).size).toBe(VERSIONS);
    const crews = new Set<string>();
    for (const end = Date.now() + 120_000; Date.now() < end; await sleep(20)) {
      const locked = await rowsOf<{ by: string }>(
        'SELECT DISTINCT locked_by AS by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL',
      );
      for (const { by } of locked) crews.add(by);
      if ((await jobs()).every(({ state }) => state === 'done')) break;
    }
    return crews.size;
  };

  it('are made once each, by whichever is free, and both are at work', async () => {
    let rounds = 1;
    // Who is free takes the next: that one process takes all of a round is luck, and that it takes all of twelve is a fault.
    for (let crews = await round(); crews < 2 && rounds < 12; crews = Math.max(crews, await round())) rounds += 1;
    expect(rounds).toBeLessThan(12);
    const each = Array.from({ length: rounds }, () => versions).flat();
    expect((await jobs()).map(({ state }) => state)).toEqual(each.map(() => 'done'));
    const made = await rowsOf<{ version_id: string }>('SELECT version_id FROM dossier');
    expect(made.map((one) => one.version_id).sort()).toEqual(each.sort());
  });

  it('are made at the next start where the process was killed while it drew, and nothing of it is left', async () => {
    await house.app.close();
    const before = filesOf(house.storeDir);
    const older = await rowsOf('SELECT id FROM dossier WHERE version_id = $1', versions[0]);
    const id = await ask(url, versions[0]);
    const job = async () => (await rowsOf<Made>('SELECT * FROM dossier_job WHERE id = $1', id))[0];
    while (!(await job()).progress.startsWith('Drawing page ')) await sleep(20);
    await other.end('SIGKILL');
    expect(filesOf(temporary)).toEqual([]);
    expect(filesOf(house.storeDir)).toEqual(before);
    await start();
    while ((await job()).state !== 'done') await sleep(50);
    expect(await rowsOf('SELECT id FROM dossier WHERE version_id = $1', versions[0])).toHaveLength(older.length + 1);
    expect(filesOf(temporary)).toEqual([]);
    expect(filesOf(house.storeDir)).toHaveLength(before.length + 1);
    const { rows } = await house.database.superuser.query(`SELECT id FROM job WHERE id = $1 AND attempts = 2`, [id]);
    expect(rows).toHaveLength(1);
  });
});
