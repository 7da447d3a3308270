import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../src/app.module';
import { auditDatabase } from '../../src/audit-trail/verify/audit-database';
import { dataSourceOptions } from '../../src/database/data-source';
import { sha256 } from '../../src/kernel/digest';
import { FAILPOINTS, type Failpoint } from '../../src/kernel/failpoints';
import { Checkout, type Ran, type Running } from '../cli/fixtures/checkout';
import { cloneDatabase, type TestDatabase } from '../support/database';
import { OPERATOR_TOKEN, TOKEN } from '../support/staff';
import { expectKeptOnce, expectToldOnce, expectWholeLog, expectWholeStore } from './fixtures/kept-once';
import { type Acknowledged, aFile, anOrganization, type Repeated, Writers } from './fixtures/writers';
import { IS_FULL } from './scale';

jest.setTimeout(120_000);

const POINTS = Object.keys(FAILPOINTS) as Failpoint[];
/** The first time that the process comes there, and later under load. */
const TIMES = [1, 5];
const SHORT: readonly (readonly [Failpoint, number])[] = [
  ['transaction.told', 1],
  ['shared.sent', 2],
  ['content.linked', 2],
  ['sequencer.moved', 2],
  ['checkpoint.committing', 1],
];
const FULL = POINTS.flatMap((point) => TIMES.map((time) => [point, time] as const));

/** Nothing at all; that the first of two is still under way; that the service is on its way up. */
const MAY_BE_SAID = new Set([0, 409, 503]);

function aJob(): { written: string; request: Repeated } {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const body = JSON.stringify({ task: 'forget-idempotency-keys' });
  return { written: 'job', request: { path: 'jobs', headers, body } };
}

/** F1: the process is killed between every two steps of the ways on which it writes, and started again. */
describe('The service, when it is killed at a step of a write,', () => {
  const checkout = new Checkout();
  const dataDir = checkout.path('data');
  const [organizations, files, jobs]: Acknowledged[][] = [[], [], []];
  let database: TestDatabase;
  let url = '';

  const onDatabase = () => ({ PREDICATE_DATA_DIR: dataDir, DATABASE_URL: database.applicationUrl });
  const start = (failAt: string): Running =>
    checkout.start(['serve'], {
      ...{ ...onDatabase(), DATABASE_SEQUENCER_URL: database.sequencerUrl, PREDICATE_PORT: '0' },
      ...{ PREDICATE_OPERATOR_TOKEN: OPERATOR_TOKEN, PREDICATE_MIGRATE_ON_START: 'false' },
      ...{ PREDICATE_RATE_LIMIT_PER_MINUTE: '0', PREDICATE_FAIL_AT: failAt },
    });
  const listening = async (serve: Running): Promise<void> => {
    [, url] = await serve.said(/listens on (http:\S+);/);
  };
  beforeAll(async () => {
    database = await cloneDatabase();
    // By acts, so that every row of the record is told of; under the token that the writers know.
    const secret = await checkout.staffToken(onDatabase());
    const known = [sha256(secret), sha256(TOKEN)];
    await database.superuser.query('UPDATE held_secret SET digest = $2 WHERE digest = $1', known);
  });
  afterAll(async () => {
    await checkout.remove();
    await database.drop();
  });

  /** Writes until the service is killed at the point, and then goes on with a service that is not until all is answered. */
  async function struck(point: Failpoint, time: number): Promise<{ ran: Ran; unacknowledged: number[] }> {
    const serve = start(`${point}:${time}`);
    await Promise.race([listening(serve).catch(() => undefined), serve.ended]);
    const writers = [new Writers(() => url, 4, anOrganization), new Writers(() => url, 2, aFile)] as const;
    const asked = new Writers(() => url, point.startsWith('job.') ? time : 0, aJob);
    void asked.end();
    const ran = await serve.ended;
    const next = start('');
    await listening(next);
    await Promise.all(writers.map((some) => some.acknowledge(2)));
    await Promise.all([...writers, asked].map((some) => some.end()));
    organizations.push(...writers[0].acknowledged);
    files.push(...writers[1].acknowledged);
    jobs.push(...asked.acknowledged);
    await expectWholeLog(database.superuser);
    await next.end('SIGKILL');
    const unacknowledged = [...writers, asked].flatMap((some) => some.unacknowledged.map(({ status }) => status));
    return { ran, unacknowledged };
  }

  async function expectClean(): Promise<void> {
    const options = { ...dataSourceOptions(database.superuserUrl, ENTITIES), extra: { max: 2 } };
    const dataSource = await new DataSource(options).initialize();
    const nobody = { log: [], witnesses: [], held: [], authorities: null };
    const report = await auditDatabase(dataSource, nobody).finally(() => dataSource.destroy());
    expect(report).toMatchObject({ findings: [], waiting: { events: 0 } });
  }

  it.each(IS_FULL ? FULL : SHORT)('has all that it acknowledged whole and once: %s, time %i', async (point, time) => {
    const { ran, unacknowledged } = await struck(point, time);
    expect({ signal: ran.signal, words: ran.words }).toEqual({
      signal: 'SIGKILL',
      words: expect.stringContaining(`KILLS ITSELF at ${point}, time ${time}`) as string,
    });
    expect(unacknowledged.filter((status) => !MAY_BE_SAID.has(status))).toEqual([]);
    await expectKeptOnce(database.superuser, ['organization', 'name'], organizations);
    await expectKeptOnce(database.superuser, ['stored_file', 'sha256'], files);
    await expectToldOnce(database.superuser, { organizations, files });
    expectWholeStore(join(dataDir, 'content'), files);
    await expectClean();
  });

  (IS_FULL ? it : it.skip)('has every job done that was asked for, each once in the list', async () => {
    const serve = start('');
    await listening(serve);
    const ended = async () => {
      const { rows } = await database.superuser.query<{ id: string; state: string }>(
        `SELECT id, state FROM job WHERE requested_by <> 'schedule'`,
      );
      return rows;
    };
    for (let left = 1; left > 0; await sleep(200))
      left = (await ended()).filter(({ state }) => state !== 'done').length;
    expect((await ended()).map(({ id }) => id).sort()).toEqual(jobs.map(({ answer }) => answer.id).sort());
    await serve.end('SIGKILL');
  });

  it('and the command that audits it finds it as it was logged', async () => {
    expect(await checkout.run(['audit', 'verify'], onDatabase())).toMatchObject({ code: 0 });
  });
});
