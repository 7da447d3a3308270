import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from '../database/embedded/fixtures/child';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { recordEvents } from '../support/events';
import { auditedLog, settledLog } from '../support/log';
import { times } from './scale';

const KILLS = times(4, 75);
const FEEDERS = 2;
const AT_ONCE = 250;

/** F4: two processes feed one log and are killed at random, one after the other, under a load of events. */
describe('The log, when the processes that feed it are killed,', () => {
  let database: TestDatabase;
  let folder: string;
  let feeders: Child[] = [];
  const feeder = (): Child =>
    new Child(join(__dirname, 'fixtures', 'feed.ts'), [database.sequencerUrl, join(folder, 'log.key')]);
  beforeAll(async () => {
    database = await cloneDatabase();
    folder = await mkdtemp(join(tmpdir(), 'predicate-log-'));
    feeders = Array.from({ length: FEEDERS }, feeder);
    await Promise.all(feeders.map((one) => one.line()));
  });
  afterAll(async () => {
    await Promise.all(feeders.map((one) => one.end('SIGKILL')));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it(
    `has every event once, no gap, and no checkpoint that the events do not bear out, over ${KILLS} kills`,
    async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const at = kill % FEEDERS;
        const burst = recordEvents(database.superuser, AT_ONCE);
        await sleep(Math.random() * 150);
        await feeders[at].end('SIGKILL');
        feeders[at] = feeder();
        await burst;
        await feeders[at].line();
        await recordEvents(database.superuser, 20);
      }
      await settledLog(database.superuser);
      const all = KILLS * (AT_ONCE + 20);
      const log = await auditedLog(database.superuser);
      expect(log).toMatchObject({ events: all, size: all, wrong: 0, rootHolds: true, tilesHold: true });
      expect(log.checkpointsHold && log.checkpoints > 0).toBe(true);
    },
    times(60, 600) * 1000,
  );
});
