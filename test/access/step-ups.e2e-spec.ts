import type { Response } from 'supertest';
import { StepUps } from '../../src/access/openid/step-ups.service';
import { AuditTrail } from '../../src/audit-trail/audit-trail.service';
import type { Actor } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import { type House, openHouse } from '../support/house';
import { AtProvider, type Login, OpenidProvider } from '../support/openid-provider';
import { signedIn } from '../support/people';
import { Visitor } from '../support/visitor';

const MINUTE = 60_000;
const DIGEST = 'd'.repeat(64);
const OTHER = 'e'.repeat(64);

let provider: OpenidProvider;
let house: House;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);

beforeAll(async () => {
  provider = await OpenidProvider.start({ acr: 'strong' });
  house = await openHouse({ clock: { now }, openid: provider.ground, isBegun: false });
  await provider.serve(house.url);
});
afterAll(async () => {
  await house.close();
  await provider.stop();
});

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await house.database.superuser.query(text, values)).rows as T[];
const urlOf = ({ body }: Response): string => (body as { authorizationUrl: string }).authorizationUrl;
const typeOf = ({ status, body }: Response) => [status, (body as { type?: string }).type];
const AGAIN = [401, '/problems/reauthentication-required'];

let accounts = 0;
/** Somebody who signed in by his identity alone. */
const here = async () => {
  const person = await signedIn(house, { now });
  const [visitor, account, at] = [new Visitor(house, person.cookie), `Signer-${(accounts += 1)}`, new AtProvider()];
  const link = await visitor.arrive(await at.signIn(urlOf(await visitor.post('/me/openid')), { account }));
  expect(link.status).toBe(303);
  const own = new Visitor(house);
  const opened = await own.arrive(await at.signIn(urlOf(await own.post('/sign-in/openid')), { account }));
  expect(opened.status).toBe(303);
  const [session] = await rows<{ id: string }>(
    `SELECT id FROM session WHERE person_id = $1 AND ended_at IS NULL ORDER BY id DESC LIMIT 1`,
    [person.id],
  );
  return { id: person.id, visitor: own, account, at, sessionId: session?.id ?? '' };
};
type Here = Awaited<ReturnType<typeof here>>;

/** Proves himself anew for what has this digest. */
const proves = async (one: Here, purpose: string | null = DIGEST, login: Login = {}): Promise<Response> => {
  const begun = await one.visitor.post('/step-ups', purpose === null ? {} : { for: purpose });
  expect(begun.status).toBe(201);
  const at = login.account === undefined ? one.at : new AtProvider();
  const back = await at.signIn(urlOf(begun), { account: one.account, acr: 'strong', ...login });
  return one.visitor.arrive(back);
};

/** Uses a proof as an act of the person would. */
const used = (one: Pick<Here, 'id' | 'sessionId'>, purposeSha256 = DIGEST) => {
  const via = { kind: 'session' as const, id: one.sessionId };
  const actor: Actor = { id: one.id, name: 'Somebody', role: 'approver', via, requestId: null };
  return house.app
    .get(AuditTrail, { strict: false })
    .record(actor, 'identity.confirmed', {}, (tx) =>
      house.app.get(StepUps, { strict: false }).use(tx, { personId: one.id, sessionId: one.sessionId, purposeSha256 }),
    );
};
const NOT_PROVED = { type: 'reauthentication-required' };

