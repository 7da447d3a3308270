import { request as httpRequest } from 'node:http';
import { type House, openHouse, TOKEN } from '../support/house';
import { organization, registered } from '../support/given';
import { NOBODY, type Problem, refused } from '../support/problems';
import { leavesNothing } from '../support/trail';

const ORGANIZATIONS = '/api/v1/organizations';

describe('A problem', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  /** Sends a request line as it is, which clients would mend. */
  const raw = (
    method: string,
    path: string,
  ): Promise<{ status: number; problem: Problem; allow: string | undefined }> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(house.url);
      const headers = { authorization: `Bearer ${TOKEN}` };
      const sent = httpRequest({ port, host: '127.0.0.1', method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const problem = (text.startsWith('{') ? JSON.parse(text) : {}) as Problem;
          resolve({ status: response.statusCode ?? 0, problem, allow: response.headers.allow });
        });
      });
      sent.on('error', reject);
      sent.end();
    });

  it('says what, which status, why, where, and at which fields', async () => {
    const { body } = await house.staff.post(ORGANIZATIONS).send({ name: 'x', colour: 'blue' });
    expect(body).toEqual({
      type: '/problems/validation',
      title: 'Some fields are not as they must be',
      status: 422,
      detail: '/colour: is not a property of this',
      instance: ORGANIZATIONS,
      errors: [
        { pointer: '/colour', detail: 'is not a property of this' },
        { pointer: '/name', detail: expect.stringContaining('2') },
        { pointer: '/country', detail: 'must be two capital letters of ISO 3166-1' },
      ],
    });
  });

  it('is answered with the headers that every answer has', async () => {
    const answers = [
      await house.staff.get(ORGANIZATIONS),
      await house.staff.get(`${ORGANIZATIONS}/${NOBODY}`),
      await house.anybody.get(ORGANIZATIONS),
      await house.staff.get('/nowhere'),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        ...{ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' },
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('does not repeat the query, which may hold what others must not see', async () => {
    const { instance } = await refused(house.staff.get(`${ORGANIZATIONS}?secret=1`), 'invalid-query', '/secret');
    expect(instance).toBe(ORGANIZATIONS);
  });

  it.each([
    ['/nothing'],
    ['/api'],
    ['/api/v1'],
    ['/api/v1/nothing'],
    [`${ORGANIZATIONS}/`],
    [`${ORGANIZATIONS}/${NOBODY}/more`],
    ['/api/v2/organizations'],
    ['//api/v1/organizations'],
  ])('says that there is nothing at %s', async (path) => {
    await refused(house.staff.get(path), 'not-found');
  });

  it.each([
    ['DELETE', ORGANIZATIONS, 'GET, HEAD, POST'],
    ['PUT', `${ORGANIZATIONS}/${NOBODY}`, 'GET, HEAD, PATCH'],
    ['OPTIONS', ORGANIZATIONS, 'GET, HEAD, POST'],
    ['TRACE', ORGANIZATIONS, 'GET, HEAD, POST'],
    ['PROPFIND', ORGANIZATIONS, 'GET, HEAD, POST'],
    ['GET', `/api/v1/evidence/${NOBODY}/withdraw`, 'POST'],
    ['PATCH', `/api/v1/evidence/${NOBODY}`, 'GET, HEAD'],
    ['DELETE', `/api/v1/audit-events/${NOBODY}`, 'GET, HEAD'],
    ['PUT', '/api/v1/openapi.json', 'GET, HEAD'],
  ])('says for %s %s that the address has %s', async (method, path, allow) => {
    const answer = await raw(method, path);
    expect(answer).toMatchObject({ status: 405, allow, problem: { type: '/problems/method-not-allowed' } });
  });

  it.each([
    ['a percent sign that begins nothing', '/api/v1/organizations/%', 400, 'bad-url'],
    ['bytes that are no UTF-8', '/api/v1/organizations/%ff', 400, 'bad-url'],
    ['U+0000 for an id', '/api/v1/organizations/%00', 404, 'not-found'],
    ['a folder above', '/api/v1/../../etc/passwd', 404, 'not-found'],
    ['an id of a hundred and one letters', `/api/v1/organizations/${'x'.repeat(101)}`, 404, 'not-found'],
    ['an id of eight thousand letters', `/api/v1/organizations/${'x'.repeat(8000)}`, 404, 'not-found'],
    ['an id that is a statement', `/api/v1/organizations/${encodeURIComponent("' OR 1=1 --")}`, 404, 'not-found'],
  ])('answers an address with %s', async (_, path, status, type) => {
    const { status: answered, problem } = await raw('GET', path);
    expect({ answered, type: problem.type }).toEqual({ answered: status, type: `/problems/${type}` });
  });

  it('tells nothing of the database when it fails, and the record goes on when it is back', async () => {
    const { id } = await registered.organization(house);
    const { superuser } = house.database;
    await superuser.query('ALTER TABLE organization RENAME TO organization_away');
    const answer = await house.staff.get(`${ORGANIZATIONS}/${id}`);
    await superuser.query('ALTER TABLE organization_away RENAME TO organization');
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ type: '/problems/internal-error', detail: expect.stringContaining('log') });
    expect(answer.text).not.toMatch(/organization_away|relation|SELECT|\.ts|node_modules/);
    await house.staff.get(`${ORGANIZATIONS}/${id}`).expect(200);
  });

  it('is that the service cannot answer while its connections are cut, never that it has ended', async () => {
    const { id } = await registered.organization(house);
    await house.database.superuser.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'predicate'`,
    );
    const { status } = await house.staff.get(`${ORGANIZATIONS}/${id}`);
    expect([200, 503]).toContain(status);
    await house.staff.get(`${ORGANIZATIONS}/${id}`).expect(200);
  });

  it('of a broken rule of the database leaves nothing', async () => {
    const { name } = await registered.organization(house);
    await leavesNothing(house, ['organization'], () =>
      refused(house.staff.post(ORGANIZATIONS).send(organization({ name })), 'duplicate'),
    );
  });
});
