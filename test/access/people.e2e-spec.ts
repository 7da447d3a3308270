import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { ApiTokens } from '../../src/access/tokens/api-tokens.service';
import { operatorActor } from '../../src/kernel/actor';
import { type House, openHouse, OPERATOR_TOKEN } from '../support/house';
import { held } from '../support/held-answers';
import { refused } from '../support/problems';
import { ADMINISTRATOR_TOKEN, headersFor, inPerson, TOKEN } from '../support/staff';
import { toldOf } from '../support/trail';

const API = '/api/v1';
type Body = Record<string, unknown> & { id: string };

describe('People', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const post = (path: string, body: object, headers: Record<string, string>) =>
    held(house.url, request(house.url))
      .post(`${API}/${path}`)
      .set({ 'Idempotency-Key': randomUUID(), ...headers })
      .send(body);
  const asAdministrator = (path: string, body: object) => post(path, body, inPerson(ADMINISTRATOR_TOKEN));
  const asStaff = (path: string, body: object) => post(path, body, inPerson(TOKEN));
  const get = async (path: string): Promise<Body> => (await house.staff.get(`${API}/${path}`).expect(200)).body as Body;

  let count = 0;
  const invited = async (own: object = {}): Promise<Body & { userName: string }> => {
    const said = { userName: `person-${(count += 1)}`, printedName: `Person ${count}`, ...own };
    return (await asAdministrator('people', said).expect(201)).body as Body & { userName: string };
  };
  const trained = (id: string, kind = 'training') =>
    asStaff(`people/${id}/qualifications`, { kind, title: 'SOP 12', doneOn: '2026-01-15' });
  const given = (id: string, role: string) => asAdministrator(`people/${id}/roles`, { role, reason: 'For the test' });

  describe('are invited', () => {
    it('by an administrator, under a user name that is theirs for ever', async () => {
      const { id, userName } = await invited();
      expect(await get(`people/${id}`)).toMatchObject({ userName, state: 'invited', roles: [], revision: 1 });
      const [event] = await toldOf(house, id);
      expect(event).toMatchObject({
        act: 'person.invited',
        actor: { role: 'administrator', via: { kind: 'session' } },
      });
      await refused(asAdministrator('people', { userName, printedName: 'Another' }), 'duplicate');
      await asAdministrator(`people/${id}/leave`, { reason: 'Moved away' }).expect(200);
      await refused(asAdministrator('people', { userName, printedName: 'Another' }), 'duplicate');
    });

    it.each(['ab', 'Jordan', 'a b c', '-abc', 'abc.', 'ü-name', 'x'.repeat(65)])('not under “%s”', async (userName) => {
      await refused(asAdministrator('people', { userName, printedName: 'Person' }), 'validation', '/userName');
    });

    it.each(['nowhere', 'a b@example.org', '@example.org', `${'x'.repeat(260)}@example.org`])(
      'not with the address “%s”',
      async (email) => {
        const said = { userName: 'with.address', printedName: 'Person', email };
        await refused(asAdministrator('people', said), 'validation', '/email');
      },
    );

    it('by nobody else, and by no token', async () => {
      const said = { userName: 'somebody', printedName: 'Somebody' };
      await refused(asStaff('people', said), 'forbidden');
      await refused(post('people', said, { Authorization: `Bearer ${ADMINISTRATOR_TOKEN}` }), 'interactive-required');
      await refused(post('people', said, { Authorization: `Bearer ${OPERATOR_TOKEN}` }), 'forbidden');
    });
  });

  describe('have roles', () => {
    it('that need papers which are on file and in force', async () => {
      const { id } = await invited();
      const { detail } = await refused(given(id, 'approver'), 'invalid-state');
      expect(detail).toContain('training and identity-verification');
      await trained(id).expect(201);
      await refused(given(id, 'approver'), 'invalid-state');
      const paper = (await trained(id, 'identity-verification').expect(201)).body as Body;
      expect((await given(id, 'approver').expect(201)).body).toMatchObject({ roles: ['approver'] });
      await asStaff(`qualifications/${paper.id}/end`, { reason: 'The card was another person’s' }).expect(200);
      await refused(given(id, 'reviewer'), 'invalid-state');
      expect((await toldOf(house, id)).map(({ act }) => act)).toEqual(['person.invited', 'role.given']);
    });

    it('whose papers have run out', async () => {
      const { id } = await invited();
      const paper = { kind: 'training', title: 'SOP 12', doneOn: '2025-01-01', validUntil: '2025-12-31' };
      await asStaff(`people/${id}/qualifications`, paper).expect(201);
      await refused(given(id, 'contributor'), 'invalid-state');
      const wrong = { ...paper, validUntil: '2024-12-31' };
      await refused(asStaff(`people/${id}/qualifications`, wrong), 'inconsistent', '/validUntil');
      const later = { ...paper, doneOn: '2999-01-01', validUntil: undefined };
      await refused(asStaff(`people/${id}/qualifications`, later), 'validation', '/doneOn');
    });

    it('of which administrator and auditor stand alone', async () => {
      const { id } = await invited();
      await trained(id).expect(201);
      await given(id, 'contributor').expect(201);
      await refused(given(id, 'contributor'), 'duplicate');
      for (const role of ['administrator', 'auditor']) await refused(given(id, role), 'separation-of-duties');
      const other = await invited();
      await given(other.id, 'administrator').expect(201);
      await trained(other.id).expect(201);
      await refused(given(other.id, 'specialist'), 'separation-of-duties');
    });

    it('that nobody gives to himself, and papers that nobody records of himself', async () => {
      const { body } = await request(house.url).get(`${API}/me`).set(inPerson(ADMINISTRATOR_TOKEN)).expect(200);
      await refused(given((body as Body).id, 'auditor'), 'separation-of-duties');
      await refused(trained(house.staffId), 'separation-of-duties');
      const paper = { kind: 'training', title: 'SOP 12', doneOn: '2026-01-15' };
      await refused(asAdministrator(`people/${house.staffId}/qualifications`, paper), 'forbidden');
    });

    it('that sleep once a link was used, until the identity is verified again: whoever used it may be another', async () => {
      const { id } = await invited();
      for (const kind of ['training', 'identity-verification']) await trained(id, kind).expect(201);
      await given(id, 'approver').expect(201);
      const { body } = await asAdministrator(`people/${id}/links`, { reason: 'Lost' }).expect(201);
      const { token } = (body as { link: { token: string } }).link;
      await held(house.url, request(house.url)).post(`${API}/links/use`).send({ token }).expect(201);
      const tokens = house.app.get(ApiTokens);
      const issued = await tokens.issue(operatorActor(), id, { name: 'Test', scopes: ['record:read'], days: 1 });
      const reads = () =>
        held(house.url, request(house.url)).get(`${API}/models`).set('Authorization', `Bearer ${issued.secret}`);
      const { detail } = await refused(reads(), 'forbidden');
      expect(detail).toContain('approver sleeps');
      await trained(id, 'identity-verification').expect(201);
      await reads().expect(200);
    });

    it('and accept policies themselves', async () => {
      const { body } = await asStaff('me/policies', { title: 'Signature policy, edition 3' }).expect(201);
      expect(body).toMatchObject({ kind: 'policy-acceptance', personId: house.staffId, recordedBy: house.staffId });
    });
  });

  describe('leave', () => {
    it('with their sessions, tokens and roles, and keep their name', async () => {
      const { id } = await invited();
      await trained(id).expect(201);
      await given(id, 'contributor').expect(201);
      const { body: left } = await asAdministrator(`people/${id}/leave`, { reason: 'Moved away' }).expect(200);
      expect(left).toMatchObject({ id, state: 'left', roles: [], leftAt: expect.any(String) as string });
      await refused(given(id, 'contributor'), 'invalid-state');
      await refused(asAdministrator(`people/${id}/leave`, { reason: 'Again' }), 'invalid-state');
      await refused(asAdministrator(`people/${id}/links`, { reason: 'Again' }), 'invalid-state');
      const before = await get(`people/${id}?asOf=${new Date(Date.now() + 1000).toISOString()}`);
      expect(before).toMatchObject({ id, printedName: left.printedName as string });
    });
  });

  describe('come in by a one-time link', () => {
    const use = (token: string, headers: Record<string, string> = {}) =>
      held(house.url, request(house.url)).post(`${API}/links/use`).set(headers).send({ token });

    it('that is used once, and opens nothing but what sets their credentials', async () => {
      const { id } = await invited();
      const { body } = await asAdministrator(`people/${id}/links`, { reason: 'The first' }).expect(201);
      const { token } = (body as { link: { token: string } }).link;
      const used = await use(token).expect(201);
      expect(used.body).toMatchObject({ personId: id, methods: ['link'], endedAt: null });
      const [cookie] = used.headers['set-cookie'] as unknown as string[];
      expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const headers = { Cookie: cookie.split(';')[0], 'Sec-Fetch-Site': 'same-origin' };
      expect((await request(house.url).get(`${API}/me`).set(headers).expect(200)).body).toMatchObject({
        id,
        via: 'link',
      });
      await refused(held(house.url, request(house.url)).get(`${API}/models`).set(headers), 'forbidden');
      await refused(use(token), 'authentication-failed');
      const ended = await request(house.url).delete(`${API}/sessions/current`).set(headers).expect(200);
      expect(ended.body).toMatchObject({ endReason: 'signed-out' });
      await refused(held(house.url, request(house.url)).get(`${API}/me`).set(headers), 'authentication-required');
    });

    it('of which the newest alone opens, and none that was made up', async () => {
      const { id } = await invited();
      const link = async () =>
        (
          (await asAdministrator(`people/${id}/links`, { reason: 'Lost' }).expect(201)).body as {
            link: { token: string };
          }
        ).link.token;
      const [first, second] = [await link(), await link()];
      await refused(use(first), 'authentication-failed');
      await refused(use('x'.repeat(43)), 'authentication-failed');
      await use(second).expect(201);
    });

    it('which a page of another site cannot use', async () => {
      await refused(use('x'.repeat(43), { 'Sec-Fetch-Site': 'cross-site' }), 'csrf');
      await refused(use('x'.repeat(43), { Origin: 'https://elsewhere.example' }), 'csrf');
    });

    it('whose token is in the first answer and in no later one', async () => {
      const { id } = await invited();
      const key = { ...inPerson(ADMINISTRATOR_TOKEN), 'Idempotency-Key': randomUUID() };
      const send = () => post(`people/${id}/links`, { reason: 'The first' }, key).expect(201);
      expect((await send()).body).toMatchObject({ link: { personId: id } });
      expect((await send()).body).toEqual({ link: null });
    });
  });

  describe('begin', () => {
    it('with an administrator whom the operator’s token makes, while there is none who can act', async () => {
      const said = { userName: 'first.administrator', printedName: 'First Administrator' };
      await refused(post('administrators', said, headersFor('person:begin')), 'already-begun');
      await refused(asStaff('administrators', said), 'forbidden');
    });
  });
});

