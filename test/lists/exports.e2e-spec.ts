import { parse } from 'csv-parse/sync';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { dayOf } from '../../src/kernel/clock';
import { EVIDENCE_LIST } from '../../src/evidence/evidence.list';
import { type Answer, readyVersion, registered, resultsFile } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { everyPage, exported, page, unguarded } from '../support/listed';
import { refused } from '../support/problems';

const PATH = '/api/v1/evidence';
const MANY = 8_000;

let house: House;
let long: Answer;
beforeAll(async () => {
  house = await openHouse();
  const { version, functionId, model } = await readyVersion(house);
  await registered.claim(house, functionId, { threshold: '-0.5' });
  await registered.evidence(house, version.id, {
    title: `=HYPERLINK("http://x","y")`,
    protocol: 'one\r\ntwo, "three"',
  });
  const { sha256 } = await registered.file(house, 'é.json', resultsFile({ run: 'exports' }));
  const files = [{ sha256, name: 'é.json', role: 'attachment' }];
  const facts = [{ fact: 'dataset', text: '@later' }];
  const { id } = await registered.evidence(house, version.id, { title: 'Zwölf', files, statedFacts: facts });
  await house.staff.post(`/api/v1/evidence/${id}/withdraw`).send({ reason: '+1 too many' }).expect(200);
  await house.staff
    .post('/api/v1/submissions')
    .send({ modelId: model.id, kind: '510k', authority: 'FDA', submittedOn: '2026-01-02', versionIds: [version.id] })
    .expect(201);
  long = await registered.version(house, (await registered.model(house, { name: 'Long model' })).id);
  await unguarded(house, [
    `INSERT INTO evidence (id, version_id, kind, title, protocol, performed_on, performed_by, illustrative, stated_facts,
       late_entry, after_release, recorded_by, recorded_at)
     SELECT (lpad(to_hex(1764000000000 + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, $1, 'benchmark',
       'Long ' || n, repeat('protocol ', 220), '2026-01-01', 'Bench', false, '[]', false, false, 'bench', now()
     FROM generate_series(1, ${MANY}) n`,
    [long.id],
  ]);
});
afterAll(() => house.close());