describe('A proof for one signature', () => {
  it('is asked for anew, whatever the issuer knows, and as strongly as it is to be', async () => {
    const one = await here();
    const begun = await one.visitor.post('/step-ups', { for: DIGEST });
    const asked = new URL(urlOf(begun)).searchParams;
    expect([asked.get('prompt'), asked.get('max_age'), asked.get('acr_values')]).toEqual(['login', '0', 'strong']);
    expect(begun.body).toEqual({
      ...{ id: expect.any(String), authorizationUrl: expect.any(String), expiresAt: expect.any(String) },
    });
  });

  it('is evidence of its own, told by one event, and is used once, in the act that it is for', async () => {
    const one = await here();
    const before = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    const answer = await proves(one);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    const [proof] = await rows<Record<string, unknown>>('SELECT * FROM step_up WHERE person_id = $1', [one.id]);
    expect(proof).toMatchObject({
      ...{ session_id: one.sessionId, purpose_sha256: DIGEST, issuer: provider.ground.issuer },
      ...{ subject: one.account, acr: 'strong' },
    });
    expect((proof?.auth_time as Date).getTime()).toBeGreaterThanOrEqual(before.getTime());
    const event = (await house.auditEvents('identity.confirmed')).at(-1);
    expect(JSON.parse(event?.payload.toString() ?? '')).toMatchObject({
      ...{ actor: { id: one.id, role: 'person' }, subject: { type: 'step_up', id: proof?.id } },
    });
    const confirmed = await used(one);
    expect(confirmed).toEqual({
      ...{ issuer: provider.ground.issuer, subject: one.account, acr: 'strong', authTime: proof?.auth_time },
    });
    await expect(used(one)).rejects.toMatchObject(NOT_PROVED);
    expect(await rows('SELECT step_up_id FROM step_up_use WHERE step_up_id = $1', [proof?.id])).toHaveLength(1);
  });

  it('is not used where the act that wanted it is not done', async () => {
    const one = await here();
    await proves(one);
    const actor = {
      id: one.id,
      name: 'x',
      role: 'approver',
      via: { kind: 'session' as const, id: null },
      requestId: null,
    };
    const proving = { personId: one.id, sessionId: one.sessionId, purposeSha256: DIGEST };
    const failing = house.app.get(AuditTrail, { strict: false }).record(actor, 'identity.confirmed', {}, async (tx) => {
      await house.app.get(StepUps, { strict: false }).use(tx, proving);
      throw new Error('The signature failed');
    });
    await expect(failing).rejects.toThrow('The signature failed');
    await expect(used(one)).resolves.toMatchObject({ subject: one.account });
  });

  it('is had by one of two acts at once', async () => {
    const one = await here();
    await proves(one);
    const tried = await Promise.allSettled([used(one), used(one), used(one)]);
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject(NOT_PROVED);
  });

  it('is for nothing else, for nobody else, in no other session, and not for long', async () => {
    const [one, other] = [await here(), await here()];
    await proves(one);
    await expect(used(one, OTHER)).rejects.toMatchObject(NOT_PROVED);
    await expect(used({ id: other.id, sessionId: other.sessionId })).rejects.toMatchObject(NOT_PROVED);
    await expect(used({ id: other.id, sessionId: one.sessionId })).rejects.toMatchObject(NOT_PROVED);
    await expect(used({ id: one.id, sessionId: other.sessionId })).rejects.toMatchObject(NOT_PROVED);
    await expect(used({ id: one.id, sessionId: newId() })).rejects.toMatchObject({ type: 'not-found' });
    ahead += 5 * MINUTE + 1_000;
    await expect(used(one).finally(() => (ahead = 0))).rejects.toMatchObject(NOT_PROVED);
    await expect(used(one)).resolves.toMatchObject({ subject: one.account });
  });

  it('is none once the session has ended, or the identity is not his any more', async () => {
    const [left, unlinked] = [await here(), await here()];
    await proves(left);
    await proves(unlinked);
    const ended = await house.anybody.get('/api/v1/sign-in');
    expect(ended.status).toBe(200);
    await rows(`SET session_replication_role = 'replica'`);
    await rows(`UPDATE session SET ended_at = now(), end_reason = 'signed-out' WHERE id = $1`, [left.sessionId]);
    await rows(`SET session_replication_role = 'origin'`);
    await expect(used(left)).rejects.toMatchObject(NOT_PROVED);
    const { body } = await unlinked.visitor.get('/me/credentials');
    const { items } = body as { items: { id: string; kind: string }[] };
    const id = items.find(({ kind }) => kind === 'openid')?.id;
    expect((await unlinked.visitor.post(`/me/credentials/${id}/end`, { reason: 'No more' })).status).toBe(200);
    await expect(used(unlinked)).rejects.toMatchObject(NOT_PROVED);
  });

  it.each<[string, Login]>([
    ['from before it was asked for', { at: Math.floor(Date.now() / 1_000) - 3_600 }],
    ['of somebody else', { account: 'Somebody-else' }],
    ['not as strong as it must be', { acr: 'weak' }],
    ['of nobody', { account: undefined }],
  ])('is none when it is %s', async (_, login) => {
    const one = await here();
    expect(typeOf(await proves(one, DIGEST, login))).toEqual(AGAIN);
    expect(await rows('SELECT FROM step_up WHERE person_id = $1', [one.id])).toEqual([]);
    await expect(used(one)).rejects.toMatchObject(NOT_PROVED);
  });

  it('is given in the session in which it was begun, and in no other', async () => {
    const [one, other] = [await here(), await here()];
    const begun = await one.visitor.post('/step-ups', { for: DIGEST });
    const back = await one.at.signIn(urlOf(begun), { account: one.account, acr: 'strong' });
    expect(typeOf(await other.visitor.arrive(back))).toEqual([401, '/problems/authentication-failed']);
    expect((await one.visitor.arrive(back)).status).toBe(303);
  });

  it('is asked of nobody without an identity, and says where to link one', async () => {
    const person = await signedIn(house, { now });
    const answer = await new Visitor(house, person.cookie).post('/step-ups', { for: DIGEST });
    expect(typeOf(answer)).toEqual([409, '/problems/invalid-state']);
    expect((answer.body as { detail: string }).detail).toContain('POST /api/v1/me/openid');
  });

  it('is of something whose digest is one', async () => {
    const one = await here();
    expect((await one.visitor.post('/step-ups', { for: 'D'.repeat(64) })).status).toBe(422);
  });
});