describe('A token', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const issue = (body: object) =>
    held(house.url, request(house.url))
      .post(`${API}/me/tokens`)
      .set({ 'Idempotency-Key': randomUUID(), ...inPerson(TOKEN) })
      .send(body);
  const read = (secret: string) =>
    held(house.url, request(house.url)).get(`${API}/models`).set('Authorization', `Bearer ${secret}`);

  it('may what it was given, tells its secret once, and opens nothing once it is ended', async () => {
    const { body } = await issue({ name: 'Pipeline', scopes: ['record:read'], days: 30 }).expect(201);
    const { id, secret } = body as Body & { secret: string };
    expect(secret).toMatch(/^pred_[0-9a-f]{32}_[\w-]{43}$/);
    await read(secret).expect(200);
    const write = held(house.url, request(house.url)).post(`${API}/models`).set('Idempotency-Key', 'a');
    await refused(write.set('Authorization', `Bearer ${secret}`).send({}), 'forbidden');
    const mine = (await request(house.url).get(`${API}/me/tokens`).set(inPerson(TOKEN)).expect(200)).text;
    expect(mine).toContain(id);
    expect(mine).not.toContain(secret.slice(-43));
    const end = { 'Idempotency-Key': randomUUID(), ...inPerson(TOKEN) };
    await request(house.url).post(`${API}/me/tokens/${id}/end`).set(end).send({ reason: 'Lost it' }).expect(200);
    await refused(read(secret), 'authentication-required');
  });

  it('is given nothing that takes a person, and lives a year at the most', async () => {
    for (const scope of ['person:manage', 'role:give', 'token:issue', 'nothing:known']) {
      await refused(issue({ name: 'Pipeline', scopes: [scope], days: 30 }), 'validation', '/scopes');
    }
    for (const days of [0, 366, 1.5]) {
      await refused(issue({ name: 'Pipeline', scopes: ['record:read'], days }), 'validation', '/days');
    }
    await refused(issue({ name: 'Pipeline', scopes: [], days: 3 }), 'validation', '/scopes');
  });

  it('has its secret nowhere in the database', async () => {
    const { body } = await issue({ name: 'Pipeline', scopes: ['record:read'], days: 30 }).expect(201);
    const part = (body as { secret: string }).secret.slice(-43);
    const { rows: tables } = await house.database.superuser.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of tables) {
      const { rows } = await house.database.superuser.query(
        `SELECT FROM ${name} t WHERE t::text LIKE '%' || $1 || '%'`,
        [part],
      );
      expect([name, rows.length]).toEqual([name, 0]);
    }
  });
});
