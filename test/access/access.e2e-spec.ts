import { describe as described } from '../../src/app.setup';
import { type House, openHouse, STAFF, TOKEN } from '../support/house';
import { registered } from '../support/given';
import { NOBODY, refused } from '../support/problems';
import { leavesNothing, toldOf } from '../support/trail';

const PUBLIC = [
  ...['get /health/live', 'get /health/ready', 'get /problems', 'get /problems/{suffix}'],
  ...['post /api/v1/verifications', 'post /api/v1/links/use', 'post /api/v1/sessions'],
  ...['post /api/v1/passkeys/options', 'post /api/v1/passkeys/sign-in'],
  ...['get /api/v1/sign-in', 'post /api/v1/sign-in/openid', 'get /api/v1/sign-in/openid/callback'],
  'post /api/v1/sign-in/openid/logout',
];
const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;

const KEYS: readonly [string, Record<string, string>][] = [
  ['no token', {}],
  ['another token', { Authorization: `Bearer ${TOKEN}x` }],
  ['the beginning of the token', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
  ['an empty token', { Authorization: 'Bearer ' }],
  ['the token under another scheme', { Authorization: `Basic ${TOKEN}` }],
  ['the token without a scheme', { Authorization: TOKEN }],
  ['the token before another word', { Authorization: `Bearer ${TOKEN} or` }],
  ['the token after another word', { Authorization: `Bearer of ${TOKEN}` }],
];

describe('Access', () => {
  let house: House;
  let routes: { method: (typeof METHODS)[number]; path: string }[];
  beforeAll(async () => {
    house = await openHouse();
    routes = Object.entries(described(house.app).paths).flatMap(([path, item]) =>
      METHODS.filter((method) => item[method] !== undefined).map((method) => ({ method, path })),
    );
  });
  afterAll(() => house.close());

  const addressOf = (path: string) =>
    path
      .replace('{sha256}', 'a'.repeat(64))
      .replace(/\{(type|form)\}/, 'organization')
      .replace(/\{\w+\}/g, NOBODY);
  const closed = () => routes.filter(({ method, path }) => !PUBLIC.includes(`${method} ${path}`));

  it('is walked for all routes of the service', () => {
    expect(closed().length).toBeGreaterThan(40);
    expect(routes.length - closed().length).toBe(PUBLIC.length);
  });

  it.each(KEYS)('is refused on every route with %s, and nothing is left', async (_, headers) => {
    await leavesNothing(house, ['organization', 'model', 'stored_file'], async () => {
      for (const { method, path } of closed()) {
        const request = house.anybody[method](addressOf(path)).set(headers);
        const { instance } = await refused(request, 'authentication-required');
        expect(instance).toBe(addressOf(path));
        expect((await request).headers['www-authenticate']).toBe('Bearer realm="predicate"');
      }
    });
  });

  it('is refused before the body is looked at', async () => {
    await refused(house.anybody.post('/api/v1/organizations').send({ nonsense: true }), 'authentication-required');
    const upload = house.anybody.post('/api/v1/files?name=..').set('Content-Type', 'application/octet-stream');
    await refused(upload.send('bytes'), 'authentication-required');
  });

  it('is given with the token, on every route', async () => {
    for (const { method, path } of closed()) {
      const { status } = await house.staff[method](addressOf(path));
      expect([path, status]).not.toEqual([path, 401]);
    }
  });

  it('is given whatever the case of the scheme', async () => {
    await house.anybody.get('/api/v1/models').set('Authorization', `bearer ${TOKEN}`).expect(200);
  });

  it('needs no token for the description of the API, its page, and a verification', async () => {
    await house.anybody.get('/api/v1/openapi.json').expect(200);
    await house.anybody.get('/api/docs').expect(200);
    const verification = house.anybody.post('/api/v1/verifications').set('Content-Type', 'application/pdf');
    expect((await verification.send('%PDF-1.7')).status).not.toBe(401);
  });

  it('puts who acted, and the request, into the event', async () => {
    const { id } = await registered.organization(house);
    const other = await registered.organization(house);
    const [one] = await toldOf(house, id);
    const [two] = await toldOf(house, other.id);
    const via = { kind: 'token', id: expect.any(String) as string };
    expect(one.actor).toEqual({ id: house.staffId, name: STAFF, role: 'specialist', via });
    expect(one.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(two.requestId).not.toBe(one.requestId);
  });

  it('does not let a caller choose the id of the request', async () => {
    const said = { name: 'Chosen Request', country: 'US' };
    const response = await house.staff.post('/api/v1/organizations').set('Request-Id', 'mine').send(said).expect(201);
    const [event] = await toldOf(house, (response.body as { id: string }).id);
    expect(event.requestId).not.toBe('mine');
  });
});
