import { randomUUID } from 'node:crypto';
import { codeAt } from '../../src/access/credentials/totp.rules';
import { type House, openHouse } from '../support/house';
import { administrator, newPassword, newUserName } from '../support/people';
import { Visitor } from './visits';

const STEP_MS = 30_000;
const key = (): { _key: string } => ({ _key: randomUUID() });
const secretIn = (page: string): string =>
  (/<code class="secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '');

let house: House;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
});
afterAll(() => house.close());

/** Somebody whom the administrator invited, with the secret of the link. */
const invited = async () => {
  const { asks } = await administrator(house);
  const userName = newUserName();
  const { body } = await asks.post('/api/v1/people').send({ userName, printedName: 'Demo Newcomer' }).expect(201);
  const { id } = body as { id: string };
  return { id, userName, token: await linkOf(id) };
};
const linkOf = async (id: string): Promise<string> => {
  const { asks } = await administrator(house);
  const { body } = await asks.post(`/api/v1/people/${id}/links`).send({ reason: 'The first time' }).expect(201);
  return (body as { link: { token: string } }).link.token;
};

describe('Whoever got a one-time link', () => {
  it('sets a password and an app, signs in with them, accepts the policy and is led to his work', async () => {
    const { id, userName, token } = await invited();
    const visitor = new Visitor(house);
    expect((await visitor.see('/first-start')).page).toContain('Your one-time link');
    const opened = await visitor.send('/first-start', { token: `${house.url}/first-start#${token}` });
    expect([opened.status, opened.location]).toEqual([303, '/first-start/factors']);
    const first = await visitor.see('/first-start/factors');
    for (const said of ['Demo Newcomer', userName, 'From 15 to 256 characters', 'None yet'])
      expect(first.page).toContain(said);

    const password = newPassword();
    const set = await visitor.send('/account/password', { ...key(), password });
    expect([set.status, set.location]).toEqual([303, '/first-start/factors']);
    expect((await visitor.see('/first-start/factors')).page).toContain('Show the QR code');

    const sent = key();
    const shown = await visitor.send('/account/app', sent);
    const secret = secretIn(shown.page);
    expect([shown.status, secret.length]).toEqual([201, 32]);
    expect(shown.page).toMatch(/<svg class="qr"[^>]*>.*<path d="M\d/);
    expect(shown.page).not.toContain('style=');
    const again = await visitor.send('/account/app', sent);
    expect(again.page).toContain('The secret was shown once');
    expect(again.page).not.toContain(secret);
    const { rows } = await house.database.superuser.query(`SELECT * FROM idempotency_key`);
    expect(JSON.stringify(rows)).not.toContain(secret);

    const wrong = await visitor.send('/account/app/confirm', { ...key(), code: '12' });
    expect([wrong.status, wrong.page]).toEqual([
      422,
      expect.stringContaining('the six digits that the authenticator app'),
    ]);
    const confirmed = await visitor.send('/account/app/confirm', { ...key(), code: codeAt(secret, new Date()) });
    expect([confirmed.status, confirmed.location]).toEqual([303, '/first-start/factors']);
    expect((await visitor.see('/first-start/factors')).page).toContain('Go on to sign in');

    const done = await visitor.send('/first-start/done');
    expect([done.status, done.location]).toEqual([303, '/sign-in?next=/first-start/policy']);
    const code = codeAt(secret, new Date(Date.now() + STEP_MS));
    const inside = await visitor.send('/sign-in', { next: '/first-start/policy', userName, password, code });
    expect(inside.location).toBe('/first-start/policy');
    expect((await visitor.see('/first-start/policy')).page).toContain('21 CFR 11.10(j)');
    expect((await visitor.send('/first-start/policy', key())).location).toBe('/');
    expect((await visitor.see('/first-start/policy')).location).toBe('/');
    expect((await visitor.see('/account')).page).toContain('“Electronic signatures, edition 1”, accepted');
    const { rows: papers } = await house.database.superuser.query(
      'SELECT kind FROM qualification WHERE person_id = $1',
      [id],
    );
    expect(papers).toEqual([{ kind: 'policy-acceptance' }]);
  });

  it('comes again by a new link after a loss, and accepts nothing twice', async () => {
    const { id, token } = await invited();
    const visitor = new Visitor(house);
    await visitor.send('/first-start', { token });
    await visitor.send('/account/password', { ...key(), password: newPassword() });
    const again = new Visitor(house);
    const opened = await again.send('/first-start', { token: await linkOf(id) });
    expect(opened.location).toBe('/first-start/factors');
    expect((await again.see('/first-start/factors')).page).not.toContain('Show the QR code');
    expect((await visitor.see('/first-start/factors')).location).toContain('/sign-in');
  });

  it('is told why a link opens nothing, and keeps no secret of it on the page', async () => {
    const { token } = await invited();
    await new Visitor(house).send('/first-start', { token });
    const used = await new Visitor(house).send('/first-start', { token });
    expect([used.status, used.page]).toEqual([401, expect.stringContaining('was used, or is too old')]);
    expect(used.page).not.toContain(token);
  });

  it('opens nothing but that with it', async () => {
    const { token } = await invited();
    const visitor = new Visitor(house);
    await visitor.send('/first-start', { token });
    for (const path of ['/account', '/people', '/models', '/settings'])
      expect((await visitor.see(path)).status).toBe(403);
  });

  it.each([
    ['short', 'too short', 'Must be longer'],
    ['guessed first', 'correct horse battery staple', 'guessed first'],
    ['blank', '', 'This is not filled in yet.'],
  ])('is told what is wrong with a password that is %s, beside the field', async (_, password, said) => {
    const { token } = await invited();
    const visitor = new Visitor(house);
    await visitor.send('/first-start', { token });
    const refused = await visitor.send('/account/password', { ...key(), password });
    expect(refused.status).toBe(422);
    expect(refused.page).toContain('id="password-error"');
    expect(refused.page).toContain(said);
    if (password !== '') expect(refused.page).not.toContain(`value="${password}"`);
  });
});
