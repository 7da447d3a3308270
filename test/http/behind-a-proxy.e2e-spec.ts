import { Agent, request } from 'node:https';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { TrustedProxies } from '../../src/http/trusted-proxies';
import { type House, openHouse } from '../support/house';
import { OpenidProvider } from '../support/openid-provider';
import { ADMINISTRATOR_TOKEN, inPerson } from '../support/staff';
import { startTlsProxy, type TlsProxy } from '../support/tls-proxy';

const NAME = 'predicate.example';
const LIMIT = 5;
/** That of the test is no certificate of anybody whom this machine trusts. */
const agent = new Agent({ rejectUnauthorized: false });

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** From which of the loopback addresses. */
  readonly localAddress?: string;
}
interface Got {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

/** Asks through a door of the proxy, without looking its name up. */
function through(origin: string, path: string, { body, headers = {}, ...sent }: Sent = {}): Promise<Got> {
  const { protocol, host, port } = new URL(origin);
  const options = { hostname: '127.0.0.1', port, path, headers: { Host: host, ...headers }, ...sent };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({
          ...{ status: response.statusCode ?? 0, headers: response.headers },
          body: (text.startsWith('{') ? JSON.parse(text) : {}) as Got['body'],
        }),
      );
    };
    const asking =
      protocol === 'https:'
        ? request({ ...options, agent, servername: NAME }, answered)
        : plainRequest({ ...options, agent: false }, answered);
    asking.on('error', reject).end(body);
  });
}

const sending = (headers: Record<string, string>, body: object): Sent => ({
  ...{ method: 'POST', body: JSON.stringify(body) },
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
});

describe('Behind a proxy that is trusted', () => {
  let proxy: TlsProxy;
  let house: House;
  let provider: OpenidProvider;
  beforeAll(async () => {
    [proxy, provider] = [await startTlsProxy(NAME), await OpenidProvider.start()];
    house = await openHouse({
      ...{ ownOrigin: proxy.origin, trustedProxies: ['127.0.0.1/32'], requestsPerMinute: LIMIT },
      openid: provider.ground,
    });
    await provider.serve(proxy.origin);
    proxy.leadsTo(house.url);
  });
  afterAll(async () => {
    await proxy.close();
    await house.close();
    await provider.stop();
  });
  let last = 0;
  /** Another caller each time, where a system has more than one address of its own. */
  const anew = (): Pick<Sent, 'localAddress'> =>
    process.platform === 'linux' ? { localAddress: `127.0.5.${(last += 1)}` } : {};
  const typeOf = ({ status, body }: Got) => [status, body.type];

  it('takes its own pages by its origin, and no other', async () => {
    const own = { ...inPerson(ADMINISTRATOR_TOKEN), Origin: proxy.origin };
    const person = { userName: 'somebody', printedName: 'Somebody' };
    const invite = (headers: Record<string, string>) =>
      through(proxy.origin, '/api/v1/people', { ...sending(headers, person), ...anew() });
    for (const Origin of [proxy.plainOrigin, house.url, `https://${NAME}`, 'null']) {
      expect(typeOf(await invite({ ...own, Origin }))).toEqual([403, '/problems/csrf']);
    }
    expect((await invite(own)).status).toBe(201);
  });

  it('says that browsers are to come by HTTPS alone, and sends people back by it', async () => {
    const { headers } = await through(proxy.origin, '/health/live', anew());
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    const begun = await through(proxy.origin, '/api/v1/sign-in/openid', { ...sending({}, {}), ...anew() });
    expect(begun.status).toBe(200);
    const address = Object.values(begun.body).find((one) => String(one).startsWith('http'));
    expect(new URL(String(address)).searchParams.get('redirect_uri')).toBe(
      `${proxy.origin}/api/v1/sign-in/openid/callback`,
    );
  });

  it('refuses what it took by plain HTTP, at every address, and takes what comes from this machine', async () => {
    for (const path of ['/api/v1/models', '/api/v1/openapi.json', '/nowhere']) {
      expect(typeOf(await through(proxy.plainOrigin, path, anew()))).toEqual([403, '/problems/https-required']);
    }
    const signIn = sending({}, { userName: 'somebody', password: 'x'.repeat(20), code: '123456' });
    const refused = await through(proxy.plainOrigin, '/api/v1/sessions', { ...signIn, ...anew() });
    expect(typeOf(refused)).toEqual([403, '/problems/https-required']);
    expect((await house.database.superuser.query('SELECT FROM sign_in_attempt')).rowCount).toBe(0);
    expect((await fetch(`${house.url}/health/live`)).status).toBe(200);
  });

  it('keeps the address of who came, whatever he says of himself, with his session and his attempts', async () => {
    const signIn = sending(
      { 'X-Forwarded-For': '203.0.113.9', Forwarded: 'for=203.0.113.9' },
      { userName: 'nobody-here', password: 'x'.repeat(20), code: '123456' },
    );
    const caller = anew();
    expect((await through(proxy.origin, '/api/v1/sessions', { ...signIn, ...caller })).status).toBe(401);
    const { rows } = await house.database.superuser.query('SELECT address FROM sign_in_attempt');
    expect(rows).toEqual([{ address: caller.localAddress ?? '127.0.0.1' }]);
  });

  // Other systems give loopback one address alone.
  (process.platform === 'linux' ? it : it.skip)('counts each caller by his own address', async () => {
    const ask = (localAddress: string, headers = {}) =>
      through(proxy.origin, '/api/v1/models', { localAddress, headers }).then(({ status }) => status);
    for (let asked = 0; asked < LIMIT; asked += 1) {
      const spoofed = { 'X-Forwarded-For': `198.51.100.${asked}`, Forwarded: `for=198.51.100.${asked}` };
      expect(await ask('127.0.7.1', spoofed)).toBe(401);
    }
    expect(await ask('127.0.7.1', { 'X-Forwarded-For': '198.51.100.77' })).toBe(429);
    expect(await ask('127.0.7.2')).toBe(401);
  });
});

