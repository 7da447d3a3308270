import type { Response } from 'supertest';
import { ForgetRequestsTask } from '../../src/access/openid/forget-requests.task';
import { type House, openHouse } from '../support/house';
import { AtProvider, type Login, OpenidProvider } from '../support/openid-provider';
import { administrator, byLink, enrolled, signedIn } from '../support/people';
import { Visitor } from '../support/visitor';

const MINUTE = 60_000;

let provider: OpenidProvider;
let house: House;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);

beforeAll(async () => {
  provider = await OpenidProvider.start();
  house = await openHouse({ clock: { now }, openid: provider.ground, isBegun: false });
  await provider.serve(house.url);
});
afterAll(async () => {
  await house.close();
  await provider.stop();
});

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await house.database.superuser.query(text, values)).rows as T[];
const counted = async (table: string): Promise<number> =>
  Number((await rows<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]?.count);

let accounts = 0;
const newAccount = (): string => `Account-${(accounts += 1)}`;
const urlOf = ({ status, body }: Response): string => {
  expect([200, 201]).toContain(status);
  return (body as { authorizationUrl: string }).authorizationUrl;
};

/** To the provider and back, in one browser. */
const trip = async (visitor: Visitor, begun: Response, login: Login, at = new AtProvider()): Promise<Response> =>
  visitor.arrive(await at.signIn(urlOf(begun), login));
const signInAs = async (account: string, visitor = new Visitor(house)) => {
  const answer = await trip(visitor, await visitor.post('/sign-in/openid'), { account });
  return { answer, visitor };
};
/** Somebody who is signed in by a password, with an identity linked to his account. */
const linked = async () => {
  const person = await signedIn(house, { now });
  const [visitor, account] = [new Visitor(house, person.cookie), newAccount()];
  expect((await trip(visitor, await visitor.post('/me/openid'), { account })).status).toBe(303);
  return { ...person, visitor, account };
};
const typeOf = ({ status, body }: Response) => [status, (body as { type?: string }).type];
const FAILED = [401, '/problems/authentication-failed'];

describe('How one can sign in', () => {
  it('is told to anybody, with the issuer', async () => {
    const { body } = await house.anybody.get('/api/v1/sign-in').expect(200);
    expect(body).toEqual({ ways: ['password', 'passkey', 'openid'], openidIssuer: provider.ground.issuer });
  });
});

describe('Where somebody is sent', () => {
  it('is the issuer, by the code flow with PKCE, and the browser keeps what ties it to that', async () => {
    const begun = await new Visitor(house).post('/sign-in/openid');
    const url = new URL(urlOf(begun));
    expect(`${url.origin}${url.pathname}`).toBe(`${provider.ground.issuer}/auth`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ response_type: 'code', scope: 'openid', client_id: 'predicate', code_challenge_method: 'S256' },
      redirect_uri: `${house.url}/api/v1/sign-in/openid/callback`,
      ...{ state: expect.any(String), nonce: expect.any(String), code_challenge: expect.any(String) },
    });
    const [cookie] = begun.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^__Host-openid=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const [row] = await rows<Record<string, unknown>>('SELECT * FROM openid_request ORDER BY id DESC LIMIT 1');
    const kept = JSON.stringify(row);
    expect(kept).not.toContain(url.searchParams.get('state'));
    expect(kept).not.toContain(/=([\w-]+)/.exec(cookie)?.[1]);
  });

  it('is forgotten an hour after it is over', async () => {
    await new Visitor(house).post('/sign-in/openid');
    const kept = await counted('openid_request');
    await rows(`SET session_replication_role = 'replica'`);
    await rows(
      `UPDATE openid_request SET begun_at = begun_at - interval '80 minutes', expires_at = expires_at - interval '80 minutes'`,
    );
    await rows(`SET session_replication_role = 'origin'`);
    const run = { signal: new AbortController().signal } as never;
    expect(await house.app.get(ForgetRequestsTask, { strict: false }).run(run)).toMatch(/^\d+ requests/);
    expect([kept > 0, await counted('openid_request')]).toEqual([true, 0]);
  });
});

