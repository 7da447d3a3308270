import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceLog } from '../../src/observability/service-log';
import type { LogLine } from '../../src/observability/short-line';
import { registered, organization } from '../support/given';
import { openHouse, TOKEN, type House } from '../support/house';
import { overTheWire } from '../support/wire';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let house: House;
const lines: string[] = [];
const logged = (): LogLine[] => lines.map((line) => JSON.parse(line) as LogLine);
beforeAll(async () => {
  const log = new ServiceLog({ level: 'info', out: { write: (line) => void lines.push(line) } });
  house = await openHouse({ log });
});
afterAll(() => house.close());
beforeEach(() => {
  lines.length = 0;
});

/** The line of a request; the answer may be here before it. */
async function lineOf(requestId: string): Promise<LogLine> {
  for (let tried = 0; tried < 100; tried += 1) {
    const found = logged().find((line) => line.requestId === requestId && line.route !== undefined);
    if (found !== undefined) return found;
    await sleep(10);
  }
  throw new Error(`No line of request ${requestId}:\n${lines.join('')}`);
}

describe('A request', () => {
  it('has an id of ours, in the answer and in the log', async () => {
    const foreign = '00000000-0000-4000-8000-000000000000';
    const { headers } = await house.staff.get('/api/v1/models').set('X-Request-Id', foreign).expect(200);
    expect(headers['x-request-id']).toMatch(UUID);
    expect(headers['x-request-id']).not.toBe(foreign);
    expect(await lineOf(headers['x-request-id'])).toMatchObject({ method: 'GET', status: 200 });
  });

  it('is one line: method, pattern, status, duration, bytes, who', async () => {
    const { id } = await registered.organization(house);
    const { headers, text } = await house.staff.get(`/api/v1/organizations/${id}`).expect(200);
    const line = await lineOf(headers['x-request-id']);
    expect(Object.keys(line).sort()).toEqual(
      ['actor', 'bytes', 'level', 'method', 'ms', 'requestId', 'route', 'status', 'time'].sort(),
    );
    expect(line).toMatchObject({
      level: 'info',
      route: '/api/v1/organizations/:id',
      status: 200,
      actor: house.staffId,
    });
    expect(line.ms).toBeGreaterThan(0);
    expect(line.bytes).toBeGreaterThan(text.length);
    expect(line.bytes).toBeLessThan(text.length + 2_000);
  });

  it('that is none, and is refused by the connection itself, has its id and its line as well', async () => {
    const { headers, status } = await overTheWire(house.url, ['NONSENSE\r\n\r\n']);
    expect(status).toBe(400);
    expect(headers['x-request-id']).toMatch(UUID);
    const line = await lineOf(headers['x-request-id'] ?? '');
    expect(line).toMatchObject({ method: 'none', route: 'no-request', status: 400, actor: null });
  });

  it('keeps its id in the audit event', async () => {
    const { headers, body } = await house.staff.post('/api/v1/organizations').send(organization()).expect(201);
    const events = await house.auditEvents('organization.registered');
    const event = events.find(({ subject_id }) => subject_id === (body as { id: string }).id);
    expect(JSON.parse(event?.payload.toString() ?? '{}')).toMatchObject({ requestId: headers['x-request-id'] });
  });

  it.each([
    ['nobody is known', 'GET', '/api/v1/models?secret=canary', 401, '/api/v1/models'],
    ['there is no such address', 'GET', '/canary?canary=1', 404, 'unmatched'],
    ['the method is another', 'DELETE', '/api/v1/models', 405, 'unmatched'],
    ['the address cannot be read', 'GET', '/api/%ff?canary', 400, 'unmatched'],
    ['the address is too long for a record', 'GET', `/api/v1/models/${'canary'.repeat(40)}`, 404, 'unmatched'],
  ])('is a line when %s', async (_, method, path, status, route) => {
    const response = await fetch(`${house.url}${path}`, { method });
    expect(response.status).toBe(status);
    const requestId = response.headers.get('x-request-id') ?? '';
    expect(requestId).toMatch(UUID);
    expect(await lineOf(requestId)).toMatchObject({ method, status, route, actor: null });
    expect(lines.join()).not.toContain('canary');
  });

  it('is a line when the caller is gone before the answer', async () => {
    const { port } = new URL(house.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /api/v1/files?name=x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\n`;
    socket.write(`${head}Content-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\nabc`);
    await sleep(200);
    socket.destroy();
    const own = (): LogLine | undefined => logged().find(({ route }) => route === '/api/v1/files');
    for (let tried = 0; tried < 100 && own() === undefined; tried += 1) await sleep(10);
    expect(own()).toMatchObject({ method: 'POST', aborted: true });
  });

  it('that fails names its id in the problem, and the log has the error under it, without what was sent', async () => {
    const table = 'organization';
    await house.database.superuser.query(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not %', NEW.name; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail()`);
    const sent = organization({ name: 'canary' });
    const { headers, body } = await house.staff.post('/api/v1/organizations').send(sent).expect(500);
    await house.database.superuser.query(`DROP TRIGGER fail ON ${table}; DROP FUNCTION fail`);
    const requestId = headers['x-request-id'];
    expect(body).toMatchObject({ detail: expect.stringContaining(requestId) as string });
    expect(await lineOf(requestId)).toMatchObject({ status: 500 });
    const failure = logged().find(({ level }) => level === 'error');
    expect(failure).toMatchObject({ requestId, context: 'Http', msg: 'POST /api/v1/organizations' });
    expect(failure?.error).toMatchObject({ name: 'QueryFailedError', code: 'P0001' });
    expect(failure?.error?.frames.length).toBeGreaterThan(3);
    expect(lines.join()).not.toContain('canary');
  });

  it('keeps its id to itself among many', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => house.staff.post('/api/v1/organizations').send(organization())),
    );
    const ids = answers.map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).toBe(40);
    for (const id of ids) await lineOf(id);
    const told = (await house.auditEvents('organization.registered')).map(
      ({ payload }) => (JSON.parse(payload.toString()) as { requestId: string }).requestId,
    );
    expect(told).toEqual(expect.arrayContaining(ids));
  });
});
