import { codeAt } from '../../src/access/credentials/totp.rules';
import { asking, type House, openHouse } from '../support/house';
import { administrator, cookieOf, enrolled, enter, newPassword, OWN_PAGE, signedIn, signIn } from '../support/people';
import { refused } from '../support/problems';
import { toldOf } from '../support/trail';

const MINUTE = 60_000;

let house: House;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);
const pass = (ms: number): void => {
  ahead += ms;
};
beforeAll(async () => {
  house = await openHouse({ clock: { now }, isBegun: false });
});
afterAll(() => house.close());

describe('Signing in', () => {
  it('is possible from the operator’s token to a session, through a link, a password and an app', async () => {
    const admin = await administrator(house, now);
    const { body } = await admin.asks.get('/api/v1/me').expect(200);
    expect(body).toEqual({ id: admin.id, name: 'Administrator', via: 'session', roles: ['administrator'], grants: [] });
    const { body: person } = await admin.asks.get(`/api/v1/people/${admin.id}`).expect(200);
    expect(person).toMatchObject({ state: 'active' });
    const { items } = (await admin.asks.get('/api/v1/me/sessions').expect(200)).body as {
      items: { methods: string[] }[];
    };
    expect(items.map(({ methods }) => methods)).toContainEqual(['pwd', 'otp']);
  });

  it('sets a cookie that a script cannot read and that goes nowhere else, and is an act of the person', async () => {
    const person = await enrolled(house, now);
    const code = codeAt(person.secret, new Date(now().getTime() + 30_000));
    const answer = await signIn(house, { ...said(person), code }).expect(201);
    const cookie = (answer.headers['set-cookie'] as unknown as string[])[0];
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const { id } = answer.body as { id: string };
    const events = (await toldOf(house, id)).map(({ act, actor }) => [act, actor]);
    expect(events).toEqual([['session.opened', expect.objectContaining({ id: person.id, role: 'person' })]]);
  });

  it('is answered alike, whatever is wrong', async () => {
    const [person, left] = [await enrolled(house, now), await enrolled(house, now)];
    await house.database.superuser.query(
      `SET session_replication_role = 'replica'; UPDATE person SET state = 'left', left_at = now() WHERE id = '${left.id}';
       SET session_replication_role = 'origin'`,
    );
    const code = (secret: string) => codeAt(secret, new Date(now().getTime() + 30_000));
    const wrong = code(person.secret) === '000000' ? '000001' : '000000';
    const tries = [
      { ...said(person), userName: 'nobody-of-that-name', code: code(person.secret) },
      { ...said(person), password: newPassword(), code: code(person.secret) },
      { ...said(person), code: wrong },
      { ...said(left), code: code(left.secret) },
      { userName: `u${house.staffId}`, password: newPassword(), code: '123456' },
    ];
    const answers: unknown[] = [];
    for (const one of tries) {
      const { headers } = await signIn(house, one);
      expect(headers['set-cookie']).toBeUndefined();
      answers.push(await refused(signIn(house, one), 'authentication-failed'));
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    await signIn(house, { ...said(person), code: code(person.secret) }).expect(201);
  });

  it('takes about as long for a name that is nobody’s', async () => {
    const person = await enrolled(house, now);
    const took = async (userName: string): Promise<number> => {
      const began = performance.now();
      await signIn(house, { userName, password: newPassword(), code: '123456' }).expect(401);
      return performance.now() - began;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let at = 0; at < 8; at += 1) {
      known.push(await took(person.userName));
      unknown.push(await took('nobody-at-this-time'));
    }
    const [one, other] = [Math.min(...known), Math.min(...unknown)];
    expect(other).toBeGreaterThan(10);
    expect(Math.abs(one - other)).toBeLessThan(0.4 * Math.max(one, other));
  });

  it('takes a code once, of two that come at the same moment too', async () => {
    const person = await enrolled(house, now);
    const sent = { ...said(person), code: codeAt(person.secret, new Date(now().getTime() + 30_000)) };
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => signIn(house, sent)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 401, 401, 401]);
    await refused(signIn(house, sent), 'authentication-failed');
    const earlier = { ...sent, code: codeAt(person.secret, now()) };
    await refused(signIn(house, earlier), 'authentication-failed');
  });

  it('takes the name in any case, and the password in any composition', async () => {
    const person = await enrolled(house, now);
    const { asks } = await enter(house, person, now);
    const password = 'caf\u00e9 kelp violin lamp';
    await asks.post('/api/v1/me/password').send({ password, current: person.password }).expect(201);
    pass(2 * MINUTE);
    const sent = { userName: person.userName.toUpperCase(), password: password.normalize('NFD') };
    await signIn(house, { ...sent, code: codeAt(person.secret, now()) }).expect(201);
  });

  it.each([
    ['no code', { code: undefined }, '/code'],
    ['a code of letters', { code: 'abcdef' }, '/code'],
    ['a code as a number', { code: 123456 }, '/code'],
    ['a password that is an object', { password: { $ne: '' } }, '/password'],
    ['a password of more than 512 characters', { password: 'x'.repeat(513) }, '/password'],
    ['another field', { remember: true }, '/remember'],
  ])('is refused with %s before anything is compared', async (_, own, pointer) => {
    const sent = { userName: 'somebody', password: 'kelp violin lamps', code: '123456', ...own };
    await refused(house.anybody.post('/api/v1/sessions').send(sent), 'validation', pointer);
  });

  it('is answered at once or refused for now when very many come together', async () => {
    const tries = Array.from({ length: 60 }, (_, at) =>
      signIn(house, { userName: `storm-${at}`, password: newPassword(), code: '123456' }),
    );
    const answers = await Promise.all(tries);
    const of = (status: number) => answers.filter((one) => one.status === status);
    expect(of(401).length).toBeGreaterThanOrEqual(32);
    expect(of(401).length + of(503).length).toBe(60);
    for (const one of of(503)) {
      expect(one.body).toMatchObject({ type: '/problems/busy' });
      expect(one.headers['retry-after']).toBe('2');
    }
  });
});

