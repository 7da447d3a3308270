import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';
import { codeAt } from '../../src/access/credentials/totp.rules';
import type { Role } from '../../src/access/policy/roles';
import { asking, type House, OPERATOR_TOKEN } from './house';
import { PAPERS } from './staff';

type Asking = ReturnType<typeof asking>;

/** What a browser says of what a page of the service began. */
export const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' };
const STEP_MS = 30_000;
const rightNow = (): Date => new Date();

let count = 0;
/** A password that nobody guesses, and another one each time. */
export const newPassword = (): string => `kelp ${randomUUID()} violin`;
export const newUserName = (): string => `person-${(count += 1)}-${process.pid}`;

/** Somebody who is known, with what he signs in with. */
export interface Enrolled {
  readonly id: string;
  readonly userName: string;
  readonly password: string;
  /** Of the authenticator app, in base 32. */
  readonly secret: string;
}

/** Somebody who is here. */
export interface SignedIn extends Enrolled {
  readonly cookie: string;
  /** Asks in his session, as a page of the service does. */
  readonly asks: Asking;
}

/** The cookie that an answer sets, as it is sent back. */
export const cookieOf = ({ headers }: Response): string =>
  (headers['set-cookie'] as unknown as string[])[0].split(';')[0];

/** Asks with a cookie as a page of the service does. */
export const withCookie = (house: House, cookie: string): Asking => asking(house.url, { Cookie: cookie, ...OWN_PAGE });

/** Opens a session by a one-time link. */
export const byLink = async (house: House, token: string): Promise<Asking> =>
  withCookie(house, cookieOf(await house.anybody.post('/api/v1/links/use').send({ token }).expect(201)));

/** Sets a password and confirms an authenticator app, in the session of a link; gives the secret of the app. */
export async function enrol(asks: Asking, password: string, now = rightNow): Promise<string> {
  await asks.post('/api/v1/me/password').send({ password }).expect(201);
  const { body } = await asks.post('/api/v1/me/totp').expect(201);
  const { secret } = (body as { totp: { secret: string } }).totp;
  await asks
    .post('/api/v1/me/totp/confirm')
    .send({ code: codeAt(secret, now()) })
    .expect(201);
  return secret;
}

/** Asks to be let in. */
export const signIn = (house: House, said: { userName: string; password: string; code: string }): Test =>
  house.anybody.post('/api/v1/sessions').send(said);

/** Signs in with the code of the next step: that of now may have been used to confirm the app. */
export async function enter(house: House, person: Enrolled, now = rightNow): Promise<SignedIn> {
  const { userName, password } = person;
  const code = codeAt(person.secret, new Date(now().getTime() + STEP_MS));
  const cookie = cookieOf(await signIn(house, { userName, password, code }).expect(201));
  return { ...person, cookie, asks: withCookie(house, cookie) };
}

interface Begun {
  readonly person: { readonly id: string };
  readonly link: { readonly token: string };
}

/** Makes the first administrator by the operator's token. */
async function begin(house: House, now: () => Date): Promise<Enrolled> {
  const [userName, password] = [newUserName(), newPassword()];
  const operator = asking(house.url, { Authorization: `Bearer ${OPERATOR_TOKEN}` });
  const sent = { userName, printedName: 'Administrator' };
  const { person, link } = (await operator.post('/api/v1/administrators').send(sent).expect(201)).body as Begun;
  return { id: person.id, userName, password, secret: await enrol(await byLink(house, link.token), password, now) };
}

const administrators = new WeakMap<House, Promise<SignedIn>>();

/** The administrator of the house, signed in: again where the clock has gone on since. */
export async function administrator(house: House, now = rightNow): Promise<SignedIn> {
  const known = await administrators.get(house);
  if (known !== undefined && (await known.asks.get('/api/v1/me')).status === 200) return known;
  const here = enter(house, known ?? (await begin(house, now)), now);
  administrators.set(house, here);
  return here;
}

/** Somebody invited by the administrator of the house, who has set what he signs in with. */
export async function enrolled(house: House, now = rightNow): Promise<Enrolled> {
  const { asks } = await administrator(house, now);
  const [userName, password] = [newUserName(), newPassword()];
  const sent = { userName, printedName: `Person ${userName}` };
  const { id } = (await asks.post('/api/v1/people').send(sent).expect(201)).body as { id: string };
  const offered = await asks.post(`/api/v1/people/${id}/links`).send({ reason: 'The first time' }).expect(201);
  const secret = await enrol(await byLink(house, (offered.body as Begun).link.token), password, now);
  return { id, userName, password, secret };
}

/**
 * Somebody who is signed in, and has these roles. They are put where acts would put them: their papers are another test's.
 */
export async function signedIn(house: House, { roles = [], now = rightNow }: Wanted = {}): Promise<SignedIn> {
  const person = await enrolled(house, now);
  const { superuser } = house.database;
  await superuser.query('BEGIN');
  await superuser.query(`SET LOCAL session_replication_role = 'replica'`);
  await superuser.query(
    `INSERT INTO role_assignment (id, person_id, role, granted_by, granted_at, revision)
     SELECT gen_random_uuid(), $1, role, 'tests', now(), 1 FROM unnest($2::text[]) role`,
    [person.id, roles],
  );
  await superuser.query(PAPERS, [person.id, now()]);
  await superuser.query('COMMIT');
  return enter(house, person, now);
}

interface Wanted {
  readonly roles?: readonly Role[];
  readonly now?: () => Date;
}
