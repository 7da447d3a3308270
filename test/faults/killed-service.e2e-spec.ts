import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkout, type Running } from '../cli/fixtures/checkout';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { expectKeptOnce, expectToldOnce, expectWholeLog, expectWholeStore } from './fixtures/kept-once';
import { aFile, anOrganization, Writers } from './fixtures/writers';
import { times } from './scale';
import { HIRED, hire, OPERATOR_TOKEN } from '../support/staff';

jest.setTimeout(900_000);

const KILLS = times(4, 60);

/** Nothing at all; that the first of two is still under way; that the service is on its way up. */
const MAY_BE_SAID = new Set([0, 409, 503]);

/** F1: the process itself is killed at random under writes, and started again. */
describe('The service, when it is killed under its writes,', () => {
  const checkout = new Checkout();
  const dataDir = checkout.path('data');
  let database: TestDatabase;
  let serve: Running;
  let url = '';
  let writers: readonly Writers[] = [];

  const start = async (): Promise<void> => {
    serve = checkout.start(['serve'], {
      ...{ PREDICATE_DATA_DIR: dataDir, PREDICATE_PORT: '0', PREDICATE_OPERATOR_TOKEN: OPERATOR_TOKEN },
      ...{ DATABASE_URL: database.applicationUrl, DATABASE_SEQUENCER_URL: database.sequencerUrl },
      ...{ PREDICATE_MIGRATE_ON_START: 'false', PREDICATE_RATE_LIMIT_PER_MINUTE: '0' },
    });
    [, url] = await serve.said(/listens on (http:\S+);/);
  };
  beforeAll(async () => {
    database = await cloneDatabase();
    await hire(database.superuser, HIRED.staff);
    await start();
    writers = [new Writers(() => url, 6, anOrganization), new Writers(() => url, 3, aFile)];
  });
  afterAll(async () => {
    await checkout.remove();
    await database.drop();
  });

  it(`has each write that it acknowledged, or was asked again, whole and once, over ${KILLS} kills`, async () => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await Promise.all(writers.map((some) => some.acknowledge(5)));
      await sleep(Math.random() * 300);
      await serve.end('SIGKILL');
      await start();
    }
    await Promise.all(writers.map((some) => some.end()));
    const [organizations, files] = writers;
    const unexpected = writers
      .flatMap(({ unacknowledged }) => unacknowledged)
      .filter(({ status }) => !MAY_BE_SAID.has(status));
    expect(unexpected).toEqual([]);
    await expectKeptOnce(database.superuser, ['organization', 'name'], organizations.acknowledged);
    await expectKeptOnce(database.superuser, ['stored_file', 'sha256'], files.acknowledged);
    await expectWholeLog(database.superuser);
  });

  it('has the bytes of each file, and no others, and told of nothing that is not there', async () => {
    const [organizations, files] = writers.map(({ acknowledged }) => acknowledged);
    expectWholeStore(join(dataDir, 'content'), files);
    await expectToldOnce(database.superuser, { organizations, files });
  });
});