describe('Behind a proxy that nobody said to trust', () => {
  let proxy: TlsProxy;
  let house: House;
  beforeAll(async () => {
    proxy = await startTlsProxy(NAME);
    house = await openHouse({ ownOrigin: proxy.origin, requestsPerMinute: LIMIT });
    proxy.leadsTo(house.url);
  });
  afterAll(async () => {
    await proxy.close();
    await house.close();
  });

  it('all callers are one, and what is said of them counts for nothing', async () => {
    const statuses: number[] = [];
    for (let asked = 0; asked <= LIMIT; asked += 1) {
      const headers = { 'X-Forwarded-For': `198.51.100.${asked}`, Forwarded: `for=198.51.100.${asked};proto=https` };
      const door = asked % 2 === 0 ? proxy.origin : proxy.plainOrigin;
      statuses.push((await through(door, '/api/v1/models', { headers })).status);
    }
    expect(statuses).toEqual([...Array<number>(LIMIT).fill(401), 429]);
  });
});

describe('A proxy', () => {
  const proxies = new TrustedProxies(['127.0.0.1/32', '10.1.2.0/24', '2001:db8::/32']);

  it.each(['127.0.0.1', '::ffff:127.0.0.1', '10.1.2.255', '2001:db8::1'])('is trusted at %s', (address) => {
    expect(proxies.trusts(address)).toBe(true);
  });

  it.each(['127.0.0.2', '::1', '10.1.3.0', '2001:db9::1', '127.0.0.1:80', 'localhost', 'unknown', ''])(
    'is not trusted at %p',
    (address) => {
      expect(proxies.trusts(address)).toBe(false);
    },
  );

  it('is trusted nowhere where none is named', () => {
    expect(new TrustedProxies([]).trustProxy).toBe(false);
    expect(new TrustedProxies([]).trusts('127.0.0.1')).toBe(false);
  });
});