describe('A proof for nothing', () => {
  /** As if it had been opened some time ago. */
  const aged = async ({ sessionId }: Here): Promise<void> => {
    await rows(`SET session_replication_role = 'replica'`);
    await rows(`UPDATE session SET opened_at = opened_at - interval '11 minutes' WHERE id = $1`, [sessionId]);
    await rows(`SET session_replication_role = 'origin'`);
  };

  it('makes an old session a fresh one, for what one signs in with, and signs nothing', async () => {
    const one = await here();
    await aged(one);
    expect(typeOf(await one.visitor.post('/me/totp'))).toEqual(AGAIN);
    expect((await proves(one, null)).status).toBe(303);
    expect((await one.visitor.post('/me/totp')).status).toBe(201);
    await expect(used(one)).rejects.toMatchObject(NOT_PROVED);
  });

  it('makes no other session fresh', async () => {
    const one = await here();
    const again = new Visitor(house);
    const back = await one.at.signIn(urlOf(await again.post('/sign-in/openid')), { account: one.account });
    expect((await again.arrive(back)).status).toBe(303);
    await aged(one);
    const begun = await again.post('/step-ups', {});
    const returned = await one.at.signIn(urlOf(begun), { account: one.account, acr: 'strong' });
    expect((await again.arrive(returned)).status).toBe(303);
    expect(typeOf(await one.visitor.post('/me/totp'))).toEqual(AGAIN);
  });
});

describe('What was proved', () => {
  it('the database holds: by whom, when, once, and never changed', async () => {
    const [one, other] = [await here(), await here()];
    await proves(one);
    const [proof] = await rows<{ id: string }>('SELECT id FROM step_up WHERE person_id = $1', [one.id]);
    const id = proof?.id;
    const copied = (own: string) =>
      rows(
        `INSERT INTO step_up (id, person_id, session_id, purpose_sha256, issuer, subject, auth_time, begun_at, done_at)
         SELECT gen_random_uuid(), ${own} FROM step_up WHERE id = $1`,
        [id],
      );
    for (const own of [
      `'${other.id}', session_id, purpose_sha256, issuer, subject, auth_time, begun_at, done_at`,
      `person_id, '${other.sessionId}', purpose_sha256, issuer, subject, auth_time, begun_at, done_at`,
      `person_id, session_id, purpose_sha256, issuer, '${other.account}', auth_time, begun_at, done_at`,
      `person_id, session_id, purpose_sha256, 'https://other', subject, auth_time, begun_at, done_at`,
      `person_id, session_id, purpose_sha256, issuer, subject, begun_at - interval '6 seconds', begun_at, done_at`,
      `person_id, session_id, purpose_sha256, issuer, subject, done_at + interval '6 seconds', begun_at, done_at`,
      `person_id, session_id, purpose_sha256, issuer, subject, auth_time, begun_at, begun_at + interval '10 minutes'`,
      `person_id, session_id, 'x', issuer, subject, auth_time, begun_at, done_at`,
    ]) {
      await expect(copied(own)).rejects.toMatchObject({ code: '23514' });
    }
    const use = (at: string) =>
      rows(
        `INSERT INTO step_up_use (id, step_up_id, used_at) SELECT gen_random_uuid(), id, done_at + interval '${at}' FROM step_up WHERE id = $1`,
        [id],
      );
    await expect(use('301 seconds')).rejects.toMatchObject({ code: '23514' });
    await expect(use('-1 second')).rejects.toMatchObject({ code: '23514' });
    await expect(use('1 second')).rejects.toThrow(/unaudited/);
    await used(one);
    await expect(use('1 second')).rejects.toMatchObject({ code: '23505' });
    for (const table of ['step_up', 'step_up_use', 'openid_session']) {
      await expect(rows(`UPDATE ${table} SET id = id`)).rejects.toThrow();
      await expect(rows(`DELETE FROM ${table}`)).rejects.toThrow();
    }
  });
});
