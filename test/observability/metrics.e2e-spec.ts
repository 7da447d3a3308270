import { setTimeout as sleep } from 'node:timers/promises';
import { auditEvents } from '../../src/observability/counted';
import { serveMetrics, type MetricsServer } from '../../src/observability/metrics-server';
import { VERSION } from '../../src/program';
import { organization, readyVersion } from '../support/given';
import { openHouse, type House } from '../support/house';
import { signWhole } from '../support/signing';

let house: House;
let server: MetricsServer;
beforeAll(async () => {
  house = await openHouse();
  server = await serveMetrics(0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  await house.close();
});

/** The figures by name and labels, as a scrape reads them. */
async function scraped(): Promise<Map<string, number>> {
  const response = await fetch(server.url);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(/ (\S+)$/.exec(line)?.[1])]));
}

const seriesOf = (figures: Map<string, number>, name: string): string[] =>
  [...figures.keys()].filter((key) => key === name || key.startsWith(`${name}{`));

describe('The figures', () => {
  it('count answers by method, pattern and status, and how long each took', async () => {
    const sample = 'predicate_http_requests_total{method="GET",route="/api/v1/organizations/:id",status="200"}';
    const before = (await scraped()).get(sample) ?? 0;
    const { body } = await house.staff.post('/api/v1/organizations').send(organization()).expect(201);
    for (let asked = 0; asked < 3; asked += 1) {
      await house.staff.get(`/api/v1/organizations/${(body as { id: string }).id}`).expect(200);
    }
    const figures = await scraped();
    expect(figures.get(sample)).toBe(before + 3);
    const seconds = 'predicate_http_request_duration_seconds_count{method="GET",route="/api/v1/organizations/:id"}';
    expect(figures.get(seconds)).toBeGreaterThanOrEqual(3);
  });

  it('have no place for what a caller makes up', async () => {
    const ask = (path: string, method = 'GET') => fetch(`${house.url}${path}`, { method });
    await Promise.all([ask('/made-up'), ask('/made-up?x=1'), ask('/%ff'), ask('/x', 'PURGE'), ask('/x', 'M-SEARCH')]);
    await sleep(50);
    const series = async () => seriesOf(await scraped(), 'predicate_http_requests_total');
    const before = await series();
    for (let asked = 0; asked < 50; asked += 1) await ask(`/made-up-${asked}?x=${asked}`);
    await sleep(50);
    expect(await series()).toEqual(before);
    const figures = await scraped();
    expect(figures.get('predicate_http_requests_total{method="GET",route="unmatched",status="404"}')).toBeGreaterThan(
      49,
    );
    expect([...figures.keys()].join()).not.toContain('made-up');
  });

  it('count audit events once they are durable, and no others', async () => {
    const countOf = async (): Promise<number> =>
      (await auditEvents.get()).values.find(({ labels }) => labels.act === 'organization.registered')?.value ?? 0;
    const before = await countOf();
    const sent = organization();
    await house.staff.post('/api/v1/organizations').send(sent).expect(201);
    await house.staff.post('/api/v1/organizations').send({}).expect(422);
    expect(await countOf()).toBe(before + 1);
  });

  it('show dossiers while they wait, and how long they took', async () => {
    const task = 'task="issue-dossier"';
    const ended = `predicate_job_duration_seconds_count{${task},outcome="done"}`;
    const inState = (state: string) => `predicate_jobs{${task},state="${state}"}`;
    const until = async (key: string, value: number): Promise<void> => {
      for (const end = Date.now() + 15_000; Date.now() < end; await sleep(50)) {
        if ((await scraped()).get(key) === value) return;
      }
      expect([key, (await scraped()).get(key)]).toEqual([key, value]);
    };
    await until(inState('dead'), 0);
    const before = (await scraped()).get(ended) ?? 0;
    const { version } = await readyVersion(house);
    await signWhole(house, version.id);
    await house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}).expect(202);
    await until(ended, before + 1);
    await house.database.superuser.query(
      `INSERT INTO job (id, task, queue_id, state, attempts, max_attempts, requested_by, enqueued_at)
       VALUES (gen_random_uuid(), 'issue-dossier', 900001, 'queued', 0, 6, 'tests', now())`,
    );
    await until(inState('queued'), 1);
    await house.database.superuser.query('DELETE FROM job WHERE queue_id = 900001');
    await until(inState('queued'), 0);
  });

  it('show the pool, the process and what runs', async () => {
    const figures = await scraped();
    expect(figures.get('predicate_database_connections{state="total"}')).toBeGreaterThan(0);
    expect(figures.get('predicate_database_connections{state="waiting"}')).toBe(0);
    expect(figures.get(`predicate_build_info{version="${VERSION}",node="${process.version}"}`)).toBe(1);
    for (const name of [
      ...['nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_used_bytes', 'process_resident_memory_bytes'],
      ...['process_cpu_seconds_total', 'predicate_database_retries_total'],
    ]) {
      expect(seriesOf(figures, name)).toHaveLength(1);
    }
  });

  it('are at one address, and can only be read', async () => {
    const at = (path: string, method = 'GET') => fetch(new URL(path, server.url), { method });
    expect((await at('/')).status).toBe(404);
    expect((await at('/metrics', 'POST')).status).toBe(405);
    expect((await at('/metrics', 'HEAD')).status).toBe(200);
    expect((await at('/metrics?x=1')).status).toBe(200);
    expect((await fetch(`${house.url}/metrics`)).status).toBe(404);
  });
});
