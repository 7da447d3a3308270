import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  type DescribedRoute,
  type Description,
  permissionAt,
  resolved,
  routesIn,
  type Schema,
} from '../support/description';
import { evidence, model, organization, registered } from '../support/given';
import { type House, openHouse, TOKEN } from '../support/house';
import { NOBODY } from '../support/problems';
import { headersFor } from '../support/staff';
import { overTheWire, requestText, type WireAnswer } from '../support/wire';

type Headers = Readonly<Record<string, string | null>>;
type Bytes = string | Buffer;
type Expected = readonly [status: number, suffix: string];

const JSON_TYPE = 'application/json';
const MIB = 1024 ** 2;
const BODY_MS = 400;
const HEADERS_MS = 300;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What is wrong with a body, on whatever route it comes (reliability of the edge, row by row). */
const BODIES: readonly (readonly [string, Bytes, Headers, ...Expected])[] = [
  ['malformed JSON', '{"a":}', {}, 400, 'malformed-json'],
  ['truncated JSON', '{"a":1', {}, 400, 'malformed-json'],
  ['a byte order mark', '\ufeff{}', {}, 400, 'malformed-json'],
  ['an empty body', '', {}, 400, 'empty-body'],
  ['no Content-Type', '{}', { 'Content-Type': null }, 415, 'unsupported-media-type'],
  ['neither Content-Type nor body', '', { 'Content-Type': null }, 415, 'unsupported-media-type'],
  ['text', '{}', { 'Content-Type': 'text/plain' }, 415, 'unsupported-media-type'],
  ['a form', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
  ['parts', '--x--', { 'Content-Type': 'multipart/form-data; boundary=x' }, 415, 'unsupported-media-type'],
  ['bytes', '{}', { 'Content-Type': 'application/octet-stream' }, 415, 'unsupported-media-type'],
  ['a PDF', '%PDF-1.7', { 'Content-Type': 'application/pdf' }, 415, 'unsupported-media-type'],
  ['no media type at all', '{}', { 'Content-Type': ';;' }, 415, 'unsupported-media-type'],
  ['Latin-1', '{}', { 'Content-Type': `${JSON_TYPE}; charset=iso-8859-1` }, 415, 'unsupported-charset'],
  ['UTF-16', '{}', { 'Content-Type': `${JSON_TYPE};charset="utf-16"` }, 415, 'unsupported-charset'],
  ['gzip', gzipSync('{}'), { 'Content-Encoding': 'gzip' }, 415, 'unsupported-encoding'],
  ['a bomb', gzipSync(Buffer.alloc(50 * MIB)), { 'Content-Encoding': 'gzip' }, 415, 'unsupported-encoding'],
  ['more than 1 MiB', `{"a":"${'x'.repeat(MIB)}"}`, {}, 413, 'payload-too-large'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}, 400, 'invalid-utf8'],
  ['a name twice', '{"a":1,"a":1}', {}, 400, 'duplicate-name'],
  ['a name twice, once as an escape', '{"a":1,"\\u0061":1}', {}, 400, 'duplicate-name'],
  ['__proto__', '{"__proto__":{}}', {}, 400, 'forbidden-name'],
  ['__proto__ as an escape', '{"__\\u0070roto__":{}}', {}, 400, 'forbidden-name'],
  ['constructor', '{"a":[{"constructor":1}]}', {}, 400, 'forbidden-name'],
  ['U+0000', '{"a":"\0"}', {}, 400, 'nul-character'],
  ['U+0000 as an escape', '{"a":"\\u0000"}', {}, 400, 'nul-character'],
  ['a lone surrogate', '{"a":"\\ud800"}', {}, 400, 'lone-surrogate'],
  ['2^53 + 1', '{"a":9007199254740993}', {}, 400, 'number-out-of-range'],
  ['1e400', '{"a":1e400}', {}, 400, 'number-out-of-range'],
  ['33 levels', `{"a":${nested(32)}}`, {}, 400, 'too-deep'],
  ['levels without end', nested(100_000), {}, 400, 'too-deep'],
  ['an array', '[]', {}, 422, 'validation'],
  ['a text', '"a"', {}, 422, 'validation'],
  ['a number', '1', {}, 422, 'validation'],
  ['true', 'true', {}, 422, 'validation'],
  ['null', 'null', {}, 422, 'validation'],
  ['an unknown property', '{"colour":"red"}', {}, 422, 'validation'],
];

