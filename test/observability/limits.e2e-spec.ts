import { get } from 'node:http';
import { openHouse, TOKEN, type House } from '../support/house';

const LIMIT = 20;
let house: House;
beforeEach(async () => {
  house = await openHouse({ requestsPerMinute: LIMIT });
});
afterEach(() => house.close());

async function times(count: number, ask: () => Promise<Response>): Promise<Response[]> {
  const answers: Response[] = [];
  for (let asked = 0; asked < count; asked += 1) answers.push(await ask());
  return answers;
}

const statuses = (answers: readonly Response[]): number[] => answers.map(({ status }) => status);

describe('A caller', () => {
  it('is told what is left, and is refused with the time to come back once nothing is', async () => {
    const start = performance.now();
    const answers = await times(LIMIT + 2, () => fetch(`${house.url}/api/v1/models`));
    const passed = Math.ceil((performance.now() - start) / 1000);
    expect(statuses(answers)).toEqual([...Array<number>(LIMIT).fill(401), 429, 429]);
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe(`"address";q=${LIMIT};w=60`);
    expect(answers[0]?.headers.get('ratelimit')).toBe(`"address";r=${LIMIT - 1};t=60`);
    const refused = answers[LIMIT];
    expect(refused?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(refused?.headers.get('cache-control')).toBe('no-store');
    const seconds = Number(refused?.headers.get('retry-after'));
    expect(refused?.headers.get('ratelimit')).toBe(`"address";r=0;t=${seconds}`);
    // What is left of the minute that began with the first of them.
    expect(seconds).toBeGreaterThanOrEqual(60 - passed);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused?.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await refused?.json()).toMatchObject({
      ...{ type: '/problems/rate-limited', status: 429, instance: '/api/v1/models' },
      detail: expect.stringMatching(/^At most 20 requests a minute are taken/) as string,
    });
  });

  it('is counted at addresses that do not exist, and before its body is read', async () => {
    expect(statuses(await times(LIMIT + 1, () => fetch(`${house.url}/nowhere`))).at(-1)).toBe(429);
    const body = '{"name":';
    const answer = await fetch(`${house.url}/api/v1/organizations`, { method: 'POST', body });
    expect(answer.status).toBe(429);
  });

  it('never keeps a health check from its answer', async () => {
    await times(LIMIT + 1, () => fetch(`${house.url}/nowhere`));
    const [answer] = await times(1, () => fetch(`${house.url}/health/live`));
    expect(answer?.status).toBe(200);
    expect(answer?.headers.get('ratelimit')).toBeNull();
  });

  it('is told the limit of its token beside that of its address', async () => {
    const authorization = `Bearer ${TOKEN}`;
    const [answer] = await times(1, () => fetch(`${house.url}/api/v1/models`, { headers: { authorization } }));
    expect(answer?.headers.get('ratelimit-policy')).toBe(`"address";q=${LIMIT};w=60, "token";q=${LIMIT};w=60`);
    expect(answer?.headers.get('ratelimit')).toContain(`"token";r=${LIMIT - 1};`);
  });
});

/** Asks from one of the many addresses of a loopback interface, and tells the status. */
const from = (localAddress: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(`${house.url}/api/v1/models`, { localAddress, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });

// Other systems give loopback one address alone.
(process.platform === 'linux' ? describe : describe.skip)('One token at many addresses', () => {
  it('is one caller, and each address is another', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    for (let asked = 0; asked < LIMIT; asked += 1) expect(await from(`127.0.1.${asked + 1}`, headers)).toBe(200);
    expect(await from('127.0.2.1', headers)).toBe(429);
    expect(await from('127.0.2.1')).toBe(401);
  });
});

describe('The verification of dossiers by anybody', () => {
  it('has a limit of its own', async () => {
    await house.close();
    house = await openHouse({ requestsPerMinute: 600 });
    const headers = { 'content-type': 'application/pdf' };
    const verify = () => fetch(`${house.url}/api/v1/verifications`, { method: 'POST', headers, body: 'no PDF' });
    const answers = await times(31, verify);
    expect(new Set(statuses(answers.slice(0, 30)))).not.toContain(429);
    expect(answers[30]?.status).toBe(429);
    expect(answers[30]?.headers.get('ratelimit-policy')).toBe('"address";q=600;w=60, "verifications";q=30;w=60');
    expect((await fetch(`${house.url}/api/v1/models`)).status).toBe(401);
  });
});

describe('A service without limits', () => {
  it('refuses nobody and tells no limit', async () => {
    await house.close();
    house = await openHouse({ requestsPerMinute: 0 });
    const answers = await times(100, () => fetch(`${house.url}/nowhere`));
    expect(new Set(statuses(answers))).toEqual(new Set([404]));
    expect(answers[0]?.headers.get('ratelimit')).toBeNull();
  });
});
