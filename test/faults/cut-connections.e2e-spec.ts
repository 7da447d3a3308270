import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openHouse, type House } from '../support/house';
import { organization, registered, version } from '../support/given';
import { type Fate, type Proxy, startProxy } from '../support/proxy';
import { ServiceLog } from '../../src/observability/service-log';
import { times } from './scale';

const PATH = '/api/v1/organizations';
const quiet = (): ServiceLog => new ServiceLog({ level: 'silent' });

describe('A service whose cable to the database', () => {
  let house: House;
  let proxy: Proxy;
  beforeEach(async () => {
    house = await openHouse({
      log: quiet(),
      through: async (url) => {
        proxy = await startProxy(url);
        return proxy.url(url);
      },
    });
  });
  afterEach(async () => {
    proxy.decide = () => 'pass';
    proxy.isBlackhole = false;
    await house.close();
    await proxy.close();
  });

  const register = (key: string, body: object) => house.staff.post(PATH).set('Idempotency-Key', key).send(body);

  /** Cuts the next piece that has this in it. */
  const cutNext = (words: string, fate: Fate): void => {
    proxy.decide = (piece) => {
      if (!piece.includes(words)) return 'pass';
      proxy.decide = () => 'pass';
      return fate;
    };
  };

  const eventsOf = async (table: string, column: string, name: string): Promise<unknown[]> => {
    const { rows } = await house.database.superuser.query<{ id: string; events: number }>(
      `SELECT o.id, count(e.id)::int AS events FROM ${table} o LEFT JOIN audit_event e ON e.subject_id = o.id
       WHERE o.${column} = $1 GROUP BY o.id`,
      [name],
    );
    return rows;
  };

  it.each(['cut-before', 'cut-after'] as const)(
    'is %s a commit says 503, and the same key then has the one effect',
    async (fate) => {
      const path = `/api/v1/models/${(await registered.model(house)).id}/versions`;
      for (let round = 1; round <= times(5, 100); round += 1) {
        const body = version({ label: `Cut ${round}`, semanticVersion: `1.0.${round}` });
        const ask = (key: string) => house.staff.post(path).set('Idempotency-Key', key).send(body);
        const key = randomUUID();
        cutNext('COMMIT', fate);
        const first = await ask(key).expect(503);
        expect(first.body).toMatchObject({ type: '/problems/db-unavailable' });
        const again = await ask(key).expect(201);
        const { id } = again.body as { id: string };
        expect(await eventsOf('model_version', 'label', `Cut ${round}`)).toEqual([{ id, events: 1 }]);
      }
    },
  );

  it.each(['cut-before', 'cut-after'] as const)(
    'is %s a statement that commits by itself says 503, and the same key then has the one effect',
    async (fate) => {
      for (let round = 0; round < times(5, 100); round += 1) {
        const [key, body] = [randomUUID(), organization()];
        cutNext(String(body.name), fate);
        const first = await register(key, body).expect(503);
        expect(first.body).toMatchObject({ type: '/problems/db-unavailable' });
        const again = await register(key, body).expect(201);
        const { id } = again.body as { id: string };
        expect(await eventsOf('organization', 'name', String(body.name))).toEqual([{ id, events: 1 }]);
      }
    },
  );

  it('swallows everything says 503 within six seconds, to all that ask at once, and goes on when it is mended', async () => {
    await register(randomUUID(), organization()).expect(201);
    proxy.isBlackhole = true;
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const begun = performance.now();
    const asked = Array.from({ length: times(40, 200) }, async (_, at) => {
      const { status } = at % 2 === 0 ? await house.staff.get(PATH) : await register(randomUUID(), organization());
      return { status, seconds: (performance.now() - begun) / 1000 };
    });
    const live = await house.anybody.get('/health/live');
    const answers = await Promise.all(asked);
    const ready = await house.anybody.get('/health/ready');
    delay.disable();
    expect([live.status, ready.status]).toEqual([200, 503]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(Math.max(...answers.map(({ seconds }) => seconds))).toBeLessThan(8);
    expect(delay.percentile(50) / 1e6).toBeLessThan(100);
    proxy.isBlackhole = false;
    await expect(mended()).resolves.toBe(201);
    await house.anybody.get('/health/ready').expect(200);
  });

  /** What was opened into the hole is let go of within its time; then there is an answer again. */
  async function mended(): Promise<number> {
    for (let tried = 0; tried < 20; tried += 1) {
      const { status } = await register(randomUUID(), organization());
      if (status === 201) return status;
    }
    return 503;
  }
});