describe('A session', () => {
  it('ends after a quarter of an hour in which nothing was asked', async () => {
    const { asks, id } = await signedIn(house, { now });
    pass(14 * MINUTE);
    await asks.get('/api/v1/me').expect(200);
    pass(14 * MINUTE);
    await asks.get('/api/v1/me').expect(200);
    pass(15 * MINUTE);
    await refused(asks.get('/api/v1/me'), 'authentication-required');
    const { rows } = await house.database.superuser.query(
      `SELECT end_reason AS because FROM session WHERE person_id = $1 AND methods = '{pwd,otp}'`,
      [id],
    );
    expect(rows).toEqual([{ because: 'idle' }]);
  });

  it('ends after twelve hours, however busy it was', async () => {
    const { asks } = await signedIn(house, { now });
    for (let at = 0; at < 71; at += 1) {
      pass(10 * MINUTE);
      await asks.get('/api/v1/me').expect(200);
    }
    pass(10 * MINUTE);
    await refused(asks.get('/api/v1/me'), 'authentication-required');
  });

  it('changes nothing for a page of somebody else, nor for one that cannot be told', async () => {
    const { asks, cookie } = await signedIn(house, { now });
    const own = { Cookie: cookie };
    const out = (headers: Record<string, string>) =>
      house.anybody.delete('/api/v1/sessions/current').set({ ...own, ...headers });
    await refused(out({ 'Sec-Fetch-Site': 'cross-site' }), 'csrf');
    await refused(out({ 'Sec-Fetch-Site': 'same-site' }), 'csrf');
    await refused(out({ Origin: 'https://elsewhere.example' }), 'csrf');
    await refused(out({ Origin: 'null' }), 'csrf');
    await refused(out({ ...OWN_PAGE, Origin: 'https://elsewhere.example' }), 'csrf');
    await refused(out({}), 'csrf');
    await asks.get('/api/v1/me').expect(200);
    await out({ Origin: house.url }).expect(200);
    await refused(asks.get('/api/v1/me'), 'authentication-required');
  });

  it('is not opened for a page of somebody else', async () => {
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    const sent = { userName: 'somebody', password: 'kelp violin lamps', code: '123456' };
    await refused(house.anybody.post('/api/v1/sessions').set(foreign).send(sent), 'csrf');
  });

  it('ends with signing out, which takes the cookie away', async () => {
    const { asks } = await signedIn(house, { now });
    const answer = await asks.delete('/api/v1/sessions/current').expect(200);
    expect(answer.body).toMatchObject({ endReason: 'signed-out' });
    expect(cookieOf(answer as never)).toBe('__Host-sid=');
    await refused(asks.get('/api/v1/me'), 'authentication-required');
  });

  it('is ended by its person from another one, from the next request on', async () => {
    const one = await signedIn(house, { now });
    pass(MINUTE);
    const other = await enter(house, one, now);
    const { items } = (await other.asks.get('/api/v1/me/sessions').expect(200)).body as { items: { id: string }[] };
    await other.asks.delete(`/api/v1/me/sessions/${items[1].id}`).expect(200);
    await refused(one.asks.get('/api/v1/me'), 'authentication-required');
    await other.asks.get('/api/v1/me').expect(200);
  });

  it('lets its person do what his roles let him, and nothing else', async () => {
    const { asks, id } = await signedIn(house, { roles: ['contributor'], now });
    const { body } = await asks.get('/api/v1/me').expect(200);
    expect(body).toMatchObject({ id, roles: ['contributor'] });
    await asks.get('/api/v1/models').expect(200);
    await refused(asks.post('/api/v1/organizations').send({ name: 'Of nobody', country: 'US' }), 'forbidden');
    await refused(asks.post('/api/v1/people').send({ userName: 'other', printedName: 'Other' }), 'forbidden');
  });

  it('is nothing that a bearer token can be made of', async () => {
    const { cookie } = await signedIn(house, { now });
    const token = cookie.split('=')[1];
    await refused(asking(house.url, { Authorization: `Bearer ${token}` }).get('/api/v1/me'), 'authentication-required');
  });
});

const said = ({ userName, password }: { userName: string; password: string }) => ({ userName, password });
