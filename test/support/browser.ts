import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';
import type { Asked, Authenticator, Wrong } from './authenticator';
import { type House, OPERATOR_TOKEN } from './house';

interface Link {
  readonly person: { readonly id: string };
  readonly link: { readonly token: string };
}

/** A browser on a page of the service, under a name that a passkey can belong to; it keeps the cookie that it is given. */
export class Browser {
  readonly host: string;
  readonly origin: string;
  cookie = '';

  constructor(private readonly house: House) {
    this.host = `localhost:${new URL(house.url).port}`;
    this.origin = `http://${this.host}`;
  }

  /** Sends what a page sends. */
  post(path: string, body?: object, key: string = randomUUID()): Test {
    const request = this.house.anybody
      .post(`/api/v1${path}`)
      .set({ Host: this.host, Origin: this.origin, 'Sec-Fetch-Site': 'same-origin', 'Idempotency-Key': key });
    if (this.cookie !== '') void request.set('Cookie', this.cookie);
    return request.send(body);
  }

  get(path: string): Test {
    return this.house.anybody.get(`/api/v1${path}`).set({ Host: this.host, Cookie: this.cookie });
  }

  /** Opens the session that a one-time link leads to. */
  async follow({ link }: Pick<Link, 'link'>): Promise<void> {
    this.keep(await this.post('/links/use', { token: link.token }).expect(201));
  }

  /** Has a passkey made in the authenticator, and adds it. */
  async register(authenticator: Authenticator, wrong: Wrong = {}, name = 'Phone'): Promise<Response> {
    const { asked, userHandle } = await this.askedToRegister();
    return this.post('/me/passkeys', { name, response: authenticator.create(asked, userHandle, wrong) });
  }

  /** What a page is told before it has a passkey made. */
  async askedToRegister(): Promise<{ readonly asked: Asked; readonly userHandle: Buffer }> {
    const { body } = (await this.post('/me/passkeys/options').expect(200)) as {
      body: { challenge: string; rp: { id: string }; user: { id: string } };
    };
    const asked = { challenge: body.challenge, rpId: body.rp.id, origin: this.origin };
    return { asked, userHandle: Buffer.from(body.user.id, 'base64url') };
  }

  /** What a page is told before it has a passkey used. */
  async askedToSignIn(): Promise<Asked> {
    const { body } = (await this.post('/passkeys/options').expect(200)) as {
      body: { challenge: string; rpId: string };
    };
    return { ...body, origin: this.origin };
  }

  /** Signs in with the authenticator; the cookie is kept when it is let in. */
  async signIn(authenticator: Authenticator, wrong: Wrong = {}): Promise<Response> {
    const asked = await this.askedToSignIn();
    const response = await this.post('/passkeys/sign-in', { response: authenticator.get(asked, wrong) });
    if (response.status === 201) this.keep(response);
    return response;
  }

  keep({ headers }: Response): void {
    this.cookie = (headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] ?? '';
  }
}

/** The first administrator of a house, with his one-time link. */
export async function firstAdministrator(house: House, userName: string): Promise<Link> {
  const request = house.anybody.post('/api/v1/administrators').set('Idempotency-Key', randomUUID());
  const said = { userName, printedName: 'First Administrator' };
  return (await request.set('Authorization', `Bearer ${OPERATOR_TOKEN}`).send(said).expect(201)).body as Link;
}

/** Somebody whom an administrator who is signed in invites. */
export async function invited(administrator: Browser, userName: string): Promise<Link> {
  const person = { userName, printedName: 'Invited Person' };
  const { body } = (await administrator.post('/people', person).expect(201)) as { body: { id: string } };
  return { person: body, ...(await newLink(administrator, body.id)) };
}

/** A one-time link, which ends all that its person signed in with. */
export async function newLink(administrator: Browser, personId: string): Promise<Pick<Link, 'link'>> {
  const offer = administrator.post(`/people/${personId}/links`, { reason: 'To set what to sign in with' });
  return (await offer.expect(201)).body as Link;
}
