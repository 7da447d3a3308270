import type { Response } from 'supertest';
import { ServiceLog } from '../../src/observability/service-log';
import { ecKey, HostileIssuer, type Misbehaviour } from '../support/hostile-issuer';
import { type House, openHouse } from '../support/house';
import { signedIn } from '../support/people';
import { Visitor } from '../support/visitor';

let issuer: HostileIssuer;
let house: House;
const lines: string[] = [];

beforeAll(async () => {
  issuer = await HostileIssuer.start();
  const log = new ServiceLog({ level: 'warn', out: { write: (line: string) => void lines.push(line) } });
  house = await openHouse({ openid: issuer.ground, isBegun: false, log });
});
afterAll(async () => {
  await house.close();
  await issuer.stop();
});
beforeEach(() => {
  issuer.wrong = {};
  issuer.asked = [];
});

type Token = (nonce: string) => string;
const typeOf = ({ status, body }: Response) => [status, (body as { type?: string }).type];
const FAILED = [401, '/problems/authentication-failed'];

/** Sent to the issuer, which sends the browser back at once, and then gives this token for the code. */
async function trip(visitor: Visitor, path: string, token: Token, body?: object): Promise<Response> {
  const begun = await visitor.post(path, body);
  const asked = new URL((begun.body as { authorizationUrl: string }).authorizationUrl).searchParams;
  issuer.idToken = token(asked.get('nonce') ?? '');
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.searchParams.set('code', 'c');
  back.searchParams.set('state', asked.get('state') ?? '');
  return visitor.arrive(back);
}
const signIn = (token: Token): Promise<Response> => trip(new Visitor(house), '/sign-in/openid', token);

let subjects = 0;
/** Somebody with an identity of this issuer. */
async function linked() {
  const person = await signedIn(house);
  const [visitor, sub] = [new Visitor(house, person.cookie), `subject-${(subjects += 1)}`];
  const answer = await trip(visitor, '/me/openid', (nonce) => issuer.signed(issuer.claims({ sub, nonce })));
  expect(answer.status).toBe(303);
  return { ...person, visitor, sub };
}

