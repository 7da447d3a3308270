import { randomUUID } from 'node:crypto';
import { codeAt } from '../../src/access/credentials/totp.rules';
import { type House, openHouse } from '../support/house';
import { administrator, newPassword, signedIn, type SignedIn } from '../support/people';
import { Visitor } from './visits';

const key = (): { _key: string } => ({ _key: randomUUID() });
const AN_HOUR_MS = 60 * 60 * 1000;

let house: House;
let hour = 0;
/** Codes are good once, so that each test has a time of its own; minutes go by within one where it says so. */
const clock = { now: (): Date => new Date(Date.now() + hour) };
beforeAll(async () => {
  house = await openHouse({ isBegun: false, clock });
});
afterAll(() => house.close());

const arrived = async (roles: readonly ('specialist' | 'reviewer' | 'auditor')[] = ['specialist']) => {
  const person = await signedIn(house, { roles, now: clock.now });
  return { person, visitor: new Visitor(house, person.cookie) };
};
const nextCode = ({ secret }: SignedIn, steps: number): string =>
  codeAt(secret, new Date(clock.now().getTime() + steps * 30_000));

describe('One’s own account', () => {
  it('shows who one is, what one signs in with and where, and marks this session', async () => {
    const { visitor } = await arrived();
    const { page } = await visitor.see('/account');
    for (const said of ['Authenticator app', 'This one', 'Specialist', 'Verified identity', '/account/notices']) {
      expect(page).toContain(said);
    }
    for (const [, href] of page.matchAll(/<section id="(\w+)"/g)) expect(page).toContain(`href="#${href}"`);
  });

  it('keeps a theme and a time zone in the browser, and puts the theme on every page', async () => {
    const { visitor } = await arrived();
    expect((await visitor.see('/account')).page).not.toContain('data-bs-theme');
    const kept = await visitor.send('/account/settings', { theme: 'dark', timeZone: 'America/Chicago' });
    expect([kept.status, kept.location]).toEqual([303, '/account#settings']);
    const { page } = await visitor.see('/account');
    expect(page).toContain('<html lang="en" data-bs-theme="dark">');
    expect(page).toContain('value="America/Chicago" maxlength="64"');
    expect((await visitor.see('/nowhere')).page).toContain('data-bs-theme="dark"');
    await visitor.send('/account/settings', { theme: '', timeZone: '' });
    expect((await visitor.see('/account')).page).not.toContain('data-bs-theme');
  });

  it.each([[{ theme: 'purple', timeZone: '' }], [{ theme: '', timeZone: 'Nowhere/Land' }]])(
    'keeps nothing that is none: %j',
    async (said) => {
      const { visitor } = await arrived();
      expect(await visitor.send('/account/settings', said)).toMatchObject({ status: 422, cookies: [] });
    },
  );

  it('changes a password only with the present one, and never shows either again', async () => {
    const { person, visitor } = await arrived();
    const [wrong, password] = [newPassword(), newPassword()];
    const refused = await visitor.send('/account/password', { ...key(), current: wrong, password });
    expect([refused.status, refused.page]).toEqual([
      401,
      expect.stringContaining('The present password is another one'),
    ]);
    for (const secret of [wrong, password]) expect(refused.page).not.toContain(secret);
    const done = await visitor.send('/account/password', { ...key(), current: person.password, password });
    expect([done.status, done.location]).toEqual([303, '/account']);
  });

  it('asks to sign in again after ten minutes, and leads on to where one wanted to go', async () => {
    const { person, visitor } = await arrived();
    hour += 11 * 60_000;
    const asked = await visitor.see('/account/password');
    expect([asked.status, asked.location]).toEqual([303, '/account/sign-in-again?next=%2Faccount%2Fpassword']);
    const { page } = await visitor.see(asked.location ?? '');
    expect(page).toContain('name="next" value="/account/password"');
    const refused = await visitor.send('/account/app', key());
    expect([refused.status, refused.page]).toEqual([
      401,
      expect.stringContaining('/account/sign-in-again?next=/account'),
    ]);
    const wrong = await visitor.send('/account/sign-in-again', { next: '/account/password', password: 'x', code: '1' });
    expect([wrong.status, wrong.page]).toEqual([422, expect.stringContaining('id="code-error"')]);
    const proof = { password: person.password, code: nextCode(person, 0) };
    const done = await visitor.send('/account/sign-in-again', { next: '/account/password', ...proof });
    expect([done.status, done.location]).toEqual([303, '/account/password']);
    expect((await visitor.see('/account/password')).status).toBe(200);
    const old = new Visitor(house, person.cookie);
    expect((await old.see('/account')).location).toContain('/sign-in?next=');
  });

  it('leads to no other site after signing in again', async () => {
    const { visitor } = await arrived();
    expect((await visitor.see('/account/sign-in-again?next=//evil.example')).status).toBe(400);
  });

  it('ends another session, and all others at once', async () => {
    const { person, visitor } = await arrived();
    const proofs = [1, 2].map((steps) => ({ ...person, code: nextCode(person, steps) }));
    hour += AN_HOUR_MS / 60;
    const other = new Visitor(house);
    const { userName, password } = person;
    expect((await other.send('/sign-in', { next: '/', userName, password, code: nextCode(person, 0) })).status).toBe(
      303,
    );
    expect(proofs).toHaveLength(2);
    expect((await visitor.see('/account')).page).toContain('End all others');
    expect((await visitor.send('/account/sessions/end-others', key())).location).toBe('/account#sessions');
    expect((await other.see('/account')).location).toContain('/sign-in');
    expect((await visitor.see('/account')).page).not.toContain('End all others');
  });

  it('makes a token that is shown once, works, is kept nowhere, and ends', async () => {
    const { visitor } = await arrived();
    const sent = { ...key(), name: 'Evaluation pipeline', days: '30', 'scopes.record:read': 'on' };
    const made = await visitor.send('/account/tokens/new', sent);
    const secret = /<code class="secret"[^>]*>(pred_\w+[^<]*)</.exec(made.page)?.[1] ?? '';
    expect([made.status, secret]).toEqual([201, expect.stringMatching(/^pred_[0-9a-f]{32}_/)]);
    const again = await visitor.send('/account/tokens/new', sent);
    expect(again.page).toContain('was shown once already');
    expect(again.page).not.toContain(secret);
    const asked = await fetch(`${house.url}/api/v1/models`, { headers: { authorization: `Bearer ${secret}` } });
    expect(asked.status).toBe(200);
    const { page } = await visitor.see('/account');
    const [, end] = /action="(\/account\/tokens\/[^"]+\/end)"/.exec(page) ?? [];
    expect((await visitor.send(end ?? '', { ...key(), reason: 'No longer used' })).location).toBe('/account#tokens');
    const after = await fetch(`${house.url}/api/v1/models`, { headers: { authorization: `Bearer ${secret}` } });
    expect(after.status).toBe(401);
  });

  it('says what is missing of a token beside the field', async () => {
    const { visitor } = await arrived();
    const refused = await visitor.send('/account/tokens/new', { ...key(), name: '', days: '400' });
    expect(refused.status).toBe(422);
    for (const id of ['f-name-error', 'f-days-error', 'f-scopes-error']) expect(refused.page).toContain(`id="${id}"`);
  });

  it('names a substitute for a time, and ends that', async () => {
    const substitute = await signedIn(house, { roles: ['reviewer'], now: clock.now });
    const { visitor } = await arrived(['reviewer']);
    const form = await visitor.see('/account/delegations/new');
    const [, from = ''] = /name="from" type="text" value="([^"]+)"/.exec(form.page) ?? [];
    const [, until = ''] = /name="until" type="text" value="([^"]+)"/.exec(form.page) ?? [];
    const said = { substituteId: substitute.id, role: 'reviewer', from, until, reason: 'Away' };
    expect((await visitor.send('/account/delegations/new', { ...key(), ...said })).location).toBe(
      '/account#delegations',
    );
    const { page } = await visitor.see('/account');
    expect(page).toContain('stands for you');
    const [, end = ''] = /action="(\/account\/delegations\/[^"]+\/end)"/.exec(page) ?? [];
    await visitor.send(end, { ...key(), reason: 'Back again' });
    expect((await visitor.see('/account')).page).toMatch(/stands for you[^]*Ended/);
  });

  it('offers no token to who administers, whose roles work on no record', async () => {
    const visitor = new Visitor(house, (await administrator(house, clock.now)).cookie);
    const { page } = await visitor.see('/account');
    expect(page).not.toContain('/account/tokens/new');
    expect((await visitor.see('/account/tokens/new')).status).toBe(403);
  });

  it('adds a passkey by a script alone, and says so without one', async () => {
    const { visitor } = await arrived();
    const { page } = await visitor.see('/account/passkeys/new');
    expect(page).toMatch(/data-passkey-part hidden/);
    expect(page).toContain('data-passkey-without');
  });
});
