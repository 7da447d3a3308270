import type { Browser, Page, Request } from 'playwright-core';
import { FLAGS } from '../support/authenticator';
import { type Answer, intendedUse, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { challengeOf } from '../../src/signatures/process/signing-payload.rules';
import { faultOfSignature, type CarriedSignature } from '../../src/signatures/proofs/verify-signature.rules';
import { openChromium, withChromium } from './support/chromium';
import { cookiesOfScripts } from './support/in-page';
import { appointed, type Newcomer, newcomer } from './support/newcomer';
import { clientDataIn, flagsIn, Tab } from './support/tab';

const COOKIE = '__Host-sid';
type Person = Newcomer & { readonly tab: Tab };

withChromium('In Chromium', () => {
  let house: House;
  let browser: Browser;
  let origin: string;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    house = await openHouse();
    origin = `http://localhost:${new URL(house.url).port}`;
    browser = await openChromium();
  }, 120_000);
  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const opened = async (knowsUser = true): Promise<Tab> => {
    const tab = await Tab.open(browser, origin, knowsUser);
    tabs.push(tab);
    return tab;
  };
  /** Somebody in the session of his link. */
  const arrived = async (knowsUser = true): Promise<Person> => {
    const person = await newcomer(house);
    const tab = await opened(knowsUser);
    expect((await tab.follow(person.token)).status).toBe(201);
    return { ...person, tab };
  };
  /** Somebody who has a passkey, and has signed in with it. */
  const signedIn = async (): Promise<Person> => {
    const person = await arrived();
    expect((await person.tab.register()).status).toBe(201);
    expect((await person.tab.signIn()).status).toBe(201);
    return person;
  };
  const sentBy = (page: Page, path: string): Promise<Request> =>
    page.waitForRequest((request) => new URL(request.url()).pathname === `/api/v1${path}`);
  const sessionsOf = async (id: string): Promise<number> =>
    (await house.database.superuser.query('SELECT FROM session WHERE person_id = $1', [id])).rowCount ?? 0;
  const FAILED = { status: 401, body: { type: '/problems/authentication-failed' } };

  describe('a passkey', () => {
    it('is made by a page, of this origin, and opens a session', async () => {
      const { id, tab } = await arrived();
      const { body: options } = await tab.post('/me/passkeys/options');
      const response = await tab.create(options);
      expect(clientDataIn(response)).toMatchObject({
        ...{ type: 'webauthn.create', challenge: options.challenge, origin, crossOrigin: false },
      });
      const added = await tab.post('/me/passkeys', { name: 'This device', response });
      expect(added).toMatchObject({ status: 201, body: { personId: id, algorithm: -7, credentialId: response.id } });
      expect(await tab.authenticator.held()).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);

      const stranger = await opened();
      for (const passkey of await tab.authenticator.held()) await stranger.authenticator.take(passkey);
      const session = await stranger.signIn();
      expect(session).toMatchObject({ status: 201, body: { personId: id, methods: ['hwk', 'user'] } });
      expect(await stranger.get('/me')).toMatchObject({ status: 200, body: { id, via: 'session' } });
    });

    it('is not made twice in one authenticator', async () => {
      const { tab } = await signedIn();
      await expect(tab.register()).rejects.toThrow(/InvalidStateError/);
      expect((await tab.get('/me/credentials')).body.items).toHaveLength(1);
    });

    it('that does not know its user is made and used by no honest page', async () => {
      const { tab } = await arrived();
      await tab.authenticator.verifiesUser(false);
      await expect(tab.register()).rejects.toThrow(/NotAllowedError/);
      await tab.authenticator.verifiesUser(true);
      expect((await tab.register()).status).toBe(201);
      await tab.authenticator.verifiesUser(false);
      await expect(tab.signIn()).rejects.toThrow(/NotAllowedError/);
    });

    it('that does not know its user is refused where a page did not ask for it', async () => {
      const { id, tab } = await arrived(false);
      const lie = { authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' } };
      const { body: options } = await tab.post('/me/passkeys/options');
      const response = await tab.create({ ...options, ...lie });
      const added = await tab.post('/me/passkeys', { name: 'This device', response });
      expect(added).toMatchObject({ status: 422, body: { errors: [{ pointer: '/response' }] } });

      const other = await arrived();
      await other.tab.register();
      await other.tab.authenticator.verifiesUser(false);
      const before = await sessionsOf(other.id);
      expect(await other.tab.signIn({ userVerification: 'discouraged' })).toMatchObject(FAILED);
      expect([await sessionsOf(id), await sessionsOf(other.id)]).toEqual([1, before]);
    });

    it('that was copied is refused once the copy says less than the original, and it is told', async () => {
      const { id, tab } = await arrived();
      await tab.register();
      const [copy] = await tab.authenticator.held();
      expect((await tab.signIn()).status).toBe(201);
      expect((await tab.signIn()).status).toBe(201);
      const thief = await opened();
      await thief.authenticator.take(copy);
      expect(await thief.signIn()).toMatchObject(FAILED);
      expect((await thief.get('/me')).status).toBe(401);
      const { rows } = await house.database.superuser.query('SELECT kind FROM security_alert WHERE person_id = $1', [
        id,
      ]);
      expect(rows).toEqual([{ kind: 'passkey-cloned' }]);
      expect((await tab.signIn()).status).toBe(201);
    });
  });

  describe('a page under an address', () => {
    it('is told the name to open, and gets no passkey of that name from the browser', async () => {
      const { tab: there } = await signedIn();
      const { body: options } = await there.post('/passkeys/options');
      const tab = await Tab.open(browser, house.url);
      tabs.push(tab);
      const refused = await tab.post('/passkeys/options');
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/invalid-state' } });
      expect(refused.body.detail).toContain(`open ${origin} instead of ${house.url}`);
      for (const passkey of await there.authenticator.held()) await tab.authenticator.take(passkey);
      await expect(tab.sign(options)).rejects.toThrow(/SecurityError/);
    });
  });

  describe('a record', () => {
    /** A specialist who wrote an intended use, and is asked to sign that he did. */
    const asked = async () => {
      const person = await signedIn();
      await appointed(house, person.id, 'specialist');
      const { id: modelId } = await registered.model(house);
      const { id: functionId } = await registered.function(house, modelId);
      const { status, body } = await person.tab.post(`/functions/${functionId}/intended-uses`, intendedUse());
      expect(status).toBe(201);
      const wanted = { process: 'intended-use', recordId: (body as Answer).id, meaning: 'authorship' };
      const shown = await person.tab.post('/signature-requests', wanted);
      expect(shown.status).toBe(201);
      const { id, payloadText, ways } = shown.body as {
        id: string;
        payloadText: string;
        ways: { passkey: Record<string, unknown> };
      };
      const answer = (response: object) =>
        person.tab.post(`/signature-requests/${id}/signatures`, { method: 'passkey', response });
      return { ...person, payloadText, options: ways.passkey, answer };
    };

    it('is signed by the passkey over the digest of what was shown, which anybody verifies', async () => {
      const { id, tab, payloadText, options, answer } = await asked();
      const response = await tab.sign(options);
      const challenge = challengeOf(payloadText).toString('base64url');
      expect(clientDataIn(response)).toMatchObject({ type: 'webauthn.get', challenge, origin });
      const { status, body } = await answer(response);
      expect([status, body]).toMatchObject([201, { signer: { id }, payload: payloadText, meaning: 'authorship' }]);
      const signature = body as unknown as CarriedSignature;
      expect(signature.proof).toMatchObject({ kind: 'passkey', origin, rpId: 'localhost' });
      expect(faultOfSignature(signature)).toBeNull();
      const altered = { ...signature, payload: signature.payload.replace('authorship', 'approval00') };
      expect(faultOfSignature(altered)).not.toBeNull();
    });

    it('is not signed by a passkey that does not know its user, nor for another challenge', async () => {
      const { tab, options, answer } = await asked();
      const INVALID = { status: 401, body: { type: '/problems/assertion-invalid' } };
      await tab.authenticator.verifiesUser(false);
      await expect(tab.sign(options)).rejects.toThrow(/NotAllowedError/);
      const unverified = await tab.sign({ ...options, userVerification: 'discouraged' });
      expect(flagsIn(unverified) & FLAGS.UV).toBe(0);
      expect(await answer(unverified)).toMatchObject(INVALID);
      await tab.authenticator.verifiesUser(true);
      const { body: others } = await tab.post('/passkeys/options');
      expect(await answer(await tab.sign(others))).toMatchObject(INVALID);
      expect((await answer(await tab.sign(options))).status).toBe(201);
    });
  });

  describe('the cookie', () => {
    it('is kept for this host alone, from scripts, and until the browser is closed', async () => {
      const { tab } = await signedIn();
      const cookies = await tab.page.context().cookies();
      expect(cookies.map(({ value, ...kept }) => [kept, value.length])).toEqual([
        [
          {
            ...{ name: COOKIE, domain: 'localhost', path: '/', expires: -1 },
            ...{ httpOnly: true, secure: true, sameSite: 'Lax' },
          },
          43,
        ],
      ]);
      expect(await tab.page.evaluate(cookiesOfScripts)).toBe('');
    });

    it('is another one after each sign-in, and gone after signing out', async () => {
      const { tab } = await signedIn();
      const token = async (): Promise<string | undefined> =>
        (await tab.page.context().cookies()).find(({ name }) => name === COOKIE)?.value;
      const first = await token();
      await tab.signIn();
      expect(await token()).not.toBe(first);
      const response = tab.page.waitForResponse(`${origin}/api/v1/sessions/current`);
      await tab.page.evaluate(() => fetch('/api/v1/sessions/current', { method: 'DELETE' }).then(() => undefined));
      expect((await response).ok()).toBe(true);
      expect(await token()).toBeUndefined();
      expect((await tab.get('/me')).status).toBe(401);
    });

    it('is sent by a page of ours with what says that it is ours', async () => {
      const { tab } = await signedIn();
      const sent = sentBy(tab.page, '/me/passkeys/options');
      expect((await tab.post('/me/passkeys/options')).status).toBe(200);
      const headers = await (await sent).allHeaders();
      expect(headers).toMatchObject({ origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' });
      expect(headers.cookie).toMatch(new RegExp(`^${COOKIE}=[\\w-]{43}$`));
    });
  });
});
