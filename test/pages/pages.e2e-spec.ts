import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { codeAt } from '../../src/access/credentials/totp.rules';
import { type Answer, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { enrolled, OWN_PAGE, signedIn } from '../support/people';
import { granted, hire, inPerson } from '../support/staff';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };
const STEP_MS = 30_000;

let house: House;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
});
afterAll(() => house.close());

/** As a browser asks, which follows nothing here, so that it is seen where it is led. */
const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${house.url}${path}`, { headers: { ...BROWSER, ...headers }, redirect: 'manual' });
const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { ...BROWSER, ...headers },
  });

describe('The page to sign in', () => {
  it('opens a session and leads to where one wanted to go; signing out ends it', async () => {
    const first = await ask('/models?q=meridian');
    expect([first.status, first.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fmodels%3Fq%3Dmeridian']);
    const { userName, password, secret } = await enrolled(house);
    const shown = await (await ask('/sign-in?next=%2Fmodels%3Fq%3Dmeridian')).text();
    expect(shown).toContain('name="next" value="/models?q=meridian"');
    const code = codeAt(secret, new Date(Date.now() + STEP_MS));
    const opened = await send('/sign-in', { next: '/models?q=meridian', userName, password, code });
    expect([opened.status, opened.headers.get('location'), await opened.text()]).toEqual([
      303,
      '/models?q=meridian',
      '',
    ]);
    const set = opened.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^__Host-sid=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const cookie = set.split(';')[0] ?? '';
    expect((await ask('/', { cookie })).status).toBe(200);
    const left = await send('/sign-out', {}, { cookie });
    expect([left.status, left.headers.get('location')]).toEqual([303, '/sign-in']);
    expect((await ask('/', { cookie })).headers.get('location')).toBe('/sign-in?next=%2F');
  });

  it('is shown again when it is refused, with what was typed and no secret, as text', async () => {
    const typed = '"><script>alert(1)</script>';
    const refused = await send('/sign-in', { next: '/', userName: typed, password: 'kelp-violin', code: '123456' });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('set-cookie')).toBeNull();
    const page = await refused.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    for (const secret of ['<script>alert', 'kelp-violin', '123456']) expect(page).not.toContain(secret);
  });

  it('names the field that is wrong, beside the field', async () => {
    const refused = await send('/sign-in', { next: '/', userName: 'any', password: 'any', code: '12' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('id="code-error">Six-digit code must be the six digits that the authenticator app shows<');
    expect(page).toContain('aria-describedby="code-hint code-error" aria-invalid="true"');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])(
    'leads to no other site: %s',
    async (next) => {
      expect((await ask(`/sign-in?next=${encodeURIComponent(next)}`)).status).toBe(400);
      const { userName, password, secret } = await enrolled(house);
      const code = codeAt(secret, new Date(Date.now() + STEP_MS));
      const refused = await send('/sign-in', { next, userName, password, code });
      expect([refused.status, refused.headers.get('set-cookie')]).toEqual([422, null]);
    },
  );

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['in JSON', { 'content-type': 'application/json' }, 415],
  ])('takes no form %s', async (_, headers, status) => {
    const sent = { next: '/', userName: 'any', password: 'any', code: '123456' };
    expect((await send('/sign-in', sent, headers)).status).toBe(status);
  });

  it.each([
    ['a field twice', 'userName=a&userName=b&password=c&code=123456', 422],
    ['a field that it does not know', 'userName=a&password=c&code=123456&role=administrator', 422],
    ['bytes that are no UTF-8', 'userName=%ff&password=c&code=123456', 422],
  ])('refuses %s', async (_, body, status) => {
    const headers = { ...BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(`${house.url}/sign-in`, { method: 'POST', body, headers })).status).toBe(status);
  });
});

describe('A page', () => {
  let cookie: string;
  let model: Answer;
  let version: Answer;
  beforeAll(async () => {
    ({ cookie } = await signedIn(house, { roles: ['specialist'] }));
    model = await registered.model(house, { name: 'Model <b>bold</b>', description: 'What it is & does' });
    version = await registered.version(house, model.id, { changeSummary: 'Changed <i>much</i>' });
  });

  it('comes with the policy, prints what was recorded as text, and asks for nothing that is not there', async () => {
    for (const path of ['/', '/models', `/models/${model.id}`, `/versions/${version.id}`]) {
      const answer = await ask(path, { cookie });
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self'/,
      );
      expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual([
        'no-store',
        'same-origin',
      ]);
      const page = await answer.text();
      expect(page).not.toMatch(/<b>|<i>|<style|style=|<script>|undefined|\[object/);
      const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map(([, href = '']) => href);
      expect(assets.length).toBeGreaterThan(3);
      for (const href of new Set(assets))
        expect([href, (await fetch(`${house.url}${href}`)).status]).toEqual([href, 200]);
    }
    expect(await (await ask('/models', { cookie })).text()).toContain('Model &lt;b&gt;bold&lt;/b&gt;');
    const shown = await (await ask(`/versions/${version.id}`, { cookie })).text();
    expect(shown).toContain('Changed &lt;i&gt;much&lt;/i&gt;');
    expect(shown).toContain('No validation evidence');
  });

  it('finds models by their words, and says when there is none', async () => {
    expect(await (await ask('/models?q=bold', { cookie })).text()).toContain(`/models/${model.id}`);
    expect(await (await ask('/models?q=neverheard', { cookie })).text()).toContain('No model has these words');
  });

  it('shows an auditor what was granted and nothing else', async () => {
    const other = await registered.model(house, { name: 'Somebody else’s' });
    const token = 'pages-token-of-forty-characters-and-some-more';
    const id = await hire(house.database.superuser, { printedName: 'Auditor', roles: ['auditor'], token });
    await granted(house.database.superuser, id, { modelIds: [model.id] });
    const as = inPerson(token);
    expect((await ask('/', as)).status).toBe(200);
    const listed = await (await ask('/models', as)).text();
    expect([listed.includes(model.id), listed.includes(other.id)]).toEqual([true, false]);
    expect((await ask(`/models/${model.id}`, as)).status).toBe(200);
    expect((await ask(`/versions/${version.id}`, as)).status).toBe(200);
    expect((await ask(`/models/${other.id}`, as)).status).toBe(404);
  });

  it('that is none is said in a page, to programs in JSON', async () => {
    const shown = await ask('/nowhere', { cookie });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await shown.text()).toContain('/problems/not-found');
    const told = await fetch(`${house.url}/nowhere`, { headers: { accept: '*/*' } });
    expect([told.status, told.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    const ofApi = await ask('/api/v1/models', { cookie: '' });
    expect([ofApi.status, ofApi.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  });
});

describe('What pages are made of', () => {
  const hrefOf = async (name: string): Promise<string> =>
    new RegExp(`/assets/[^"]+/${name}`).exec(await (await ask('/sign-in')).text())?.[0] ?? '';

  it('is kept by browsers for ever under its edition, and asked for again under any other', async () => {
    const href = await hrefOf('predicate.css');
    expect((await fetch(`${house.url}${href}`)).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    const older = href.replace(/\/assets\/[^/]+/, '/assets/000000000000');
    expect((await fetch(`${house.url}${older}`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('is the same in every coding', async () => {
    const { get } = await import('node:http');
    const bytes = async (encoding: string): Promise<[string | undefined, Buffer]> => {
      const href = await hrefOf('tabler.css');
      return new Promise((resolve, reject) => {
        get(`${house.url}${href}`, { headers: { 'accept-encoding': encoding } }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => resolve([answer.headers['content-encoding'], Buffer.concat(parts)]));
        }).on('error', reject);
      });
    };
    const [none, whole] = await bytes('identity');
    const [br, small] = await bytes('gzip, deflate, br');
    const [gzip, zipped] = await bytes('gzip, br;q=0');
    expect([none, br, gzip]).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(small).equals(whole)).toBe(true);
    expect(gunzipSync(zipped).equals(whole)).toBe(true);
    expect(small.length).toBeLessThan(whole.length / 8);
  });

  it('leads nowhere else', async () => {
    for (const path of ['/assets/x/..%2f..%2fpackage.json', '/assets/x/nothing.css', '/assets/x/__proto__'])
      expect([path, (await fetch(`${house.url}${path}`)).status]).toEqual([path, 404]);
  });
});
