import type { Test } from 'supertest';
import { codeAt } from '../../src/access/credentials/totp.rules';
import { sha256 } from '../../src/kernel/digest';
import { type House, openHouse } from '../support/house';
import { type Enrolled, enrolled, enter, newPassword, newUserName, signedIn, signIn } from '../support/people';
import { refused } from '../support/problems';

const MINUTE = 60_000;

let house: House;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);
beforeAll(async () => {
  house = await openHouse({ clock: { now }, isBegun: false });
});
afterAll(() => house.close());

const wrongly = (userName: string): Test => signIn(house, { userName, password: newPassword(), code: '123456' });
const rightly = ({ userName, password, secret }: Enrolled): Test =>
  signIn(house, { userName, password, code: codeAt(secret, new Date(now().getTime() + 30_000)) });
const fails = async (userName: string, times: number): Promise<void> => {
  for (let at = 0; at < times; at += 1) await refused(wrongly(userName), 'authentication-failed');
};
const alertsOf = async (userName: string) =>
  (
    await house.database.superuser.query<{ id: string; kind: string; person_id: string | null; address: string }>(
      'SELECT * FROM security_alert WHERE name_sha256 = $1',
      [sha256(userName)],
    )
  ).rows;

describe('A name that was tried ten times', () => {
  it('waits, known or not, and is answered alike', async () => {
    const person = await enrolled(house, now);
    const problems: string[] = [];
    for (const userName of [person.userName, newUserName()]) {
      await fails(userName, 10);
      const answer = await wrongly(userName);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(14 * 60);
      expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
      problems.push(JSON.stringify(await refused(wrongly(userName.toUpperCase()), 'rate-limited')));
    }
    expect(problems[0]).toBe(problems[1]);
    await refused(rightly(person), 'rate-limited');
  });

  it('is free again after a quarter of an hour, and waiting made it no longer', async () => {
    const person = await enrolled(house, now);
    await fails(person.userName, 10);
    ahead += 14 * MINUTE;
    for (let at = 0; at < 5; at += 1) await refused(wrongly(person.userName), 'rate-limited');
    ahead += MINUTE + 5_000;
    await rightly(person).expect(201);
  });

  it('is read in a list by those who work on the record and the administrator, without the name', async () => {
    const person = await enrolled(house, now);
    await fails(person.userName, 10);
    const { asks } = await signedIn(house, { roles: ['quality-lead'], now });
    const { body } = await asks.get(`/api/v1/security-alerts?personId=${person.id}&sort=-at`).expect(200);
    const { items } = body as { items: Record<string, unknown>[] };
    expect(items).toEqual([
      {
        id: expect.any(String),
        kind: 'sign-in-locked',
        personId: person.id,
        address: '127.0.0.1',
        at: expect.any(String),
      },
    ]);
    const csv = await asks.get('/api/v1/security-alerts').set('Accept', 'text/csv').expect(200);
    expect(csv.text).not.toContain(sha256(person.userName));
  });

  it('is told once to those who answer for security, as an act of the program', async () => {
    const person = await enrolled(house, now);
    const unknown = newUserName();
    for (const userName of [person.userName, unknown]) {
      await fails(userName, 9);
      expect(await alertsOf(userName)).toEqual([]);
      await fails(userName, 1);
      await refused(wrongly(userName), 'rate-limited');
      await refused(wrongly(userName), 'rate-limited');
    }
    const [[known], [other]] = [await alertsOf(person.userName), await alertsOf(unknown)];
    expect(known).toMatchObject({ kind: 'sign-in-locked', person_id: person.id, address: '127.0.0.1' });
    expect(other).toMatchObject({ kind: 'sign-in-locked', person_id: null });
    expect((await alertsOf(person.userName)).length).toBe(1);
    const told = (await house.auditEvents('security.alerted')).filter(({ subject_id: id }) => id === known.id);
    expect(told.map(({ payload }) => (JSON.parse(payload.toString()) as { actor: object }).actor)).toEqual([
      { id: 'predicate', name: 'Predicate', role: 'program', via: { kind: 'program', id: null } },
    ]);
  });

  it('was not tried more often by asking at once', async () => {
    const userName = newUserName();
    const statuses = (await Promise.all(Array.from({ length: 25 }, () => wrongly(userName)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    expect(await alertsOf(userName)).toHaveLength(1);
  });

  it('begins anew after a success', async () => {
    const person = await enrolled(house, now);
    await fails(person.userName, 9);
    await rightly(person).expect(201);
    await fails(person.userName, 10);
    await refused(wrongly(person.userName), 'rate-limited');
  });

  it('was tried as well by who changes a password in a session and does not know the present one', async () => {
    const person = await signedIn(house, { now });
    const changes = () =>
      person.asks.post('/api/v1/me/password').send({ password: newPassword(), current: newPassword() });
    for (let at = 0; at < 10; at += 1) await refused(changes(), 'authentication-failed');
    await refused(changes(), 'rate-limited');
    await refused(rightly(person), 'rate-limited');
    expect(await alertsOf(person.userName)).toHaveLength(1);
  });

  it('is kept as a digest, for a day', async () => {
    const { superuser } = house.database;
    await fails('a password in the wrong field', 1);
    const { rows } = await superuser.query<{ row: string }>('SELECT sign_in_attempt::text AS row FROM sign_in_attempt');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ row }) => row).join()).not.toContain('wrong field');
    await superuser.query(`UPDATE sign_in_attempt SET at = now() - interval '25 hours' WHERE name_sha256 = $1`, [
      sha256('a password in the wrong field'),
    ]);
    await superuser.query(`SELECT forget_sign_in_attempts()`);
    const { rows: left } = await superuser.query(
      `SELECT count(*)::int AS old FROM sign_in_attempt WHERE at < now() - interval '1 day'`,
    );
    expect(left).toEqual([{ old: 0 }]);
    await enter(house, await enrolled(house, now), now);
  });
});
