import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogKey } from '../../../src/audit-trail/kept-log/log-key';
import { openLogPool, withClient } from '../../../src/audit-trail/kept-log/log-pool';
import { publishCheckpoint } from '../../../src/audit-trail/kept-log/publish-checkpoint';
import { signerOf } from '../../../src/audit-trail/kept-log/log-signer';
import { BATCH, sequenceBatch } from '../../../src/audit-trail/kept-log/sequence-batch';
import { cloneDatabase, type TestDatabase } from '../../support/database';
import { recordEvents } from '../../support/events';
import { auditedLog } from '../../support/log';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';

const QUIET = new Logger('Log');
QUIET.warn = () => undefined;

describe('The sequencer', () => {
  let database: TestDatabase;
  let pools: Pool[];
  let folder: string;
  beforeEach(async () => {
    database = await cloneDatabase();
    pools = [1, 2].map(() => openLogPool(database.sequencerUrl, QUIET));
    folder = await mkdtemp(join(tmpdir(), 'predicate-log-'));
  });
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const sequence = (pool = pools[0]) => withClient(pool, sequenceBatch);
  const signer = (origin: string | null = null, keyFile = join(folder, 'log.key')) =>
    withClient(pools[0], (client) => signerOf(client, { sequencerUrl: '', origin, keyFile }));
  const publish = async (at = new Date()) => {
    const key = await signer();
    return withClient(pools[0], (client) => publishCheckpoint(client, key, at));
  };

  it('puts every event into the log once, in batches, and signs each state of it once', async () => {
    await recordEvents(database.superuser, BATCH + 300);
    expect(await sequence()).toMatchObject({ events: BATCH, size: BATCH });
    expect(await publish()).toBe('signed');
    expect(await publish()).toBe('same');
    expect(await sequence()).toMatchObject({ events: 300, size: BATCH + 300 });
    expect(await sequence()).toEqual({ events: 0, size: BATCH + 300, oldest: null });
    for (let round = 0; round < 5; round += 1) {
      await recordEvents(database.superuser, 1 + round * 37);
      await sequence();
      expect(await publish()).toBe('signed');
    }
    const whole = { wrong: 0, rootHolds: true, tilesHold: true, checkpointsHold: true, checkpoints: 6 };
    const log = await auditedLog(database.superuser);
    expect(log).toEqual({ ...whole, events: log.size, size: BATCH + 300 + 375 });
  });

  it('has no gap, no double and no fork when two are at it and their connections are killed', async () => {
    let isOver = false;
    let fed = 0;
    const work = async (pool: Pool): Promise<void> => {
      while (!isOver) {
        fed += await sequence(pool).then(
          (done) => done?.events ?? 0,
          () => 0,
        );
      }
    };
    const workers = pools.map(work);
    for (let round = 0; round < 12; round += 1) {
      await recordEvents(database.superuser, 150);
      await sleep(15 + Math.random() * 30);
      await database.superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'predicate-sequencer' AND datname = current_database()`,
      );
    }
    while ((await database.superuser.query('SELECT FROM audit_outbox LIMIT 1')).rowCount !== 0) await sleep(10);
    isOver = true;
    await Promise.all(workers);
    expect(fed).toBeLessThanOrEqual(1800);
    expect(await auditedLog(database.superuser)).toMatchObject({
      ...{ events: 1800, size: 1800, wrong: 0, rootHolds: true, tilesHold: true },
    });
  });

  it('steps back while another one holds the log', async () => {
    await recordEvents(database.superuser, 3);
    await database.superuser.query('BEGIN; SELECT FROM log_state FOR UPDATE');
    expect(await sequence()).toBeNull();
    await database.superuser.query('ROLLBACK');
    expect(await sequence()).toMatchObject({ events: 3 });
  });

  it('makes the key once, readable by its account alone, and keeps it and the name of the log', async () => {
    const key = await signer('log.example.org/predicate');
    const file = join(folder, 'log.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^PRIVATE\+KEY\+log\.example\.org\/predicate\+[0-9a-f]{8}\+/);
    expect((await signer('log.example.org/predicate')).id).toBe(key.id);
    await expect(signer('log.example.org/other')).rejects.toThrow(/one of them is to be set right/);
  });

  /** Whatever somebody with all power did, while every trigger slept. */
  const tamper = (sql: string) =>
    database.superuser.query(`SET session_replication_role = replica; ${sql}; RESET session_replication_role`);

  it.each([
    ['shorter', `UPDATE log_state SET size = 8, frontier = substring(frontier FROM 1 FOR 32)`, /it is shorter/],
    ['of another root', `UPDATE log_state SET root = sha256('x')`, /another root/],
    ['signed by another', `UPDATE log_checkpoint SET note = replace(note, '— ', '— x')`, /not one that the key/],
    ['signed as larger than it was', `UPDATE log_checkpoint SET root = sha256('x')`, /another size or root/],
  ])('never signs a log that is %s than its last checkpoint says', async (_, sql, words) => {
    await recordEvents(database.superuser, 10);
    await sequence();
    await publish();
    await tamper(sql);
    await expect(publish()).rejects.toThrow(words);
    const { rows } = await database.superuser.query('SELECT size FROM log_checkpoint');
    expect(rows).toEqual([{ size: '10' }]);
  });

  it('never signs what does not continue the last checkpoint, and puts nothing into a log that lost entries', async () => {
    await recordEvents(database.superuser, 10);
    await sequence();
    await publish();
    await recordEvents(database.superuser, 3);
    await sequence();
    await tamper(`UPDATE log_tile SET bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1)`);
    await expect(publish()).rejects.toThrow(/do not show that it continues it/);
    await tamper(`UPDATE log_state SET size = 8, frontier = substring(frontier FROM 1 FOR 32)`);
    await recordEvents(database.superuser, 1);
    await expect(sequence()).rejects.toThrow(/entries were lost/);
  });

  it('makes no new key for a log that was signed, and signs nothing with another', async () => {
    await recordEvents(database.superuser, 10);
    await sequence();
    await publish();
    const file = join(folder, 'log.key');
    const text = await readFile(file, 'utf8');
    await rm(file);
    await expect(signer()).rejects.toThrow(/restore it from a backup/);
    await writeFile(file, randomBytes(100).toString('base64'));
    await expect(signer()).rejects.toThrow(/holds no key/);
    await rm(file);
    const { origin } = (await database.superuser.query<{ origin: string }>('SELECT origin FROM log_state')).rows[0];
    const other = await makeLogKey(file, origin);
    await expect(signer()).rejects.toThrow(/the key at hand is .*signs nothing/);
    await recordEvents(database.superuser, 1);
    await sequence();
    await expect(withClient(pools[0], (client) => publishCheckpoint(client, other, new Date()))).rejects.toThrow(
      /another one, and signs nothing/,
    );
    await writeFile(file, text);
    expect(await publish()).toBe('signed');
    await expect(signer('log.example.org/renamed')).rejects.toThrow(/cannot rename/);
  });
});