describe('An identity', () => {
  it('is linked by its own person, and one event tells it; its other sessions end', async () => {
    const person = await signedIn(house, { now });
    const { answer: none } = await signInAs('linked-below');
    expect(typeOf(none)).toEqual(FAILED);
    const visitor = new Visitor(house, person.cookie);
    const answer = await trip(visitor, await visitor.post('/me/openid'), { account: 'linked-below' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-openid=; Max-Age=0/)]);
    const { body } = await visitor.get('/me/credentials').expect(200);
    const { items } = body as { items: Record<string, unknown>[] };
    expect(items[0]).toMatchObject({ personId: person.id, kind: 'openid', name: new URL(provider.ground.issuer).host });
    expect(await rows('SELECT detail FROM credential WHERE id = $1', [items[0]?.id])).toEqual([
      { detail: { issuer: provider.ground.issuer, subject: 'linked-below' } },
    ]);
    const event = (await house.auditEvents('credential.added')).at(-1);
    const told = JSON.parse(event?.payload.toString() ?? '') as { actor: unknown; changes: { type: string }[] };
    expect(told.actor).toMatchObject({ id: person.id, role: 'person', via: { kind: 'session' } });
    expect(told.changes.map(({ type }) => type)).toEqual(['credential', 'session']);
  });

  it('is a first way in, in the session of a one-time link', async () => {
    const admin = await administrator(house, now);
    const sent = { userName: `by-openid-${process.pid}`, printedName: 'Somebody' };
    const { id } = (await admin.asks.post('/api/v1/people').send(sent).expect(201)).body as { id: string };
    const offered = await admin.asks.post(`/api/v1/people/${id}/links`).send({ reason: 'The first time' }).expect(201);
    const { token } = (offered.body as { link: { token: string } }).link;
    const visitor = new Visitor(house);
    expect((await visitor.post('/links/use', { token })).status).toBe(201);
    const account = newAccount();
    expect((await trip(visitor, await visitor.post('/me/openid'), { account })).status).toBe(303);
    expect(await rows('SELECT state FROM person WHERE id = $1', [id])).toEqual([{ state: 'active' }]);
    expect((await signInAs(account)).answer.status).toBe(303);
  });

  it('is linked in a fresh session alone, and in the one in which it was begun', async () => {
    const [person, other] = [await signedIn(house, { now }), await signedIn(house, { now })];
    const visitor = new Visitor(house, person.cookie);
    const [account, at] = [newAccount(), new AtProvider()];
    const back = await at.signIn(urlOf(await visitor.post('/me/openid')), { account });
    await person.asks.delete('/api/v1/sessions/current').expect(200);
    expect(typeOf(await visitor.arrive(back))).toEqual([401, '/problems/authentication-required']);
    const thief = new Visitor(house, other.cookie);
    const begun = await thief.post('/me/openid');
    const third = await signedIn(house, { now });
    const [cookie] = (begun.headers['set-cookie'] as unknown as string[])[0].split(';');
    const carried = new Visitor(house, third.cookie);
    const returned = await at.signIn(urlOf(begun), { account });
    const answer = await house.anybody
      .get(`${returned.pathname}${returned.search}`)
      .set('Cookie', `${third.cookie}; ${cookie}`);
    expect(typeOf(answer)).toEqual([401, '/problems/authentication-required']);
    ahead += 11 * MINUTE;
    expect(typeOf(await carried.post('/me/openid'))).toEqual([401, '/problems/reauthentication-required']);
    ahead -= 11 * MINUTE;
    expect(typeOf((await signInAs(account)).answer)).toEqual(FAILED);
  });

  it('is nobody else’s, not even after it was ended; its own person links it again', async () => {
    const one = await linked();
    const other = await signedIn(house, { now });
    const thief = new Visitor(house, other.cookie);
    const { account } = one;
    const DUPLICATE = [409, '/problems/duplicate'];
    expect(typeOf(await trip(one.visitor, await one.visitor.post('/me/openid'), { account }))).toEqual(DUPLICATE);
    expect(typeOf(await trip(thief, await thief.post('/me/openid'), { account }))).toEqual(DUPLICATE);
    const { body } = await one.visitor.get('/me/credentials');
    const [{ id }] = (body as { items: { id: string }[] }).items as [{ id: string }];
    expect((await one.visitor.post(`/me/credentials/${id}/end`, { reason: 'No more' })).status).toBe(200);
    expect(typeOf((await signInAs(account)).answer)).toEqual(FAILED);
    expect(typeOf(await trip(thief, await thief.post('/me/openid'), { account }))).toEqual(DUPLICATE);
    expect((await trip(one.visitor, await one.visitor.post('/me/openid'), { account })).status).toBe(303);
    expect((await signInAs(account)).answer.status).toBe(303);
  });

  it('is never ended when nothing else is left to sign in with', async () => {
    const one = await linked();
    const { body } = await one.visitor.get('/me/credentials');
    const { items } = body as { items: { id: string; kind: string }[] };
    const idOf = (kind: string): string => items.find((item) => item.kind === kind)?.id ?? '';
    const end = (kind: string) => one.visitor.post(`/me/credentials/${idOf(kind)}/end`, { reason: 'No more' });
    expect((await end('password')).status).toBe(200);
    expect(typeOf(await end('openid'))).toEqual([409, '/problems/invalid-state']);
  });

  it('is linked by nobody where the issuer vouches for nobody', async () => {
    const visitor = new Visitor(house, (await signedIn(house, { now })).cookie);
    expect(typeOf(await trip(visitor, await visitor.post('/me/openid'), {}))).toEqual(FAILED);
  });
});

