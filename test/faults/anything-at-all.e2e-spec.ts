import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Agent, request } from 'node:http';
import { DescribedAnswers } from '../support/described-answers';
import { type DescribedRoute, type Description, resolved, routesIn, type Schema } from '../support/description';
import { type House, openHouse, TOKEN } from '../support/house';
import { registered } from '../support/given';
import { NOBODY } from '../support/problems';
import { times } from './scale';

/** The same inputs every time; another seed, or many more of them, by the environment. */
const SEED = Number(process.env.TEST_FUZZ_SEED ?? 20_260_124);
const RUNS = Number(process.env.TEST_FUZZ_RUNS ?? times(2_000, 100_000));
const AT_ONCE = 8;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}
interface Got {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapUsed = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const LEAK =
  /node_modules|\/work\/|\/home\/|\bat [^\n]*\.[cm]?[jt]s:\d+:\d+|\(node:|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|VALUES|SET|WHERE)\b|QueryFailedError|pg_|TypeError|undefined is not/;

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\uffff',
    "'; DROP TABLE model; --",
    '../../etc/passwd',
    '${7*7}',
    '<script>',
    'x'.repeat(5_000),
  ),
);
const strange = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  anyText,
  fc.constantFrom<unknown>(
    null,
    [],
    {},
    -1,
    1.5,
    1e308,
    0,
    true,
    '2026-02-30',
    '2026-11-20',
    NOBODY,
    'a'.repeat(64),
    '9'.repeat(400),
  ),
);

/** A value of the schema, or now and then anything at all. */
function valueOf(description: Description, schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const { type, enum: choices, properties, items, format, required } = resolved(description, schema);
  const [kind] = [type].flat();
  const good = ((): fc.Arbitrary<unknown> => {
    if (choices !== undefined) return fc.constantFrom(...choices);
    if (format === 'date') return fc.constantFrom('2026-11-20', '2024-02-29', '1900-01-01', '2999-12-31');
    if (format === 'uuid') return fc.constantFrom(NOBODY, randomUUID());
    if (kind === 'integer' || kind === 'number') return fc.integer({ min: -5, max: 300 });
    if (kind === 'boolean') return fc.boolean();
    if (kind === 'array' && depth < 4) return fc.array(valueOf(description, items ?? {}, depth + 1), { maxLength: 3 });
    if (properties !== undefined && depth < 4) {
      const fields = Object.entries(properties).map(
        ([name, one]) => [name, valueOf(description, one, depth + 1)] as const,
      );
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(required ?? [])] });
    }
    return fc.oneof(
      fc.string({ minLength: 2, maxLength: 40 }),
      fc.constant('a'.repeat(64)),
      fc.constantFrom('0.85', 'US'),
    );
  })();
  return fc.oneof({ weight: depth === 0 ? 30 : 12, arbitrary: good }, { weight: 1, arbitrary: strange });
}

/** A body as bytes, sometimes broken after it was written. */
const bytesOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> => {
  const whole = value.map((one) => Buffer.from(JSON.stringify(one) ?? 'null'));
  const cut = fc.tuple(whole, fc.nat(200)).map(([bytes, at]) => bytes.subarray(0, Math.max(bytes.length - at, 0)));
  const struck = fc.tuple(whole, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([bytes, at, byte]) => {
    const broken = Buffer.from(bytes);
    if (broken.length > 0) broken[at % broken.length] = byte;
    return broken;
  });
  const raw = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof(
    { weight: 12, arbitrary: whole },
    { weight: 2, arbitrary: cut },
    { weight: 3, arbitrary: struck },
    { weight: 1, arbitrary: raw },
  );
};

const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const oneHeader = fc.tuple(
  fc.constantFrom(
    'accept',
    'content-type',
    'content-encoding',
    'if-match',
    'idempotency-key',
    'repr-digest',
    'authorization',
    'range',
    'expect',
    'x-forwarded-for',
    'cookie',
    'origin',
  ),
  fc.oneof(
    headerText,
    fc.constantFrom(
      '*/*',
      'text/html',
      'application/json; charset=latin1',
      'gzip',
      '"r1"',
      '*',
      'bytes=0-',
      'null',
      `Bearer ${TOKEN}`,
    ),
  ),
);

