import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import 'reflect-metadata';
import { CLIENTS, Ground } from './fixtures/small-disk-ground';
import { canMount } from './fixtures/small-disk';
import type { Unacknowledged } from './fixtures/writers';
import { times } from './scale';

jest.setTimeout(300_000);

const MIB = 1024 ** 2;
/** Bytes; the writes of a moment need more. */
const LITTLE = MIB / 2;
/** Longer than a recovery that succeeds takes. */
const DOWN_MS = 2_500;
const TURNS = times(1, 3);

/** How many files of the write-ahead log are there beyond the one that is written, and how much room that one has left. */
const AHEAD = `
  SELECT count(*) FILTER (WHERE name > pg_walfile_name(lsn))::int AS ahead,
         max(size - mod(lsn - '0/0', size))::int AS left
  FROM pg_ls_waldir(), pg_current_wal_insert_lsn() AS lsn WHERE name ~ '^[0-9A-F]{24}$'`;

const isPossible = canMount();
if (!isPossible) console.warn('SKIPPED: the full disk needs the right to mount a small tmpfs, which is not given here');

const kinds = (all: readonly Unacknowledged[]): string[] =>
  [...new Set(all.map(({ status, type, retryAfter }) => `${status} ${type} ${retryAfter}`))].sort();

/** F5 */
(isPossible ? describe : describe.skip)('The service, when the disk of the database is full,', () => {
  const ground = new Ground();
  beforeAll(() => ground.open('base', 80));
  afterAll(() => ground.close());

  it('answers 507, reads on, and keeps again, once each, what it is asked as soon as there is room', async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const { writers, disk } = ground;
      await writers.acknowledge(50);
      disk.fill(MIB);
      await ground.refused(507, 10 * CLIENTS);
      const [{ answer }] = writers.acknowledged;
      expect(await ground.status(`api/v1/organizations/${String(answer.id)}`)).toBe(200);
      expect(await ground.status('api/v1/organizations')).toBe(200);
      expect([await ground.status('health/live'), await ground.status('health/ready')]).toEqual([200, 200]);
      disk.makeRoom();
      const roomAt = Date.now();
      await writers.acknowledge(2 * CLIENTS);
      expect(Date.now() - roomAt).toBeLessThan(5_000);
    }
    expect(kinds(ground.writers.unacknowledged)).toEqual(['507 /problems/storage-full null']);
    await ground.expectNothingLost();
  });
});

/** F6: PostgreSQL panics, and cannot recover until there is room. */
(isPossible ? describe : describe.skip)('The service, when the disk of the write-ahead log is full,', () => {
  const ground = new Ground();
  beforeAll(() => ground.open('pg_wal', 160));
  afterAll(() => ground.close());

  /** Does it on one connection after the other until it says that it is done, or the server stays down. */
  async function byHand(work: (hand: Client) => Promise<boolean>): Promise<void> {
    let [cameInAt, isDone] = [Date.now(), false];
    while (!isDone && Date.now() - cameInAt < DOWN_MS) {
      const hand = await ground.connect().catch(() => null);
      if (hand !== null) {
        cameInAt = Date.now();
        // The server may go down under it, which is what is asked for.
        isDone = await work(hand).catch(() => false);
        await hand.end().catch(() => undefined);
      }
      await sleep(20);
    }
  }

  /** Uses up the files of the write-ahead log that are there, but for so little that a write of the service needs another. */
  async function leaveLittle(hand: Client): Promise<boolean> {
    const { rows } = await hand.query<{ ahead: number; left: number }>(AHEAD);
    const [{ ahead, left }] = rows;
    if (ahead === 0 && left <= LITTLE) return true;
    if (ahead > 0) await hand.query('SELECT pg_switch_wal()');
    else await hand.query(`SELECT pg_logical_emit_message(false, '', repeat('x', ${left - LITTLE}))`);
    return false;
  }

  /** Moves on to the next file of the write-ahead log until the server cannot even recover. */
  async function leaveNothing(hand: Client): Promise<boolean> {
    await hand.query('SELECT pg_switch_wal()');
    return false;
  }

  it('answers 503 and when to ask again, lives, and goes on by itself as soon as there is room', async () => {
    const recoveries: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const { writers, disk } = ground;
      await writers.acknowledge(50);
      disk.fill(MIB);
      await byHand(leaveLittle);
      await ground.refused(503, CLIENTS);
      await byHand(leaveNothing);
      await ground.refused(503, 10 * CLIENTS);
      while ((await ground.status('health/ready')) !== 503) await sleep(20);
      expect(await ground.status('health/live')).toBe(200);
      disk.makeRoom();
      const roomAt = Date.now();
      await writers.acknowledge(2 * CLIENTS);
      recoveries.push(Date.now() - roomAt);
    }
    expect(Math.max(...recoveries)).toBeLessThan(10_000);
    expect(kinds(ground.writers.unacknowledged)).toEqual(['503 /problems/db-unavailable 5']);
    await ground.expectNothingLost();
  });
});