/** A value that no field of this schema takes. */
function wrongFor(schema: Schema): unknown {
  const [type] = [schema.type].flat();
  if (type === 'array' || schema.properties !== undefined || type === 'object') return 'no';
  return type === 'integer' ? 1.5 : { no: 'such' };
}

describe('Bad input', () => {
  let house: House;
  let description: Description;
  let routes: DescribedRoute[];
  beforeAll(async () => {
    house = await openHouse({ limits: { bodyMs: BODY_MS, headersMs: HEADERS_MS, checkEveryMs: 50 } });
    description = (await house.anybody.get('/api/v1/openapi.json').expect(200)).body as Description;
    routes = routesIn(description);
  });
  afterAll(() => house.close());

  const headersOf = (method: string, address: string, own: Headers): Headers => ({
    ...headersFor(permissionAt(routes, method, address)),
    ...{ 'Idempotency-Key': randomUUID(), 'If-Match': '"r1"' },
    ...own,
  });
  const ask = (method: string, address: string, own: Headers = {}, body: Bytes = ''): Promise<WireAnswer> => {
    const isSent = body.length > 0 || 'Content-Type' in own;
    const length: Headers = isSent ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
    return overTheWire(house.url, [
      requestText(`${method} ${address}`, headersOf(method, address, { ...length, ...own }), body),
    ]);
  };

  /** What is not as it must be in a problem; nothing when all is. */
  const faultsOf = (
    { status, headers, body, text }: WireAnswer,
    [expected, suffix]: Expected,
    path: string,
  ): string[] => {
    const is = {
      ...{ status, type: body.type, media: headers['content-type'], cache: headers['cache-control'] },
      ...{ sniff: headers['x-content-type-options'], policy: headers['content-security-policy']?.slice(0, 18) },
      ...{ told: body.status, instance: body.instance, hasTitle: typeof body.title, hasDetail: typeof body.detail },
      ...{ hasRequestId: headers['x-request-id']?.length },
    };
    const must = {
      ...{ status: expected, type: `/problems/${suffix}`, media: 'application/problem+json', cache: 'no-store' },
      ...{ sniff: 'nosniff', policy: "default-src 'none'", told: expected, instance: path },
      ...{ hasTitle: 'string', hasDetail: 'string', hasRequestId: 36 },
    };
    const leaks = /node_modules|\.ts\b|\.js\b|SELECT |INSERT |\/work\/|at Object\./.test(text) ? ['leaks'] : [];
    return JSON.stringify(is) === JSON.stringify(must) ? leaks : [`${path}: ${JSON.stringify(is)}`, ...leaks];
  };
  const bare = (address: string): string => address.split('?')[0] ?? '';

  it('has many routes to be sent to', () => {
    expect(routes.filter(({ body }) => body !== null).length).toBeGreaterThan(20);
    expect(routes.filter(({ method }) => method === 'GET').length).toBeGreaterThan(20);
  });

  it.each(BODIES)('in a body is refused on every JSON route: %s', async (_, body, own, status, suffix) => {
    const faults: string[] = [];
    for (const { method, address } of routes.filter((route) => route.body !== null)) {
      const answer = await ask(method, address, { 'Content-Type': JSON_TYPE, ...own }, body);
      faults.push(...faultsOf(answer, [status, suffix], bare(address)));
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('in parts without a length is refused as well: more than 1 MiB', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 'x'), Buffer.from('\r\n')]);
    const own = { 'Content-Type': JSON_TYPE, 'Transfer-Encoding': 'chunked' };
    const head = requestText('POST /api/v1/models', headersOf('POST', '/api/v1/models', own));
    const answer = await overTheWire(house.url, [head, ...Array.from({ length: 20 }, () => chunk), '0\r\n\r\n']);
    expect(faultsOf(answer, [413, 'payload-too-large'], '/api/v1/models')).toEqual([]);
  });

  it('of another media type is refused where bytes are taken', async () => {
    for (const { method, address } of routes.filter(({ consumes }) => consumes !== null && consumes !== JSON_TYPE)) {
      for (const type of [JSON_TYPE, 'text/plain', null]) {
        const answer = await ask(method, address, { 'Content-Type': type }, `{"a":"${'x'.repeat(2 * MIB)}"}`);
        expect(faultsOf(answer, [415, 'unsupported-media-type'], bare(address))).toEqual([]);
      }
    }
  });

  it('of a wrong type is refused at its pointer, on every field of every route', async () => {
    const faults: string[] = [];
    for (const { method, address, body } of routes) {
      for (const [name, schema] of Object.entries(body?.properties ?? {})) {
        const wrong = JSON.stringify({ [name]: wrongFor(resolved(description, schema)) });
        const answer = await ask(method, address, { 'Content-Type': JSON_TYPE }, wrong);
        faults.push(...faultsOf(answer, [422, 'validation'], bare(address)));
        const pointers = (answer.body.errors ?? []).map(({ pointer }) => pointer);
        if (!pointers.some((one) => one === `/${name}` || one.startsWith(`/${name}/`)))
          faults.push(`${address} ${name}`);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it.each(['2026-02-30', '2026-13-01', '300000-01-01', '+300000-01-01'])(
    'of a day that does not exist is refused: %s',
    async (day) => {
      const body = JSON.stringify(evidence({ performedOn: day }));
      const address = `/api/v1/versions/${NOBODY}/evidence`;
      const answer = await ask('POST', address, { 'Content-Type': JSON_TYPE }, body);
      expect(faultsOf(answer, [422, 'invalid-date'], address)).toEqual([]);
      expect(answer.body.errors).toMatchObject([{ pointer: '/performedOn' }]);
    },
  );

  it('of what the caller accepts: no media type that the route answers in', async () => {
    const faults: string[] = [];
    for (const { method, address, produces, consumes } of routes) {
      const none = ['image/png', 'application/xml;q=0.9, image/*', `*/*;q=0, ${produces.join(';q=0, ')};q=0`];
      for (const accept of none) {
        const answer = await ask(method, address, { Accept: accept, 'Content-Type': consumes }, '{}');
        faults.push(...faultsOf(answer, [406, 'not-acceptable'], bare(address)));
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('is not what the caller accepts where JSON is in it', async () => {
    for (const accept of [
      '*/*',
      'application/*',
      JSON_TYPE,
      'text/html, */*;q=0.1',
      'APPLICATION/JSON; charset=utf-8',
      '',
    ]) {
      expect((await ask('GET', '/api/v1/models', { Accept: accept })).status).toBe(200);
    }
  });

  it('of the query: a parameter that is not known, or one twice', async () => {
    const faults: string[] = [];
    for (const { method, address, query, consumes, operation } of routes) {
      const sign = address.includes('?') ? '&' : '?';
      const twice = query.map((name) => `${bare(address)}?${name}=1&${name}=1`);
      const unknown = [`${address}${sign}colour=red`, `${address}${sign}access_token=${TOKEN}`];
      const isOpen = operation['x-ignores-other-parameters'] === true;
      for (const wrong of [...(isOpen ? [] : unknown), `${bare(address)}?%ff`, ...twice]) {
        const answer = await ask(method, wrong, { 'Content-Type': consumes }, consumes === null ? '' : '{}');
        faults.push(...faultsOf(answer, [400, 'invalid-query'], bare(address)));
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=201',
    'limit=1.5',
    'limit=',
    'limit=x',
    'cursor=',
    'cursor=x',
    'cursor=%00',
    `cursor=${NOBODY}`,
  ])('of the query of every list: %s', async (pair) => {
    const faults: string[] = [];
    for (const { method, address } of routes.filter(({ query }) => query.includes('limit'))) {
      const expected: Expected = pair.includes('%00') ? [400, 'nul-character'] : [400, 'invalid-query'];
      const asked = `${address}${address.includes('?') ? '&' : '?'}${pair}`;
      faults.push(...faultsOf(await ask(method, asked), expected, bare(address)));
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('of an id in the path: what cannot be one, and what is none', async () => {
    const faults: string[] = [];
    for (const { method, path } of routes.filter((route) => route.method === 'GET' && route.path.includes('{'))) {
      const ids = [
        'x',
        '1',
        "'%20OR%201=1",
        NOBODY,
        NOBODY.replace('7', '4'),
        'f'.repeat(64),
        '9'.repeat(1_000),
        '%00',
      ];
      for (const id of ids) {
        const address = path.replace(/\{\w+\}/g, id);
        const [expected] = routes.filter((route) => route.path === path && route.method === method);
        const query = expected?.address.split('?')[1];
        const answer = await ask(method, query === undefined ? address : `${address}?${query}`);
        faults.push(...faultsOf(answer, [404, 'not-found'], address));
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('of the path: bytes that are no UTF-8, and what is no route', async () => {
    const faults: string[] = [];
    for (const { method, path } of routes.filter((route) => route.path.includes('{'))) {
      const address = path.replace(/\{\w+\}/g, '%ff');
      faults.push(...faultsOf(await ask(method, address), [400, 'bad-url'], address));
      const unknown = `${path.replace(/\{\w+\}/g, NOBODY)}/nothing/here`;
      faults.push(...faultsOf(await ask(method, unknown), [404, 'not-found'], unknown));
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('of the method: every one that an address does not have, with those that it has', async () => {
    const faults: string[] = [];
    for (const path of new Set(routes.map((route) => route.path))) {
      const [{ address } = { address: '' }, ...others] = routes.filter((route) => route.path === path);
      const declared = [...others, routes.find((route) => route.path === path)].map((route) => route?.method ?? '');
      const allow = [...declared, ...(declared.includes('GET') ? ['HEAD'] : [])].sort();
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS', 'PROPFIND'].filter(
        (one) => !allow.includes(one),
      )) {
        const answer = await ask(method, bare(address));
        faults.push(...faultsOf(answer, [405, 'method-not-allowed'], bare(address)));
        if (answer.headers.allow !== allow.join(', ')) faults.push(`${method} ${path}: ${answer.headers.allow ?? ''}`);
      }
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('is no body where none is taken: it is ignored', async () => {
    expect((await ask('GET', '/api/v1/models', { 'Content-Type': JSON_TYPE }, '{"a":')).status).toBe(200);
    expect((await ask('HEAD', '/api/v1/models')).status).toBe(200);
  });

  it('of what every write needs: no Idempotency-Key, no If-Match, a stale one', async () => {
    const { id } = await registered.organization(house);
    const address = `/api/v1/organizations/${id}`;
    const edit = JSON.stringify({ name: 'Another name', reason: 'For the test' });
    const own = { 'Content-Type': JSON_TYPE };
    const post = await ask(
      'POST',
      '/api/v1/organizations',
      { ...own, 'Idempotency-Key': null },
      JSON.stringify(organization()),
    );
    expect(faultsOf(post, [400, 'idempotency-key-missing'], '/api/v1/organizations')).toEqual([]);
    const missing = await ask('PATCH', address, { ...own, 'If-Match': null }, edit);
    expect(faultsOf(missing, [428, 'precondition-required'], address)).toEqual([]);
    const stale = await ask('PATCH', address, { ...own, 'If-Match': '"r9"' }, edit);
    expect(faultsOf(stale, [412, 'precondition-failed'], address)).toEqual([]);
    const key = { ...own, 'Idempotency-Key': randomUUID() };
    await ask('POST', '/api/v1/models', key, JSON.stringify(model()));
    const reused = await ask('POST', '/api/v1/models', key, JSON.stringify(model()));
    expect(faultsOf(reused, [422, 'idempotency-key-reuse'], '/api/v1/models')).toEqual([]);
  });

  describe('on the connection', () => {
    const host = 'Host: localhost\r\n';
    const post = `POST /api/v1/models HTTP/1.1\r\n${host}Content-Type: application/json\r\n`;

    it.each([
      ['garbage', 'garbage\r\n\r\n'],
      ['bytes', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])],
      ['a method that nobody knows', `BREW / HTTP/1.1\r\n${host}\r\n`],
      ['another version', `GET / HTTP/3.0\r\n${host}\r\n`],
      ['both lengths', `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
      ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
      ['two lengths in one', `${post}Content-Length: 2, 3\r\n\r\n{}`],
      ['a length that is no number', `${post}Content-Length: two\r\n\r\n{}`],
      ['a length below zero', `${post}Content-Length: -1\r\n\r\n{}`],
      ['a space before the colon', `GET / HTTP/1.1\r\nHost : localhost\r\n\r\n`],
      ['a folded header', `GET / HTTP/1.1\r\n${host}X: a\r\n b\r\n\r\n`],
      ['U+0000 in a header', `GET / HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`],
      ['a chunk without a size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
      ['no Host', 'GET /api/v1/models HTTP/1.1\r\n\r\n'],
      ['two Hosts', `GET /api/v1/models HTTP/1.1\r\n${host}Host: other\r\n\r\n`],
      ['a Host that is none', 'GET /api/v1/models HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ])('is refused and closed: %s', async (_, bytes) => {
      const answer = await overTheWire(house.url, [bytes]);
      const path = answer.body.instance === '/' ? '/' : '/api/v1/models';
      expect(faultsOf(answer, [400, 'bad-request'], path)).toEqual([]);
      expect(answer.isClosed).toBe(true);
    });

    it('is refused: headers of more than 16 KiB', async () => {
      const answer = await ask('GET', '/api/v1/models', { 'X-Large': 'x'.repeat(17 * 1024) });
      expect(faultsOf(answer, [431, 'headers-too-large'], '/')).toEqual([]);
      expect(answer.isClosed).toBe(true);
      expect((await ask('GET', '/api/v1/models', { 'X-Large': 'x'.repeat(15 * 1024) })).status).toBe(200);
    });

    it('is refused: an expectation, and a tunnel', async () => {
      const expecting = await ask('GET', '/api/v1/models', { Expect: 'the-best' });
      expect(faultsOf(expecting, [417, 'expectation-failed'], '/')).toEqual([]);
      const tunnel = await overTheWire(house.url, [`CONNECT localhost:80 HTTP/1.1\r\n${host}\r\n`]);
      expect(faultsOf(tunnel, [405, 'method-not-allowed'], '/')).toEqual([]);
    });

    it('is read where the address is whole, as a proxy sends it', async () => {
      expect((await ask('GET', 'http://localhost/api/v1/models')).status).toBe(200);
      expect((await ask('OPTIONS', '*')).status).toBe(404);
    });

    it('is closed when headers come too slowly', async () => {
      const parts = [...`GET /api/v1/models HTTP/1.1\r\n${host}X-Slow: `, ...'x'.repeat(50)];
      const answer = await overTheWire(house.url, parts, { gapMs: 20 });
      expect(faultsOf(answer, [408, 'timeout'], '/')).toEqual([]);
      expect(answer.isClosed).toBe(true);
    });

    it.each([
      ['JSON', '/api/v1/models', JSON_TYPE, 20],
      ['JSON that stops', '/api/v1/models', JSON_TYPE, 2_000],
      ['bytes', '/api/v1/files?name=a.bin', 'application/octet-stream', 20],
      ['a PDF', '/api/v1/verifications', 'application/pdf', 20],
    ])('is closed when the body comes too slowly: %s', async (_, address, type, gapMs) => {
      const own = headersOf('POST', address, { 'Content-Type': type, 'Content-Length': '1000', Connection: null });
      const head = requestText(`POST ${address}`, own);
      const answer = await overTheWire(house.url, [head, ...'x'.repeat(100)], { gapMs, silentMs: 5_000 });
      expect(faultsOf(answer, [408, 'timeout'], bare(address))).toEqual([]);
      expect([answer.isClosed, answer.headers.connection]).toEqual([true, 'close']);
    });

    it('is kept while a large file comes in, however long it takes', async () => {
      const part = Buffer.alloc(16 * 1024, 'x');
      const head = requestText(
        'POST /api/v1/files?name=slow.bin',
        headersOf('POST', '/api/v1/files', {
          ...{ 'Content-Type': 'application/octet-stream', 'Content-Length': String(part.length * 8) },
        }),
      );
      const answer = await overTheWire(house.url, [head, ...Array.from({ length: 8 }, () => part)], { gapMs: 100 });
      expect(answer.status).toBe(201);
    });

    it('is closed when the rest of a refused body comes too slowly', async () => {
      const own = { 'Content-Type': 'text/plain', 'Content-Length': '1000', Connection: null };
      const head = requestText('POST /api/v1/models', headersOf('POST', '/api/v1/models', own));
      const answer = await overTheWire(house.url, [head, ...'x'.repeat(100)], { gapMs: 20, silentMs: 5_000 });
      expect([answer.status, answer.isClosed]).toEqual([415, true]);
    });
  });
});