const LISTS = [
  ...['organizations', 'models', 'versions', 'functions', 'intended-uses', 'claims', 'classifications', 'submissions'],
  ...['dossiers', 'audit-events'],
];
const shortEvidence = { versionId: '' };
const lines = (text: string): unknown[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
const cells = (text: string): string[][] => parse(text, { bom: true });

describe('An export', () => {
  beforeAll(async () => {
    shortEvidence.versionId = (
      (await page(house, '/api/v1/versions', { sort: 'createdAt' })).items[0] ?? { id: '' }
    ).id;
  });

  it.each(LISTS)('of %s as JSON lines is its pages one after the other, object by object', async (noun) => {
    const path = `/api/v1/${noun}`;
    const text = await exported(house, path, { format: 'jsonl' });
    expect(lines(text)).toEqual(await everyPage(house, path, { limit: 3 }));
    expect(lines(text).length).toBeGreaterThan(noun === 'dossiers' ? -1 : 0);
  });

  it.each(LISTS)('of %s as CSV has a line of names and a line for each', async (noun) => {
    const path = `/api/v1/${noun}`;
    const [header = [], ...rows] = cells(await exported(house, path, { format: 'csv' }));
    const items = await everyPage(house, path);
    expect(rows.length).toBe(items.length);
    expect(rows.map((row) => row[header.indexOf('id')])).toEqual(items.map(({ id }) => id));
  });

  it('of more than a batch is whole, in order, and the same in each form', async () => {
    const query = { versionId: long.id, sort: '-number' };
    const asLines = lines(await exported(house, PATH, { ...query, format: 'jsonl' })) as Answer[];
    const asCells = cells(await exported(house, PATH, { ...query, format: 'csv' })).slice(1);
    expect(asLines.length).toBe(MANY);
    expect(asCells.map(([code]) => code)).toEqual(asLines.map(({ code }) => code));
    const { items } = await page(house, PATH, { ...query, limit: 200 });
    expect(asLines.slice(0, 200)).toEqual(items);
    expect(new Set(asLines.map(({ id }) => id)).size).toBe(MANY);
  });

  it('holds what is filtered and searched, and nothing else', async () => {
    const query = { versionId: long.id, q: '"long 77"', state: 'recorded' };
    const found = lines(await exported(house, PATH, { ...query, format: 'jsonl' })) as Answer[];
    expect(found.map(({ title }) => title)).toEqual(['Long 77']);
    expect(await exported(house, PATH, { q: 'nowhere', format: 'jsonl' })).toBe('');
    expect(cells(await exported(house, PATH, { q: 'nowhere', format: 'csv' }))).toEqual([EVIDENCE_LIST.columns]);
  });

  it('goes from a cursor and to a limit where they are sent', async () => {
    const query = { versionId: long.id };
    const first = await page(house, PATH, { ...query, limit: 3 });
    const next = lines(await exported(house, PATH, { ...query, format: 'jsonl', limit: 4, cursor: first.next ?? '' }));
    const seven = await page(house, PATH, { ...query, limit: 7 });
    expect([...first.items, ...next]).toEqual(seven.items);
  });

  it('is a CSV that no spreadsheet computes, in UTF-8 with a mark', async () => {
    const text = await exported(house, PATH, { ...shortEvidence, format: 'csv' });
    expect(text.startsWith('\uFEFF"code","state",')).toBe(true);
    expect(text.endsWith('"\r\n')).toBe(true);
    const [header = [], ...rows] = cells(text);
    const column = (name: string): string[] => rows.map((row) => row[header.indexOf(name)] ?? '');
    expect(column('title')).toContain(`'=HYPERLINK("http://x","y")`);
    expect(column('protocol')).toContain('one\r\ntwo, "three"');
    expect(column('files.name')).toEqual(['results.json', '', 'é.json']);
    expect(column('statedFacts.text')).toContain(`'@later`);
    expect(column('withdrawal.reason')).toEqual(['', '', `'+1 too many`]);
    expect(column('results.records.metric')[0]).toBe('acc');
    expect(column('results.records.valueText')[0]).toBe('0.6339355852317361');
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it('has no column that stands for nothing', async () => {
    for (const noun of LISTS.filter((one) => one !== 'dossiers')) {
      const [one] = lines(await exported(house, `/api/v1/${noun}`, { format: 'jsonl' })) as Answer[];
      const [header = []] = cells(await exported(house, `/api/v1/${noun}`, { format: 'csv' }));
      const unknown = header.filter((name) => !(name.split('.')[0] in one));
      expect([noun, unknown]).toEqual([noun, []]);
    }
  });

  it('is asked for by Accept as well as by the link, and says what it is', async () => {
    const csv = await house.staff.get('/api/v1/models').set('Accept', 'text/csv').expect(200);
    expect(csv.headers).toMatchObject({
      ...{ 'content-type': 'text/csv; charset=utf-8', vary: 'Accept', 'cache-control': 'no-store' },
      'content-disposition': `attachment; filename="predicate-models-${dayOf(new Date())}.csv"`,
    });
    const jsonl = await house.staff.get('/api/v1/models').query({ format: 'jsonl' }).set('Accept', '*/*').expect(200);
    expect(jsonl.headers['content-type']).toBe('application/jsonl; charset=utf-8');
    expect(jsonl.headers['content-disposition']).toMatch(/\.jsonl"$/);
    const json = await house.staff.get('/api/v1/models').set('Accept', 'text/csv;q=0.5, application/json').expect(200);
    expect(json.headers['content-type']).toMatch(/^application\/json/);
    expect(json.headers['content-disposition']).toBeUndefined();
  });

  it('is refused where the link and Accept contradict each other, or where neither is a form of a list', async () => {
    const asked = (accept: string, query: object) => house.staff.get(PATH).query(query).set('Accept', accept);
    await refused(asked('text/csv', { format: 'jsonl' }), 'invalid-query', '/format');
    await refused(asked('application/json', { format: 'csv' }), 'invalid-query', '/format');
    await refused(asked('text/html', {}), 'not-acceptable');
    await refused(asked('application/pdf', { format: 'csv' }), 'not-acceptable');
    await refused(asked('text/csv', { kind: 'hope' }), 'invalid-query', '/kind');
    await refused(asked('text/csv', { cursor: 'x' }), 'invalid-query', '/cursor');
    await refused(house.anybody.get(PATH).query({ format: 'csv' }), 'authentication-required');
  });
});

/** Begins an export of the long list and takes nothing of it yet. */
async function begun(): Promise<IncomingMessage> {
  const url = `${house.url}${PATH}?versionId=${long.id}&format=jsonl`;
  const request = get(url, { headers: { authorization: `Bearer ${TOKEN}` }, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response;
}

const READING = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = 'predicate_app'
  AND xact_start IS NOT NULL`;
async function readers(): Promise<number[]> {
  const { rows } = await house.database.superuser.query<{ pid: number }>(READING);
  return rows.map(({ pid }) => pid);
}
async function untilNobodyReads(): Promise<void> {
  for (let time = 0; time < 100 && (await readers()).length > 0; time += 1) await after(50);
  expect(await readers()).toEqual([]);
}

describe('An export that somebody takes slowly', () => {
  it('waits for them, and holds what was there when it began', async () => {
    const response = await begun();
    await after(500);
    expect((await readers()).length).toBe(1);
    await registered.evidence(house, long.id, { title: 'Recorded meanwhile' });
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
    expect(lines(text).length).toBe(MANY);
    expect(text).not.toContain('Recorded meanwhile');
    await untilNobodyReads();
  });

  it('gives its connection back when they hang up', async () => {
    for (let time = 0; time < 6; time += 1) {
      const response = await begun();
      await after(100);
      response.destroy();
      await untilNobodyReads();
    }
    await page(house, PATH, { versionId: long.id });
  });

  it('breaks off when the database is lost, so that nobody takes a part for the whole', async () => {
    const response = await begun();
    await after(500);
    const [pid] = await readers();
    await house.database.superuser.query('SELECT pg_terminate_backend($1)', [pid]);
    let size = 0;
    const read = async () => {
      for await (const chunk of response) size += (chunk as Buffer).length;
    };
    await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(response.complete).toBe(false);
    expect(size).toBeGreaterThan(0);
    await untilNobodyReads();
    await page(house, PATH, { versionId: long.id });
  });

  it('leaves the rest of the service its connections: a fifth is told to come again', async () => {
    const four = [await begun(), await begun(), await begun(), await begun()];
    const response = await house.staff.get(PATH).query({ format: 'csv' });
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.body).toMatchObject({ type: '/problems/busy' });
    await page(house, PATH);
    for (const one of four) one.destroy();
    await untilNobodyReads();
    await exported(house, '/api/v1/models', { format: 'csv' });
  });
});
