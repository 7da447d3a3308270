import { codeAt } from '../../src/access/credentials/totp.rules';
import { type House, openHouse } from '../support/house';
import { administrator, byLink, enrolled, enter, newPassword, newUserName, signedIn, signIn } from '../support/people';
import { NOBODY, refused } from '../support/problems';
import { toldOf } from '../support/trail';

const MINUTE = 60_000;

let house: House;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);
beforeAll(async () => {
  house = await openHouse({ clock: { now }, isBegun: false });
});
afterAll(() => house.close());

type Asks = Awaited<ReturnType<typeof byLink>>;
interface Credential {
  readonly id: string;
  readonly kind: string;
  readonly endedAt: string | null;
}
const credentialsOf = async (asks: Asks): Promise<Credential[]> =>
  ((await asks.get('/api/v1/me/credentials').expect(200)).body as { items: Credential[] }).items;
const newTotp = async (asks: Asks): Promise<string> =>
  ((await asks.post('/api/v1/me/totp').expect(201)).body as { totp: { secret: string } }).totp.secret;
const stateOf = async (id: string): Promise<string> => {
  const { asks } = await administrator(house, now);
  return ((await asks.get(`/api/v1/people/${id}`).expect(200)).body as { state: string }).state;
};

/** Somebody invited, in the session of his link. */
async function invited(): Promise<{ id: string; userName: string; asks: Asks }> {
  const { asks } = await administrator(house, now);
  const userName = newUserName();
  const made = await asks.post('/api/v1/people').send({ userName, printedName: 'Somebody invited' }).expect(201);
  const { id } = made.body as { id: string };
  const offered = await asks.post(`/api/v1/people/${id}/links`).send({ reason: 'The first time' }).expect(201);
  const { link } = offered.body as { link: { token: string } };
  return { id, userName, asks: await byLink(house, link.token) };
}

describe('An invited person', () => {
  it('is active with a password and a confirmed app, whichever came first, and not before', async () => {
    for (const isPasswordFirst of [true, false]) {
      const { id, asks } = await invited();
      const setPassword = () => asks.post('/api/v1/me/password').send({ password: newPassword() }).expect(201);
      const setTotp = async () => {
        const code = codeAt(await newTotp(asks), now());
        expect(await stateOf(id)).toBe('invited');
        await asks.post('/api/v1/me/totp/confirm').send({ code }).expect(201);
      };
      await (isPasswordFirst ? setPassword() : setTotp());
      expect(await stateOf(id)).toBe('invited');
      await (isPasswordFirst ? setTotp() : setPassword());
      expect(await stateOf(id)).toBe('active');
      expect((await toldOf(house, id)).at(-1)).toMatchObject({
        act: 'credential.added',
        actor: { id, role: 'person' },
      });
    }
  });

  it('does nothing by his link but set what he signs in with', async () => {
    const { asks } = await invited();
    await asks.get('/api/v1/me').expect(200);
    await refused(asks.get('/api/v1/models'), 'forbidden');
    await refused(asks.get('/api/v1/me/sessions'), 'forbidden');
    await refused(
      asks.post('/api/v1/me/tokens').send({ name: 'Token', scopes: ['record:read'], days: 1 }),
      'forbidden',
    );
  });
});

describe('A password', () => {
  it('is changed by who knows the present one; his other sessions end, and this one goes on', async () => {
    const one = await signedIn(house, { now });
    ahead += MINUTE;
    const other = await enter(house, one, now);
    const password = newPassword();
    const change = (own: object) => other.asks.post('/api/v1/me/password').send({ password, ...own });
    await refused(change({}), 'validation', '/current');
    await refused(change({ current: newPassword() }), 'authentication-failed');
    await one.asks.get('/api/v1/me').expect(200);
    await change({ current: one.password }).expect(201);
    await refused(one.asks.get('/api/v1/me'), 'authentication-required');
    await other.asks.get('/api/v1/me').expect(200);
    ahead += MINUTE;
    const code = codeAt(one.secret, now());
    await refused(signIn(house, { userName: one.userName, password: one.password, code }), 'authentication-failed');
    await signIn(house, { userName: one.userName, password, code }).expect(201);
    const passwords = (await credentialsOf(other.asks)).filter(({ kind }) => kind === 'password');
    expect(passwords.map(({ endedAt }) => endedAt === null)).toEqual([true, false]);
  });

  it('is refused when it would be guessed, at its place', async () => {
    const { asks, userName } = await invited();
    const send = (password: unknown) => asks.post('/api/v1/me/password').send({ password });
    await refused(send('too short'), 'validation', '/password');
    await refused(send(`${userName} ${userName} 1`), 'validation', '/password');
    await refused(send('Somebody invited !'), 'validation', '/password');
    await refused(send('correct horse battery staple'), 'validation', '/password');
    await refused(send(['kelp violin under lamps']), 'validation', '/password');
  });
});

