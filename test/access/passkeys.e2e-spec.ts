import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Response } from 'supertest';
import { ForgetChallengesTask } from '../../src/access/passkeys/forget-challenges.task';
import { Authenticator, FLAGS, type Wrong } from '../support/authenticator';
import { Browser, firstAdministrator, invited, newLink } from '../support/browser';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';

const FIVE_MINUTES = 5 * 60 * 1000;
const WITHOUT_VERIFICATION = FLAGS.UP;

describe('A passkey', () => {
  let house: House;
  let later = 0;
  let administrator: Browser;
  const ofAdministrator = new Authenticator();
  const clock = { now: () => new Date(Date.now() + later) };
  const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await house.database.superuser.query(text, values)).rows as T[];
  const counted = async (table: string): Promise<number> =>
    Number((await rows<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]?.count);

  let names = 0;
  /** Somebody new, on the way to a first credential. */
  const newcomer = async () => {
    const offered = await invited(administrator, `person-${(names += 1)}`);
    const browser = new Browser(house);
    await browser.follow(offered);
    return { id: offered.person.id, browser };
  };
  /** And with a passkey. */
  const withPasskey = async (authenticator = new Authenticator()) => {
    const person = await newcomer();
    expect((await person.browser.register(authenticator)).status).toBe(201);
    return { ...person, authenticator };
  };
  const FAILED = { status: 401, type: '/problems/authentication-failed' };
  const said = ({ status, body, headers }: Response) => {
    const { type, title, detail } = body as Record<string, string>;
    return { status, type, title, detail, cookie: headers['set-cookie'], challenge: headers['www-authenticate'] };
  };

  beforeAll(async () => {
    house = await openHouse({ clock, isBegun: false });
    administrator = new Browser(house);
    await administrator.follow(await firstAdministrator(house, 'administrator'));
    expect((await administrator.register(ofAdministrator)).status).toBe(201);
    expect((await administrator.signIn(ofAdministrator)).status).toBe(201);
  });
  afterAll(() => house.close());

  describe('is added so that it', () => {
    it('is told to be made for this person and this name, verified, found by itself, and not twice', async () => {
      const { id, browser, authenticator } = await withPasskey();
      const { body } = await browser.post('/me/passkeys/options').expect(200);
      expect(body).toEqual({
        challenge: expect.stringMatching(/^[\w-]{43}$/),
        rp: { id: 'localhost', name: 'Predicate' },
        user: { id: Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'), ...person(names) },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        timeout: FIVE_MINUTES,
        excludeCredentials: [
          {
            type: 'public-key',
            id: authenticator.credentialId.toString('base64url'),
            transports: ['hybrid', 'internal'],
          },
        ],
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
      });
    });
    const person = (number: number) => ({ name: `person-${number}`, displayName: 'Invited Person' });

    it('is a credential with its public key, its person is active, and one event tells both', async () => {
      const { id, browser } = await newcomer();
      const authenticator = new Authenticator('EdDSA');
      const { status, body } = await browser.register(authenticator, { counter: 3 }, 'Key in the safe');
      expect([status, body]).toEqual([
        201,
        {
          ...{ id: expect.any(String), personId: id, name: 'Key in the safe', algorithm: -8, backedUp: false },
          ...{ credentialId: authenticator.credentialId.toString('base64url'), publicKey: expect.any(String) },
          ...{ transports: ['hybrid', 'internal'], aaguid: '00000000-0000-0000-0000-000000000000' },
          ...{ addedAt: expect.any(String), endedAt: null },
        },
      ]);
      expect(await rows('SELECT state FROM person WHERE id = $1', [id])).toEqual([{ state: 'active' }]);
      const { id: credentialId } = body as { id: string };
      expect(await rows('SELECT kind, counter, digest, sealed FROM held_secret WHERE id = $1', [credentialId])).toEqual(
        [{ kind: 'passkey', counter: '3', digest: null, sealed: null }],
      );
      const event = (await house.auditEvents('credential.added')).at(-1);
      const { actor, subject, changes } = JSON.parse(event?.payload.toString() ?? '') as Record<string, unknown>;
      expect(actor).toMatchObject({ id, role: 'person', via: { kind: 'link' } });
      expect(subject).toEqual({ type: 'person', id });
      expect((changes as { type: string }[]).map(({ type }) => type)).toEqual(['credential', 'person']);
    });

    it.each<[string, Wrong, RegExp]>([
      ['another challenge', { challenge: randomBytes(32).toString('base64url') }, /challenge/],
      ['another origin', { origin: 'https://localhost' }, /another origin/],
      ['another service', { rpId: 'example.org' }, /another service/],
      ['no verification', { flags: WITHOUT_VERIFICATION }, /without a PIN/],
      ['nobody there', { flags: FLAGS.UV }, /without anybody/],
      ['the ceremony of a sign-in', { type: 'webauthn.get' }, /not about a new passkey/],
      ['a page within another', { crossOrigin: true }, /within a page/],
      [
        'a key of another kind',
        {
          key: new Map([
            [1, 2],
            [3, -36],
          ]),
        },
        /kind that is not accepted/,
      ],
      ['certificates', { fmt: 'tpm' }, /attestation/],
    ])('is refused with %s, and nothing is left', async (_, wrong, words) => {
      const { browser } = await newcomer();
      const before = [await counted('credential'), await counted('held_secret'), await counted('audit_event')];
      const { status, body } = await browser.register(new Authenticator(), wrong);
      const { errors } = body as { errors: { pointer: string; detail: string }[] };
      expect([status, errors]).toEqual([422, [{ pointer: '/response', detail: expect.stringMatching(words) }]]);
      expect([await counted('credential'), await counted('held_secret'), await counted('audit_event')]).toEqual(before);
    });

    it('is refused with a challenge that was used, is of somebody else, of a sign-in, or too old', async () => {
      const [one, other] = [await newcomer(), await newcomer()];
      const { asked, userHandle } = await one.browser.askedToRegister();
      const add = (browser: Browser, own = asked) =>
        browser.post('/me/passkeys', { name: 'Phone', response: new Authenticator().create(own, userHandle) });
      await refused(add(other.browser), 'validation', '/response');
      await add(one.browser).expect(201);
      await refused(add(one.browser), 'validation', '/response');
      await refused(add(one.browser, await one.browser.askedToSignIn()), 'validation', '/response');
      const old = await one.browser.askedToRegister();
      later += FIVE_MINUTES;
      await refused(add(one.browser, old.asked), 'validation', '/response');
    });

    it('is added once, however often the same request is sent', async () => {
      const { browser } = await newcomer();
      const { asked, userHandle } = await browser.askedToRegister();
      const body = { name: 'Phone', response: new Authenticator().create(asked, userHandle) };
      const [first, again] = [
        await browser.post('/me/passkeys', body, 'k'),
        await browser.post('/me/passkeys', body, 'k'),
      ];
      expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
    });

    it('is refused when it is there already, whosesoever it is, and when there are twenty', async () => {
      const { browser, authenticator } = await withPasskey();
      const { browser: other } = await newcomer();
      const { asked, userHandle } = await other.askedToRegister();
      const same = { name: 'Phone', response: authenticator.create(asked, userHandle) };
      await refused(other.post('/me/passkeys', same), 'duplicate');
      for (let held = 1; held < 20; held++) expect((await browser.register(new Authenticator())).status).toBe(201);
      const more = await browser.register(new Authenticator());
      expect([more.status, (more.body as { detail: string }).detail]).toEqual([
        409,
        expect.stringContaining('at most 20'),
      ]);
    });

    it('says where it is malformed', async () => {
      const { browser } = await newcomer();
      const at = (...names: string[]) => names.map((name) => `/response/${name}`);
      const add = (response: unknown) => browser.post('/me/passkeys', { name: 'Phone', response });
      await refused(add('none'), 'validation', '/response');
      await refused(
        add({}),
        'validation',
        ...at('type', 'id', 'response/attestationObject', 'response/clientDataJSON'),
      );
      const odd = { id: 'a+b', type: 'public-key', response: { attestationObject: 1, clientDataJSON: 'YQ' } };
      await refused(add(odd), 'validation', ...at('id', 'response/attestationObject'));
      const junk = { id: 'YQ', type: 'public-key', response: { attestationObject: '____', clientDataJSON: '____' } };
      await refused(add(junk), 'validation', '/response');
    });

    it('takes a person: nobody unknown and no token may, nor a page of another site', async () => {
      await refused(house.anybody.post('/api/v1/me/passkeys/options'), 'authentication-required');
      expect((await house.staff.post('/api/v1/me/passkeys/options')).status).toBe(403);
      const { browser } = await newcomer();
      const foreign = browser.post('/me/passkeys/options').set('Sec-Fetch-Site', 'cross-site');
      expect((await foreign).body).toMatchObject({ type: '/problems/csrf' });
    });

    it('is refused under an address, with the name to open instead', async () => {
      const request = house.anybody.post('/api/v1/passkeys/options');
      const { detail } = await refused(request, 'invalid-state');
      expect(detail).toContain(`open ${administrator.origin} instead of ${house.url}`);
    });
  });

  describe('opens a session that', () => {
    it.each(['ES256', 'EdDSA', 'RS256'] as const)('is its person’s, with %s', async (algorithm) => {
      const { id, authenticator } = await withPasskey(new Authenticator(algorithm));
      const browser = new Browser(house);
      const { status, body, headers } = await browser.signIn(authenticator);
      expect([status, body]).toMatchObject([201, { personId: id, methods: ['hwk', 'user'], endedAt: null }]);
      expect(headers['set-cookie']?.[0]).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect((await browser.get('/me').expect(200)).body).toMatchObject({ id, via: 'session' });
      const event = (await house.auditEvents('session.opened')).at(-1);
      expect(JSON.parse(event?.payload.toString() ?? '')).toMatchObject({ actor: { id, role: 'person' } });
      const [held] = await rows<{ counter: string }>(
        `SELECT counter FROM held_secret JOIN credential USING (id) WHERE person_id = $1`,
        [id],
      );
      expect(held?.counter).toBe('1');
    });

    it('is asked for without a word of who is known', async () => {
      const options = async () => (await new Browser(house).post('/passkeys/options').expect(200)).body as object;
      const [one, two] = [await options(), await options()];
      const challenge = expect.stringMatching(/^[\w-]{43}$/) as string;
      expect(one).toEqual({ challenge, rpId: 'localhost', timeout: FIVE_MINUTES, userVerification: 'required' });
      expect(one).not.toEqual(two);
    });
  });

  describe('opens nothing', () => {
    let alice: Awaited<ReturnType<typeof withPasskey>>;
    let other: Awaited<ReturnType<typeof withPasskey>>;
    let usual: ReturnType<typeof said>;
    beforeAll(async () => {
      [alice, other] = [await withPasskey(), await withPasskey()];
      usual = said(await new Browser(house).signIn(new Authenticator()));
    });

    /** The same answer as to a passkey that nobody has, and no trace. */
    const failsAsUsual = async (ask: () => Promise<Response>) => {
      const before = [await counted('session'), await counted('audit_event')];
      expect(said(await ask())).toEqual(usual);
      expect([await counted('session'), await counted('audit_event')]).toEqual(before);
    };

    it('that nobody has, as any other that fails', () => {
      expect(usual).toMatchObject({ ...FAILED, cookie: undefined });
    });

    it.each<[string, () => Wrong]>([
      ['another challenge', () => ({ challenge: randomBytes(32).toString('base64url') })],
      ['another origin', () => ({ origin: 'https://localhost' })],
      ['another service', () => ({ rpId: 'example.org' })],
      ['no verification', () => ({ flags: WITHOUT_VERIFICATION })],
      ['nobody there', () => ({ flags: FLAGS.UV })],
      ['the ceremony of a new passkey', () => ({ type: 'webauthn.create' })],
      ['a page within another', () => ({ crossOrigin: true })],
      ['another key', () => ({ signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })],
      ['the passkey of somebody else', () => ({ credentialId: other.authenticator.credentialId })],
      ['the handle of somebody else', () => ({ userHandle: other.authenticator.userHandle })],
      ['no handle', () => ({ userHandle: Buffer.alloc(0) })],
      ['client data that no browser writes', () => ({ challenge: '' })],
    ])('with %s', async (_, wrong) => {
      await failsAsUsual(async () => new Browser(house).signIn(alice.authenticator, wrong()));
    });

    it('a second time, and of two at once for one of them', async () => {
      const browser = new Browser(house);
      const response = alice.authenticator.get(await browser.askedToSignIn());
      const send = async () => browser.post('/passkeys/sign-in', { response });
      const statuses = (await Promise.all([send(), send()])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([201, 401]);
      await failsAsUsual(send);
    });

    it('with the challenge of a registration, or one that is five minutes old', async () => {
      const { asked } = await alice.browser.askedToRegister();
      const browser = new Browser(house);
      const old = await browser.askedToSignIn();
      const send = (own: typeof asked) => async () =>
        browser.post('/passkeys/sign-in', { response: alice.authenticator.get(own) });
      await failsAsUsual(send(asked));
      later += FIVE_MINUTES;
      await failsAsUsual(send(old));
      expect((await browser.signIn(alice.authenticator)).status).toBe(201);
    });

    it('where a challenge was spent on what failed', async () => {
      const browser = new Browser(house);
      const asked = await browser.askedToSignIn();
      const send = (wrong: Wrong) =>
        browser.post('/passkeys/sign-in', { response: alice.authenticator.get(asked, wrong) });
      expect((await send({ flags: WITHOUT_VERIFICATION })).status).toBe(401);
      await failsAsUsual(async () => send({}));
    });

    it.each([
      ['as often as before', 0],
      ['less often than before', -1],
    ])('when it says that it signed %s, and an alert is told', async (_, more) => {
      const { id, authenticator } = await withPasskey();
      const browser = new Browser(house);
      expect((await browser.signIn(authenticator, { counter: 9 })).status).toBe(201);
      const sessions = await counted('session');
      expect(said(await browser.signIn(authenticator, { counter: 9 + more }))).toEqual(usual);
      expect(await counted('session')).toBe(sessions);
      const alerts = await rows('SELECT id, kind, person_id, address FROM security_alert WHERE person_id = $1', [id]);
      expect(alerts).toEqual([expect.objectContaining({ kind: 'passkey-cloned', address: '127.0.0.1' })]);
      const event = (await house.auditEvents('security.alerted')).at(-1);
      expect(JSON.parse(event?.payload.toString() ?? '')).toMatchObject({
        ...{ actor: { id: 'predicate' }, subject: { type: 'security_alert', id: (alerts[0] as { id: string }).id } },
      });
      expect((await browser.signIn(authenticator, { counter: 10 })).status).toBe(201);
    });

    it('when it began to count and does not any more; one that never counts opens each time', async () => {
      const { authenticator } = await withPasskey();
      const browser = new Browser(house);
      for (const counter of [0, 0, 1]) expect((await browser.signIn(authenticator, { counter })).status).toBe(201);
      expect(said(await browser.signIn(authenticator, { counter: 0 }))).toEqual(usual);
    });

    it('once it was ended, and its copy, or one that is forged, tells no alert', async () => {
      const { id, authenticator } = await withPasskey();
      expect((await new Browser(house).signIn(authenticator, { counter: 5 })).status).toBe(201);
      await newLink(administrator, id);
      await failsAsUsual(async () => new Browser(house).signIn(authenticator, { counter: 6 }));
      await failsAsUsual(async () => new Browser(house).signIn(authenticator, { counter: 1 }));
      await failsAsUsual(async () =>
        new Browser(house).signIn(alice.authenticator, { counter: 0, rpId: 'example.org' }),
      );
    });

    it('once its person has left', async () => {
      const { id, authenticator } = await withPasskey();
      const browser = new Browser(house);
      expect((await browser.signIn(authenticator)).status).toBe(201);
      await administrator.post(`/people/${id}/leave`, { reason: 'Left the company' }).expect(200);
      await browser.get('/me').expect(401);
      await failsAsUsual(async () => new Browser(house).signIn(authenticator));
    });

    it('that is malformed, and says where', async () => {
      const send = (response: unknown) => new Browser(house).post('/passkeys/sign-in', { response });
      await refused(send([]), 'validation', '/response');
      const honest = alice.authenticator.get(await alice.browser.askedToSignIn());
      const response = { ...honest.response, signature: '' };
      await refused(send({ ...honest, response }), 'validation', '/response/response/signature');
      await refused(send({ ...honest, type: 'password' }), 'validation', '/response/type');
    });
  });

  it('leaves no challenge behind for longer than an hour after its end', async () => {
    const task = house.app.get(ForgetChallengesTask);
    const forget = () => task.run({ signal: new AbortController().signal } as never);
    await new Browser(house).askedToSignIn();
    await forget();
    const kept = await counted('passkey_challenge');
    expect(kept).toBeGreaterThan(0);
    await rows(`UPDATE passkey_challenge SET used_at = NULL, expires_at = expires_at - interval '70 minutes'`);
    expect(await forget()).toMatch(/^\d+ challenges for passkeys were forgotten$/);
    expect(await counted('passkey_challenge')).toBeLessThan(kept);
  });
});