describe('Anything at all', () => {
  let house: House;
  let inputs: fc.Arbitrary<Sent>;
  let described: DescribedAnswers;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  /** Ids that are there, so that what is well formed goes on to the services. */
  const idsOfRecords = async (): Promise<readonly string[]> => {
    const { id: modelId } = await registered.model(house);
    const { id: functionId } = await registered.function(house, modelId);
    const { id: versionId } = await registered.version(house, modelId);
    const { id: organizationId } = await registered.organization(house);
    return [modelId, functionId, versionId, organizationId, NOBODY];
  };

  const inputOf = (description: Description, route: DescribedRoute, ids: readonly string[]): fc.Arbitrary<Sent> => {
    const segment = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...ids, 'a'.repeat(64)) },
      { weight: 1, arbitrary: anyText.map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, ''))) },
      { weight: 1, arbitrary: fc.constantFrom('%ff', '%', '%00', '..', '.', '') },
    );
    const holes = route.path.split(/\{\w+\}/);
    const path = fc
      .array(segment, { minLength: holes.length, maxLength: holes.length })
      .map((parts) => holes.map((hole, at) => (at === 0 ? hole : `${parts[at]}${hole}`)).join(''));
    const name = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...route.query, 'limit') },
      fc.constantFrom('', 'x', '__proto__'),
    );
    const value = fc.oneof(
      anyText.map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, ''))),
      fc.constantFrom('1', '50', NOBODY, 'fda-samd', '%ff'),
    );
    const query = fc.oneof(
      { weight: 4, arbitrary: fc.constant(route.address.split('?')[1] ?? '') },
      {
        weight: 2,
        arbitrary: fc
          .array(
            fc.tuple(name, value).map(([key, one]) => `${key}=${one}`),
            { maxLength: 3 },
          )
          .map((all) => all.join('&')),
      },
    );
    const methods = fc.oneof(
      { weight: 20, arbitrary: fc.constant(route.method) },
      fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'TRACE', 'HEAD'),
    );
    const body =
      route.body === null
        ? fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
        : bytesOf(valueOf(description, route.body));
    const own = fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(oneHeader, { maxLength: 3 }) },
    );
    return fc
      .record({ methods, path, query, body, own, key: fc.uuid() })
      .map(({ methods: method, path: at, query: asked, body: bytes, own: more, key }) => ({
        ...{ method, path: asked === '' ? at : `${at}?${asked}` },
        headers: {
          ...{ authorization: `Bearer ${TOKEN}`, 'idempotency-key': key, 'if-match': '"r1"' },
          ...(route.consumes === null ? {} : { 'content-type': route.consumes }),
          ...Object.fromEntries(more),
        },
        body: route.consumes === null ? null : bytes,
      }));
  };

  const send = ({ method, path, headers, body }: Sent): Promise<Got> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(house.url);
      const length = body === null ? {} : { 'content-length': body.length };
      const sent = request(
        { ...{ agent, port, method, path, host: '127.0.0.1' }, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              type: response.headers['content-type'] ?? '',
              headers: response.headers as Got['headers'],
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body ?? undefined);
    });

  /** Why an answer is not as every answer must be; null when it is. */
  const faultOf = ({ method, path, ...sent }: Sent, { status, type, text, headers }: Got): string | null => {
    if (status >= 500) return `${status}: ${text}`;
    const said = method === 'HEAD' ? null : text;
    const fault = described.faultOf({ method, address: path, status, headers, text: said });
    if (fault !== null) return fault;
    if (status < 300) return null;
    if (LEAK.test(text)) return `leaks: ${text}`;
    // What is described as a page is one for whoever asks for pages, and for nobody else.
    if (type.startsWith('text/html') && sent.headers.accept?.includes('text/html') === true) return null;
    if (type !== 'application/problem+json') return `${status} as ${type}`;
    if (method === 'HEAD') return null;
    const problem = JSON.parse(text) as { type?: string; status?: number };
    return problem.status === status && problem.type?.startsWith('/problems/') === true ? null : text;
  };

  beforeAll(async () => {
    house = await openHouse();
    const description = (await house.anybody.get('/api/v1/openapi.json').expect(200)).body as Description;
    described = new DescribedAnswers(description);
    const ids = await idsOfRecords();
    const routes = routesIn(description).filter(({ path }) => !path.startsWith('/health'));
    inputs = fc.oneof(...routes.map((route) => inputOf(description, route, ids)));
  });
  afterAll(async () => {
    agent.destroy();
    await house.close();
  });

  it(
    `is answered as it must be: ${RUNS} inputs of the seed ${SEED}`,
    async () => {
      const counts = new Map<number, number>();
      const faults: string[] = [];
      let warm = 0;
      const batches = Math.ceil(RUNS / 100);
      for (let batch = 0; batch < batches; batch += 1) {
        const all = fc.sample(inputs, { seed: SEED + batch, numRuns: Math.min(100, RUNS - batch * 100) });
        const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
          for (const input of all.filter((__, at) => at % AT_ONCE === lane)) {
            const got = await send(input).catch((error: Error): Got => ({
              status: 599,
              type: '',
              text: error.message,
              headers: {},
            }));
            counts.set(got.status, (counts.get(got.status) ?? 0) + 1);
            const fault = faultOf(input, got);
            if (fault !== null)
              faults.push(
                `${input.method} ${input.path} ${input.body?.toString('utf8').slice(0, 300) ?? ''}: ${fault}`.slice(
                  0,
                  800,
                ),
              );
          }
        });
        await Promise.all(lanes);
        if (batch === Math.floor(batches / 4)) warm = heapUsed();
      }
      expect(faults.slice(0, 5)).toEqual([]);
      expect(heapUsed() / warm).toBeLessThan(1.2);
      expect([...counts.keys()].sort()).toEqual(expect.arrayContaining([200, 201, 400, 404, 405, 406, 415, 422]));
    },
    60_000 + RUNS * 30,
  );
});
