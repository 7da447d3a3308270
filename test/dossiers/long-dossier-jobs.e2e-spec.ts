import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DossierEvents } from '../../src/dossiers/dossier-events.service';
import { ServiceLog } from '../../src/observability/service-log';
import { type Answer, readyVersion } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { manyEvents } from '../support/many-events';
import { refused } from '../support/problems';
import { signWhole } from '../support/signing';

interface Work extends Record<string, unknown> {
  readonly id: string;
  readonly state: string;
  readonly progress: string;
}

/** Some hundred pages: a drawing that takes its time. */
const MANY = 6_000;

describe('A long dossier', () => {
  let house: House;
  let version: Answer;

  const sql = (text: string, ...values: unknown[]) => house.database.superuser.query(text, values);
  const told = async (id: string): Promise<Work> =>
    (await house.staff.get(`/api/v1/dossier-jobs/${id}`).expect(200)).body as Work;
  const asked = async (): Promise<Work> =>
    (await house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}).expect(202)).body as Work;
  const cancelled = (id: string) => house.staff.post(`/api/v1/dossier-jobs/${id}/cancel`).send({}).expect(200);
  async function until(id: string, holds: (work: Work) => boolean): Promise<Work> {
    for (const end = Date.now() + 40_000; Date.now() < end; await sleep(50)) {
      const found = await told(id);
      if (holds(found)) return found;
    }
    throw new Error(JSON.stringify(await told(id)));
  }
  const isDrawn = ({ progress }: Work): boolean => progress.startsWith('Drawing page ');
  const issuedOf = async (): Promise<unknown[]> =>
    ((await house.staff.get(`/api/v1/versions/${version.id}/dossiers`).expect(200)).body as { items: unknown[] }).items;
  /** What a client of server-sent events hears, and the answer that it hears it by. */
  const follow = (id: string): Promise<{ answer: IncomingMessage; heard: string[]; ended: Promise<void> }> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${TOKEN}`, accept: 'text/event-stream' };
      get(`${house.url}/api/v1/dossier-jobs/${id}/events`, { headers }, (answer) => {
        const heard: string[] = [];
        answer.setEncoding('utf8').on('data', (text: string) => heard.push(text));
        const ended = new Promise<void>((done) => answer.on('close', done));
        resolve({ answer, heard, ended });
      }).on('error', reject);
    });
  const eventsIn = (heard: readonly string[]): Work[] =>
    heard
      .join('')
      .split('\n\n')
      .filter((one) => one.startsWith('event: progress'))
      .map((one) => JSON.parse(one.split('\ndata: ')[1] ?? '') as Work);

  beforeAll(async () => {
    house = await openHouse({ log: new ServiceLog({ level: 'silent' }) });
    ({ version } = await readyVersion(house));
    await signWhole(house, version.id);
    await manyEvents(house.database.superuser, version.id, MANY);
  });
  afterAll(() => house.close());

  it('says which page is drawn, and is drawn no further once it is cancelled', async () => {
    const { id } = await asked();
    const { progress } = await until(id, isDrawn);
    expect(progress).toMatch(/^Drawing page \d+, (Contents|section \d+ \w)/);
    await cancelled(id);
    const since = Date.now();
    for (let job = { state: 'running' }; job.state === 'running'; await sleep(20))
      job = (await house.staff.get(`/api/v1/jobs/${id}`)).body as Work;
    // A second, and the patience of a machine that does much else.
    expect(Date.now() - since).toBeLessThan(5_000);
    expect(await issuedOf()).toEqual([]);
    const { rows } = await sql('SELECT id FROM stored_file WHERE name LIKE $1', 'PD-%');
    expect(rows).toEqual([]);
  });

  it('is made once for all who ask while it is made, and the answer of each is the same job', async () => {
    const [first, ...others] = await Promise.all([asked(), asked(), asked()]);
    await until(first.id, isDrawn);
    const { rows } = await sql(`SELECT id FROM audit_event WHERE act = 'dossier.requested'`);
    const late = await asked();
    for (const other of [...others, late]) expect(other.id).toBe(first.id);
    const key = randomUUID();
    const again = () =>
      house.staff.post(`/api/v1/versions/${version.id}/dossiers`).set('Idempotency-Key', key).send({}).expect(202);
    expect(((await again()).body as Work).id).toBe(first.id);
    expect(((await again()).body as Work).id).toBe(first.id);
    expect((await sql(`SELECT id FROM audit_event WHERE act = 'dossier.requested'`)).rows).toHaveLength(rows.length);
    await cancelled(first.id);
    const next = await asked();
    expect(next.id).not.toBe(first.id);
    await cancelled(next.id);
  });

  it('is followed by events until it is over, also by who comes when it is', async () => {
    const { id } = await asked();
    const { answer, heard, ended } = await follow(id);
    expect(answer.headers).toMatchObject({
      ...{ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no', 'cache-control': 'no-store' },
    });
    await ended;
    const events = eventsIn(heard);
    expect(events.at(-1)).toMatchObject({ id, state: 'done', progress: 'Issued' });
    expect(events.filter(isDrawn).length).toBeGreaterThan(1);
    expect(events.at(-1)).toEqual(await told(id));
    const late = await follow(id);
    await late.ended;
    expect(eventsIn(late.heard)).toEqual([await told(id)]);
    expect(await issuedOf()).toHaveLength(1);
  });

  it('is followed by so many and no more, and nobody who has gone is counted', async () => {
    const { id } = await asked();
    const followers = await Promise.all(Array.from({ length: 100 }, () => follow(id)));
    const busy = house.staff.get(`/api/v1/dossier-jobs/${id}/events`).set('Accept', 'text/event-stream');
    await refused(busy, 'busy');
    for (const { answer } of followers) answer.destroy();
    while (house.app.get(DossierEvents).following > 0) await sleep(20);
    await cancelled(id);
  });

  it('that is not there, or not given to who asks, has no events', async () => {
    await refused(house.staff.get(`/api/v1/dossier-jobs/${randomUUID()}/events`), 'not-found');
    await refused(house.anybody.get(`/api/v1/dossier-jobs/${randomUUID()}/events`), 'authentication-required');
  });
});