describe('An ID token', () => {
  it('opens a session where all of it is right', async () => {
    const { sub } = await linked();
    expect((await signIn((nonce) => issuer.signed(issuer.claims({ sub, nonce })))).status).toBe(303);
  });

  it('opens nothing where it is forged, of another, for another, or of another time', async () => {
    const { sub } = await linked();
    const now = Math.floor(Date.now() / 1_000);
    const { clientId, clientSecret } = issuer.ground;
    const right = (nonce: string, own: object = {}) => issuer.claims({ sub, nonce, ...own });
    const forged: Record<string, Token> = {
      'no signature': (nonce) => issuer.unsigned(right(nonce)),
      'a signature that was cut off': (nonce) => issuer.signed(right(nonce)).replace(/[^.]*$/, ''),
      'a signature under the secret of the client': (nonce) => issuer.sealed(right(nonce), clientSecret ?? ''),
      'a signature under the public key as a secret': (nonce) =>
        issuer.sealed(right(nonce), JSON.stringify(issuer.key.jwk)),
      'the key of somebody else': (nonce) => issuer.signed(right(nonce), ecKey('one')),
      'a key that the issuer does not show': (nonce) => issuer.signed(right(nonce), ecKey('two')),
      'a key that the token brings along': (nonce) => {
        const own = ecKey('one');
        return issuer.signed(right(nonce), own, { jwk: own.jwk, jku: 'https://evil.example.org/jwks' });
      },
      'an algorithm that the key is not of': (nonce) => issuer.signed(right(nonce), { ...issuer.key, alg: 'RS256' }),
      'an extension that must be understood': (nonce) =>
        issuer.signed(right(nonce), issuer.key, { crit: ['exp'], exp: 1 }),
      'claims that were changed after it was signed': (nonce) => {
        const [head, , tail] = issuer.signed(right(nonce, { sub: 'other' })).split('.');
        return `${head}.${Buffer.from(JSON.stringify(right(nonce))).toString('base64url')}.${tail}`;
      },
      'another issuer': (nonce) => issuer.signed(right(nonce, { iss: 'https://other.example.org' })),
      'an issuer that ends with a slash': (nonce) => issuer.signed(right(nonce, { iss: `${issuer.ground.issuer}/` })),
      'another audience': (nonce) => issuer.signed(right(nonce, { aud: 'other' })),
      'another audience beside us': (nonce) => issuer.signed(right(nonce, { aud: [clientId, 'other'], azp: clientId })),
      'another party that it was given to': (nonce) => issuer.signed(right(nonce, { azp: 'other' })),
      'no nonce': () => issuer.signed(issuer.claims({ sub })),
      'another nonce': () => issuer.signed(right('n')),
      'no subject': (nonce) => issuer.signed(issuer.claims({ nonce })),
      'a subject that is no text': (nonce) => issuer.signed(right(nonce, { sub: { $ne: '' } })),
      'an end that is over': (nonce) => issuer.signed(right(nonce, { exp: now - 60 })),
      'no end': (nonce) => issuer.signed(right(nonce, { exp: undefined })),
      'a beginning to come': (nonce) => issuer.signed(right(nonce, { nbf: now + 600 })),
      'five parts': (nonce) => `${issuer.signed(right(nonce))}.YQ.YQ`,
      nothing: () => '',
    };
    const answers: [string, unknown[]][] = [];
    for (const [what, token] of Object.entries(forged)) answers.push([what, typeOf(await signIn(token))]);
    expect(answers).toEqual(Object.keys(forged).map((what) => [what, FAILED]));
    const { rows } = await house.database.superuser.query(`SELECT FROM session WHERE 'openid' = ANY (methods)`);
    expect(rows).toHaveLength(1);
  });

  it('is said to be refused in the log, without any of it', () => {
    const said = lines.join('\n');
    expect(said).toContain('The answer of the OpenID issuer was refused');
    expect(said).not.toMatch(/eyJ|subject-\d/);
    expect(said).not.toContain(issuer.ground.clientSecret);
  });

  it('proves nothing anew without the time at which its person did, or with one from before', async () => {
    const { visitor, sub, id } = await linked();
    const now = Math.floor(Date.now() / 1_000);
    for (const auth_time of [undefined, now - 60, now + 60, `${now}`, 0]) {
      const token = (nonce: string) => issuer.signed(issuer.claims({ sub, nonce, auth_time }));
      const answer = await trip(visitor, '/step-ups', token, { for: 'd'.repeat(64) });
      expect([auth_time, ...typeOf(answer)]).toEqual([auth_time, 401, '/problems/reauthentication-required']);
    }
    const forged = (nonce: string) => issuer.signed(issuer.claims({ sub, nonce }), ecKey('one'));
    const answer = await trip(visitor, '/step-ups', forged, { for: 'd'.repeat(64) });
    expect(typeOf(answer)).toEqual([401, '/problems/reauthentication-required']);
    const { rows } = await house.database.superuser.query('SELECT FROM step_up WHERE person_id = $1', [id]);
    expect(rows).toEqual([]);
    const right = (nonce: string) => issuer.signed(issuer.claims({ sub, nonce }));
    expect((await trip(visitor, '/step-ups', right, { for: 'd'.repeat(64) })).status).toBe(303);
  });
});