describe('Signing in', () => {
  it('opens a session of the person, says by what, and keeps nothing of the issuer’s tokens', async () => {
    const { id, account } = await linked();
    const { answer, visitor } = await signInAs(account);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(visitor.has('__Host-sid')).toBe(true);
    expect((await visitor.get('/me').expect(200)).body).toMatchObject({ id, via: 'session' });
    const { body } = await visitor.get('/me/sessions').expect(200);
    const [session] = (body as { items: { id: string; methods: string[] }[] }).items;
    expect(session?.methods).toEqual(['openid']);
    const event = (await house.auditEvents('session.opened')).at(-1);
    const told = JSON.parse(event?.payload.toString() ?? '') as { subject: unknown; changes: { type: string }[] };
    expect(told.subject).toEqual({ type: 'session', id: session?.id });
    expect(told.changes.map(({ type }) => type)).toEqual(['session', 'openid_session']);
    const { rows: found } = await house.database.superuser.query<{ kept: string }>(
      'SELECT t::text AS kept FROM openid_request t UNION ALL SELECT t::text FROM openid_session t UNION ALL SELECT t::text FROM session t',
    );
    expect(found.filter(({ kept }) => /eyJ|Bearer|access_token/.test(kept))).toEqual([]);
  });

  it('opens a session in which credentials are changed at once', async () => {
    const { account } = await linked();
    const { visitor } = await signInAs(account);
    expect((await visitor.post('/me/totp')).status).toBe(201);
  });

  it('is refused alike, whatever is wrong, and opens nothing', async () => {
    const { account, visitor: own } = await linked();
    const gone = await linked();
    await rows(`SET session_replication_role = 'replica'`);
    await rows(`UPDATE person SET state = 'left', left_at = now() WHERE id = $1`, [gone.id]);
    await rows(`SET session_replication_role = 'origin'`);
    const at = new AtProvider();
    const opened = await counted('session');
    const returned = async (visitor: Visitor, login: Login = { account }): Promise<URL> =>
      at.signIn(urlOf(await visitor.post('/sign-in/openid')), login);
    const altered = (url: URL, name: string, value: string | null): URL => {
      const other = new URL(url);
      if (value === null) other.searchParams.delete(name);
      else other.searchParams.set(name, value);
      return other;
    };
    const each: Record<string, () => Promise<Response>> = {
      'an identity that is nobody’s': async () => (await signInAs(newAccount())).answer,
      'a person who left': async () => (await signInAs(gone.account)).answer,
      'nobody at the issuer': async () => trip(own, await own.post('/sign-in/openid'), {}),
      'a state of nobody': async () => {
        const visitor = new Visitor(house);
        return visitor.arrive(altered(await returned(visitor), 'state', 'x'.repeat(43)));
      },
      'no state': async () => {
        const visitor = new Visitor(house);
        return visitor.arrive(altered(await returned(visitor), 'state', null));
      },
      'another browser': async () => new Visitor(house).arrive(await returned(new Visitor(house))),
      'the cookie of another browser': async () => {
        const visitor = new Visitor(house);
        const url = await returned(new Visitor(house));
        await visitor.post('/sign-in/openid');
        return visitor.arrive(url);
      },
      'another issuer in the answer': async () => {
        const visitor = new Visitor(house);
        return visitor.arrive(altered(await returned(visitor), 'iss', 'https://other.example.org'));
      },
      'no issuer in the answer, which says that it names itself': async () => {
        const visitor = new Visitor(house);
        return visitor.arrive(altered(await returned(visitor), 'iss', null));
      },
      'a code of another answer': async () => {
        const [visitor, other] = [new Visitor(house), new Visitor(house)];
        const code = (await returned(other)).searchParams.get('code');
        return visitor.arrive(altered(await returned(visitor), 'code', code));
      },
      'a code that was changed before': async () => {
        const [one, other] = [new Visitor(house), new Visitor(house)];
        const first = await returned(one);
        expect((await one.arrive(first)).status).toBe(303);
        return other.arrive(altered(await returned(other), 'code', first.searchParams.get('code')));
      },
      'the same answer twice': async () => {
        const visitor = new Visitor(house);
        const begun = await visitor.post('/sign-in/openid');
        const cookie = ((begun.headers['set-cookie'] as unknown as string[])[0] ?? '').split(';')[0] ?? '';
        const url = await at.signIn(urlOf(begun), { account });
        expect((await visitor.arrive(url)).status).toBe(303);
        return house.anybody.get(`${url.pathname}${url.search}`).set('Cookie', cookie);
      },
      'another nonce': async () => {
        const visitor = new Visitor(house);
        const url = await returned(visitor);
        await rows(`SET session_replication_role = 'replica'`);
        await rows(`UPDATE openid_request SET nonce = 'another' WHERE used_at IS NULL`);
        await rows(`SET session_replication_role = 'origin'`);
        return visitor.arrive(url);
      },
      'another verifier': async () => {
        const visitor = new Visitor(house);
        const url = await returned(visitor);
        await rows(`SET session_replication_role = 'replica'`);
        await rows(`UPDATE openid_request SET verifier = $1 WHERE used_at IS NULL`, ['v'.repeat(43)]);
        await rows(`SET session_replication_role = 'origin'`);
        return visitor.arrive(url);
      },
      'an answer that comes too late': async () => {
        const visitor = new Visitor(house);
        const url = await returned(visitor);
        ahead += 10 * MINUTE;
        return visitor.arrive(url).finally(() => (ahead -= 10 * MINUTE));
      },
    };
    const said = new Map<string, string>();
    for (const [what, done] of Object.entries(each)) {
      const answer = await done();
      const { type, title, detail } = answer.body as Record<string, string>;
      said.set(what, JSON.stringify([answer.status, type, title, detail, answer.headers['set-cookie']]));
    }
    expect(new Set(said.values()).size).toBe(1);
    expect([...said.values()][0]).toContain('401,"/problems/authentication-failed"');
    // Two of them signed in before they tried what is refused.
    expect(await counted('session')).toBe(opened + 2);
  });

  it('is not used up by another browser that comes with what belongs to this one', async () => {
    const { account } = await linked();
    const visitor = new Visitor(house);
    const url = await new AtProvider().signIn(urlOf(await visitor.post('/sign-in/openid')), { account });
    expect(typeOf(await new Visitor(house).arrive(url))).toEqual(FAILED);
    expect((await visitor.arrive(url)).status).toBe(303);
  });

  it('passes over what else an issuer says, as the standard has it', async () => {
    const { account } = await linked();
    const visitor = new Visitor(house);
    const url = await new AtProvider().signIn(urlOf(await visitor.post('/sign-in/openid')), { account });
    url.searchParams.set('session_state', 'of the issuer');
    url.searchParams.set('hd', 'example.org');
    expect((await visitor.arrive(url)).status).toBe(303);
  });

  it('counts an identity that is nobody’s like a name that is nobody’s, and the tenth begins to wait', async () => {
    const account = newAccount();
    for (let tries = 0; tries < 10; tries += 1) expect(typeOf((await signInAs(account)).answer)).toEqual(FAILED);
    const { answer } = await signInAs(account);
    expect([...typeOf(answer), answer.headers['retry-after']]).toEqual([
      ...[429, '/problems/rate-limited'],
      expect.stringMatching(/^\d+$/),
    ]);
    const alerts = await rows(`SELECT kind, person_id FROM security_alert ORDER BY id DESC LIMIT 1`);
    expect(alerts).toEqual([{ kind: 'sign-in-locked', person_id: null }]);
    expect((await signInAs((await linked()).account)).answer.status).toBe(303);
  });

  it('is begun by no page of another site', async () => {
    const elsewhere = house.anybody.post('/api/v1/sign-in/openid').set('Sec-Fetch-Site', 'cross-site');
    expect(typeOf(await elsewhere)).toEqual([403, '/problems/csrf']);
  });
});

