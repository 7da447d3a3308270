import { type House, openHouse, TOKEN } from '../support/house';
import { refused } from '../support/problems';
import { overTheWire, requestText } from '../support/wire';

const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('The standing of the service', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('is told to everybody: it lives, and it is ready', async () => {
    const live = await house.anybody.get('/health/live').expect(200);
    const ready = await house.anybody.get('/health/ready').expect(200);
    expect([live.body, ready.body]).toEqual([{ status: 'live' }, { status: 'ready', log: 'unfed' }]);
    expect(ready.headers).toMatchObject({ 'cache-control': 'no-store', 'content-security-policy': POLICY });
  });

  it('is not ready while a migration is due, and lives all the same', async () => {
    const { superuser } = house.database;
    const { rows } = await superuser.query<{ name: string }>('SELECT * FROM migration ORDER BY id DESC LIMIT 1');
    const [last] = rows;
    await superuser.query('DELETE FROM migration WHERE name = $1', [last?.name]);
    await refused(house.anybody.get('/health/ready'), 'unavailable');
    await house.anybody.get('/health/live').expect(200);
    await superuser.query('INSERT INTO migration (timestamp, name) VALUES (0, $1)', [last?.name]);
    await house.anybody.get('/health/ready').expect(200);
  });

  it('is not ready while the database refuses, says when to ask again, and is ready when it is back', async () => {
    const { superuser } = house.database;
    const name = new URL(house.database.applicationUrl).pathname.slice(1);
    await superuser.query(`ALTER DATABASE ${name} CONNECTION LIMIT 0`);
    await superuser.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name = 'predicate'`,
      [name],
    );
    const { headers } = await house.anybody.get('/health/ready').expect(503);
    expect(headers['retry-after']).toBe('5');
    await refused(house.anybody.get('/health/ready'), 'unavailable');
    await house.anybody.get('/health/live').expect(200);
    const read = await house.staff.get('/api/v1/models').expect(503);
    expect(read.headers['retry-after']).toMatch(/^\d+$/);
    await superuser.query(`ALTER DATABASE ${name} CONNECTION LIMIT -1`);
    await house.anybody.get('/health/ready').expect(200);
  });
});

describe('A stop', () => {
  /** A request whose body is still coming when the stop begins. */
  const slowPost = (house: House) => {
    const body = Buffer.from('PDF, or not');
    const headers = {
      ...{ Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/octet-stream', Connection: 'keep-alive' },
      'Content-Length': String(body.length),
    };
    const head = requestText('POST /api/v1/files?name=late.bin', headers);
    return overTheWire(house.url, [head, ...body.toString('latin1')], { gapMs: 60 });
  };

  it('says first that it is not ready, lets what runs end, and takes nothing new', async () => {
    const house = await openHouse({ limits: { drainMs: 300 } });
    const running = slowPost(house);
    await pause(50);
    const closed = house.close();
    await pause(50);
    const ready = await overTheWire(house.url, [requestText('GET /health/ready')]);
    const live = await overTheWire(house.url, [requestText('GET /health/live')]);
    expect([ready.status, ready.body.type, live.status]).toEqual([503, '/problems/unavailable', 200]);
    const { status, headers, isClosed } = await running;
    expect([status, headers.connection, isClosed]).toEqual([201, 'close', true]);
    await closed;
    expect((await overTheWire(house.url, [requestText('GET /health/live')])).status).toBeNaN();
  });

  it('does not wait for ever for who does not end', async () => {
    const house = await openHouse({ limits: { stopMs: 200 } });
    const endless = overTheWire(house.url, [
      requestText('POST /api/v1/files?name=endless.bin', {
        ...{ Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/octet-stream', 'Content-Length': '1000' },
      }),
    ]);
    await pause(50);
    const begun = performance.now();
    await house.close();
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect((await endless).isClosed).toBe(true);
  });
});