describe('A logout token', () => {
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const claims = (own: object) => issuer.claims({ jti: 'j', events: EVENTS, auth_time: undefined, ...own });
  const send = (token: string, type = 'application/x-www-form-urlencoded') =>
    house.anybody.post('/api/v1/sign-in/openid/logout').type(type).send(`other=1&logout_token=${token}`);
  const BAD = [400, '/problems/bad-request'];

  it('ends what it says and tells how many; forged it ends nothing', async () => {
    const { sub, visitor: byPassword } = await linked();
    const opened = new Visitor(house);
    const token = (nonce: string) => issuer.signed(issuer.claims({ sub, nonce, sid: 'x' }));
    expect((await trip(opened, '/sign-in/openid', token)).status).toBe(303);
    const wanted = claims({ sub });
    for (const forged of [
      issuer.unsigned(wanted),
      issuer.sealed(wanted, issuer.ground.clientSecret ?? ''),
      issuer.signed(wanted, ecKey('one')),
      issuer.signed(wanted, ecKey('two')),
      issuer.signed(claims({ sub, nonce: 'n' })),
      issuer.signed(claims({ sub, events: {} })),
      issuer.signed(claims({ sub, aud: 'other' })),
      issuer.signed(claims({})),
      issuer.signed(issuer.claims({ sub })),
      'nonsense',
      '',
    ]) {
      expect(typeOf(await send(forged))).toEqual(BAD);
    }
    expect(typeOf(await send(`${issuer.signed(wanted)}&logout_token=${issuer.signed(wanted)}`))).toEqual(BAD);
    expect(typeOf(await send(issuer.signed(wanted), 'application/json'))).toEqual([
      ...[415, '/problems/unsupported-media-type'],
    ]);
    expect((await send(issuer.signed(claims({ sub, sid: 'y' })))).body).toEqual({ ended: 0 });
    expect((await send(issuer.signed(claims({ sub: 'other', sid: 'x' })))).body).toEqual({ ended: 0 });
    await opened.get('/me').expect(200);
    expect((await send(issuer.signed(claims({ sid: 'x' })))).body).toEqual({ ended: 1 });
    await opened.get('/me').expect(401);
    await byPassword.get('/me').expect(200);
    expect((await send(issuer.signed(claims({ sub })))).body).toEqual({ ended: 0 });
  });

  it('of a key that nobody has makes nobody ask the issuer again and again', async () => {
    for (let tries = 0; tries < 5; tries += 1) await send(issuer.signed(claims({ sub: 's' }), ecKey(`key-${tries}`)));
    expect(issuer.asked.filter((one) => one === 'GET /jwks').length).toBeLessThanOrEqual(1);
  });
});