describe('Signing out at the issuer', () => {
  it('ends the session that it opened here, and no other', async () => {
    const { account, visitor: byPassword } = await linked();
    const [here, there, at] = [new Visitor(house), new Visitor(house), new AtProvider()];
    expect((await trip(here, await here.post('/sign-in/openid'), { account }, at)).status).toBe(303);
    expect((await trip(there, await there.post('/sign-in/openid'), { account })).status).toBe(303);
    await at.signOut(provider.ground.issuer);
    await here.get('/me').expect(401);
    await there.get('/me').expect(200);
    await byPassword.get('/me').expect(200);
    const [ended] = await rows<{ end_reason: string }>(
      'SELECT end_reason FROM session WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1',
    );
    expect(ended).toEqual({ end_reason: 'signed-out-elsewhere' });
    const event = (await house.auditEvents('session.ended')).at(-1);
    expect(JSON.parse(event?.payload.toString() ?? '')).toMatchObject({ actor: { id: 'predicate' } });
  });
});

describe('Whose identity it is', () => {
  const FORBIDDEN = /unaudited|identity|changes/;
  it('the database holds as well', async () => {
    const [one, other] = [await linked(), await enrolled(house, now)];
    const [{ id, detail }] = await rows<{ id: string; detail: object }>(
      `SELECT id, detail FROM credential WHERE person_id = $1 AND kind = 'openid'`,
      [one.id],
    ).then((all) => all as [{ id: string; detail: object }]);
    const insert = `INSERT INTO credential (id, person_id, kind, name, detail, added_at, revision)
                    VALUES (gen_random_uuid(), $1, 'openid', 'x', $2, now(), 1)`;
    await expect(rows(insert, [other.id, detail])).rejects.toMatchObject({ code: '23505' });
    await expect(rows(insert, [other.id, {}])).rejects.toMatchObject({ code: '23514' });
    await expect(rows(insert, [one.id, detail])).rejects.toMatchObject({ code: '23505' });
    await expect(
      rows(`UPDATE credential SET detail = '{"issuer": "i", "subject": "s"}' WHERE id = $1`, [id]),
    ).rejects.toThrow(FORBIDDEN);
    const [session] = await rows<{ id: string }>('SELECT id FROM session WHERE person_id = $1', [other.id]);
    const opened = 'INSERT INTO openid_session (id, credential_id) VALUES ($1, $2)';
    await expect(rows(opened, [session?.id, id])).rejects.toMatchObject({ code: '23514' });
    await expect(rows(`UPDATE openid_request SET purpose_sha256 = NULL, used_at = now()`)).rejects.toMatchObject({
      code: '23514',
    });
    await expect(rows('DELETE FROM openid_session')).rejects.toThrow();
  });
});

describe('A session of a link', () => {
  it('proves nothing anew: it opens nothing but enrolment', async () => {
    const admin = await administrator(house, now);
    const { id } = await enrolled(house, now);
    const { body } = await admin.asks.post(`/api/v1/people/${id}/links`).send({ reason: 'Lost' }).expect(201);
    const asks = await byLink(house, (body as { link: { token: string } }).link.token);
    expect(typeOf(await asks.post('/api/v1/step-ups').send({}))).toEqual([403, '/problems/forbidden']);
  });
});
