import { connect, type Socket } from 'node:net';
import { openHouse, type House, TOKEN } from '../support/house';
import { requestText } from '../support/wire';
import { IS_FULL, times } from './scale';

const PATH = '/api/v1/models';

describe('Clients that are slow', () => {
  let house: House;
  const slow: Socket[] = [];
  beforeAll(async () => {
    house = await openHouse();
  });
  afterEach(() => {
    for (const socket of slow.splice(0)) socket.destroy();
  });
  afterAll(() => house.close());

  /** So many connections, each of which sends this and then no more. */
  async function connections(count: number, text: string | Buffer): Promise<readonly Socket[]> {
    const { port } = new URL(house.url);
    const opened = Array.from({ length: count }, () => connect(Number(port), '127.0.0.1'));
    slow.push(...opened);
    await Promise.all(
      opened.map((socket) => {
        socket.on('error', () => undefined);
        return new Promise<void>((connected) => socket.once('connect', () => socket.write(text, () => connected())));
      }),
    );
    return opened;
  }

  /** All but the slowest hundredth of answers took no longer, in milliseconds. */
  async function p99(): Promise<number> {
    const took: number[] = [];
    for (let count = 0; count < times(30, 300); count += 1) {
      const begun = performance.now();
      await house.staff.get(PATH).expect(200);
      took.push(performance.now() - begun);
    }
    return took.sort((a, b) => a - b)[Math.ceil(took.length * 0.99) - 1] ?? 0;
  }

  const ended = (socket: Socket): Promise<string> =>
    new Promise((closed) => {
      let said = '';
      socket.on('data', (piece: Buffer) => (said += piece.toString('latin1')));
      socket.once('close', () => closed(said));
    });

  it.each([
    ['say nothing', ''],
    ['stop in their headers', 'GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
    [
      'stop in their body',
      requestText(`POST ${PATH}`, {
        ...{ Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'slow' },
        'Content-Length': '1000',
      }),
    ],
    ['never read their answer', requestText('GET /api/v1/openapi.json')],
  ])('and %s keep nobody else waiting', async (_, text) => {
    const alone = await p99();
    await connections(times(200, 1_000), text);
    // What they ask is answered first, like any burst; then they are only there.
    await new Promise((later) => setTimeout(later, times(200, 5_000)));
    const among = await p99();
    // A busy machine is slow by itself: in the short form only that everybody was answered counts.
    if (IS_FULL) expect(among / alone).toBeLessThan(2);
  });

  it('and stop in their headers or their body are told so, and closed', async () => {
    const [headers] = await connections(1, 'GET /api/v1/models HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    const [body] = await connections(
      1,
      requestText(`POST ${PATH}`, {
        ...{ Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'slow' },
        'Content-Length': '1000',
      }),
    );
    const answers = await Promise.all([headers, body].map((socket) => ended(socket)));
    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('application/problem+json');
    }
  }, 30_000);
});