describe('The secret of an app', () => {
  it('is told once, and is not told to a retry', async () => {
    const { asks } = await invited();
    const ask = () => asks.post('/api/v1/me/totp').set('Idempotency-Key', 'the-same-key');
    const { body } = await ask().expect(201);
    const { totp } = body as { totp: { secret: string; uri: string } };
    expect(totp.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(totp.uri).toContain(`secret=${totp.secret}`);
    expect((await ask().expect(201)).body).toEqual({ totp: null });
  });

  it('is confirmed by a code of it within half an hour, once', async () => {
    const { asks } = await invited();
    const confirm = (code: string) => asks.post('/api/v1/me/totp/confirm').send({ code });
    await refused(confirm('123456'), 'invalid-state');
    const first = await newTotp(asks);
    const second = await newTotp(asks);
    const [old, right] = [codeAt(first, now()), codeAt(second, now())];
    await refused(confirm(old), 'authentication-failed');
    await confirm(right).expect(201);
    await refused(confirm(right), 'invalid-state');
    const third = await signedIn(house, { now });
    const waiting = await newTotp(third.asks);
    ahead += 31 * MINUTE;
    const again = await enter(house, third, now);
    const late = again.asks.post('/api/v1/me/totp/confirm').send({ code: codeAt(waiting, now()) });
    await refused(late, 'invalid-state');
  });

  it('takes the place of the one before when it is confirmed, and its first code opens nothing', async () => {
    const person = await signedIn(house, { now });
    const secret = await newTotp(person.asks);
    ahead += MINUTE;
    await enter(house, person, now);
    const code = codeAt(secret, now());
    await person.asks.post('/api/v1/me/totp/confirm').send({ code }).expect(201);
    const { userName, password } = person;
    await refused(signIn(house, { userName, password, code }), 'authentication-failed');
    ahead += 2 * MINUTE;
    const old = codeAt(person.secret, now());
    await refused(signIn(house, { userName, password, code: old }), 'authentication-failed');
    await signIn(house, { userName, password, code: codeAt(secret, now()) }).expect(201);
  });

  it('opens nothing for whoever copies its row to his own in the database', async () => {
    const [person, thief] = [await enrolled(house, now), await enrolled(house, now)];
    const idOf = async (id: string): Promise<string> =>
      (
        await house.database.superuser.query<{ id: string }>(
          `SELECT id FROM credential WHERE person_id = $1 AND kind = 'totp'`,
          [id],
        )
      ).rows[0].id;
    const [from, to] = [await idOf(thief.id), await idOf(person.id)];
    await house.database.superuser.query(
      'UPDATE held_secret SET sealed = (SELECT sealed FROM held_secret WHERE id = $1), counter = 0 WHERE id = $2',
      [from, to],
    );
    const { userName, password } = person;
    const code = codeAt(thief.secret, now());
    await refused(signIn(house, { userName, password, code }), 'authentication-failed');
  });
});

describe('What one signs in with', () => {
  it('is never ended when it is the last way in, nor by somebody else, nor where there is none', async () => {
    const [one, other] = [await signedIn(house, { now }), await signedIn(house, { now })];
    const [mine] = await credentialsOf(one.asks);
    const end = (asks: Asks, id: string) =>
      asks.post(`/api/v1/me/credentials/${id}/end`).send({ reason: 'Not needed any more' });
    await refused(end(one.asks, mine.id), 'invalid-state');
    await refused(end(other.asks, mine.id), 'not-found');
    await refused(end(one.asks, NOBODY), 'not-found');
    const put = (kind: string, detail: string) =>
      house.database.superuser.query(
        `SET session_replication_role = 'replica';
         INSERT INTO credential (id, person_id, kind, name, detail, added_at, revision)
         VALUES (gen_random_uuid(), '${one.id}', '${kind}', 'Elsewhere', '${detail}', now(), 1);
         SET session_replication_role = 'origin'`,
      );
    await put('openid', '{"issuer": "https://gone.example.org", "subject": "s"}');
    await refused(end(one.asks, mine.id), 'invalid-state');
    await put('passkey', '{"credentialId": "c"}');
    await end(one.asks, mine.id).expect(200);
    await refused(end(one.asks, mine.id), 'not-found');
    const { rows } = await house.database.superuser.query('SELECT sealed FROM held_secret WHERE id = $1', [mine.id]);
    expect(rows).toEqual([{ sealed: null }]);
  });

  it('is nowhere in clear: in no event, history, answer that is kept, or other row', async () => {
    const person = await signedIn(house, { now });
    const { rows: tables } = await house.database.superuser.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const token = person.cookie.split('=')[1];
    const clear = [person.password, person.secret, token];
    const found: string[] = [];
    for (const { name } of tables) {
      for (const secret of clear) {
        const { rows } = await house.database.superuser.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM ${name} t
           WHERE position($1 IN t::text) > 0 OR position(encode(convert_to($1, 'UTF8'), 'hex') IN t::text) > 0`,
          [secret],
        );
        if (rows[0].n > 0) found.push(name);
      }
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
    const { rows: kept } = await house.database.superuser.query<{ sealed: string }>(
      `SELECT sealed FROM held_secret WHERE kind = 'password' AND sealed IS NOT NULL`,
    );
    for (const { sealed } of kept) expect(sealed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('A session that is older than ten minutes', () => {
  it('changes nothing that one signs in with, and does all else; a new one changes it', async () => {
    const one = await signedIn(house, { now });
    ahead += 11 * MINUTE;
    for (const [path, body] of [
      ['password', { password: newPassword(), current: one.password }],
      ['totp', {}],
      ['totp/confirm', { code: '123456' }],
      [`credentials/${NOBODY}/end`, { reason: 'Not mine' }],
      ['passkeys/options', {}],
      ['passkeys', { name: 'Phone', response: {} }],
    ] as const) {
      await refused(one.asks.post(`/api/v1/me/${path}`).send(body), 'reauthentication-required');
    }
    await one.asks.get('/api/v1/me/credentials').expect(200);
    const again = await enter(house, one, now);
    await again.asks.post('/api/v1/me/password').send({ password: newPassword(), current: one.password }).expect(201);
    await refused(one.asks.get('/api/v1/me'), 'authentication-required');
  });
});