describe('An issuer', () => {
  const opened: { issuer: HostileIssuer; house: House }[] = [];
  /** One that was never asked, with a service of its own. */
  const another = async (path = '') => {
    const one = await HostileIssuer.start();
    const openid = { ...one.ground, issuer: `${one.ground.issuer}${path}` };
    const its = { issuer: one, house: await openHouse({ openid, isBegun: false }) };
    opened.push(its);
    return its;
  };
  const begin = (its: House) => new Visitor(its).post('/sign-in/openid');
  let unknown: Awaited<ReturnType<typeof another>>;
  beforeAll(async () => {
    unknown = await another();
  });
  afterAll(async () => {
    for (const one of opened) {
      await one.house.close();
      await one.issuer.stop();
    }
  });
  const AWAY = [503, '/problems/issuer-unavailable'];

  it.each<[string, Misbehaviour]>([
    ['calls itself something else', { metadata: { issuer: 'https://other.example.org' } }],
    ['has its tokens elsewhere', { metadata: { token_endpoint: 'https://other.example.org/token' } }],
    ['has its keys elsewhere', { metadata: { jwks_uri: 'http://169.254.169.254/latest' } }],
    ['sends people to a script', { metadata: { authorization_endpoint: 'javascript:alert(1)' } }],
    ['signs with secrets alone', { metadata: { id_token_signing_alg_values_supported: ['HS256', 'none'] } }],
    ['says nothing of tokens', { metadata: { token_endpoint: undefined } }],
  ])('is of no use, and that is said with when to ask again, when it %s', async (_, wrong) => {
    unknown.issuer.wrong = wrong;
    const answer = await begin(unknown.house);
    expect([...typeOf(answer), answer.headers['retry-after']]).toEqual([...AWAY, '15']);
  });

  it('is another one with a slash at its end', async () => {
    expect(typeOf(await begin((await another('/')).house))).toEqual(AWAY);
  });

  it('that is away keeps nobody from anything else, and is found when it is back', async () => {
    unknown.issuer.wrong = { isSilent: true };
    const began = Date.now();
    expect(typeOf(await begin(unknown.house))).toEqual(AWAY);
    expect(Date.now() - began).toBeLessThan(8_000);
    await unknown.house.anybody.get('/health/ready').expect(200);
    unknown.issuer.wrong = {};
    expect((await begin(unknown.house)).status).toBe(200);
  });

  it('is asked when somebody wants to sign in, never at the start, and by many at once only once', async () => {
    const { issuer: one, house: its } = await another();
    await its.anybody.get('/api/v1/sign-in').expect(200);
    expect(one.asked).toEqual([]);
    const all = await Promise.all([begin(its), begin(its), begin(its)]);
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await begin(its)).status).toBe(200);
    expect(one.asked).toEqual(['GET /.well-known/openid-configuration']);
  });

  it.each<[string, Misbehaviour, unknown[]]>([
    ['fails', { token: { status: 500, body: '' } }, AWAY],
    ['sends people on', { token: { status: 302, body: '' } }, FAILED],
    ['knows us no more', { token: { status: 401, body: '{"error":"invalid_client"}' } }, FAILED],
    ['says something else', { token: { status: 200, body: 'no JSON' } }, FAILED],
    ['says too much', { token: { status: 200, body: JSON.stringify({ a: 'x'.repeat(600_000) }) } }, AWAY],
    ['gives no ID token', { token: { status: 200, body: '{"access_token":"a","token_type":"Bearer"}' } }, FAILED],
  ])('that %s when it is to give the token opens nothing', async (_, wrong, expected) => {
    const visitor = new Visitor(house);
    const answer = await trip(visitor, '/sign-in/openid', () => {
      issuer.wrong = wrong;
      return '';
    });
    expect(typeOf(answer)).toEqual(expected);
    expect(visitor.has('__Host-sid')).toBe(false);
  });
});

describe('A browser that comes back in vain', () => {
  it('is shown a page that leads to another try, and never back with the same code', async () => {
    const back = '/api/v1/sign-in/openid/callback?code=c&state=s';
    const asked = { headers: { accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' } as const;
    const answer = await fetch(`${house.url}${back}`, asked);
    const text = await answer.text();
    const { status, headers } = answer;
    expect([status, headers.get('content-type'), headers.get('location')]).toEqual([
      401,
      'text/html; charset=utf-8',
      null,
    ]);
    expect(text).toContain('This identity opens nothing here');
    expect(text).toContain('href="/sign-in"');
    expect(text).not.toContain('code=c');
  });
});

describe('A service without an issuer', () => {
  it('says so, and to whoever asks for it all the same', async () => {
    const alone = await openHouse({ isBegun: false });
    try {
      expect((await alone.anybody.get('/api/v1/sign-in').expect(200)).body).toEqual({
        ...{ ways: ['password', 'passkey'], openidIssuer: null },
      });
      const person = await signedIn(alone);
      const visitor = new Visitor(alone, person.cookie);
      for (const path of ['/sign-in/openid', '/me/openid', '/step-ups']) {
        expect(typeOf(await visitor.post(path, {}))).toEqual([404, '/problems/not-found']);
      }
      expect(typeOf(await visitor.arrive(new URL('http://x/api/v1/sign-in/openid/callback?code=c&state=s')))).toEqual(
        FAILED,
      );
      const logout = alone.anybody.post('/api/v1/sign-in/openid/logout').type('form').send('logout_token=a.b.c');
      expect(typeOf(await logout)).toEqual([404, '/problems/not-found']);
    } finally {
      await alone.close();
    }
  });
});
