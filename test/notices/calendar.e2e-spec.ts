import ICAL from 'ical.js';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { type SignedIn, signedIn } from '../support/people';
import { granted } from '../support/staff';

const ORIGIN = 'https://predicate.example.org';
const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

let house: House;
let specialist: SignedIn;
beforeAll(async () => {
  house = await openHouse({ isBegun: false, ownOrigin: ORIGIN, trustedProxies: ['127.0.0.1/32'] });
  specialist = await signedIn(house, { roles: ['specialist'] });
});
afterAll(() => house.close());

interface Made {
  readonly id: string;
  readonly address: string | null;
}

const made = async ({ asks }: SignedIn, name = 'Outlook'): Promise<Made> =>
  (await asks.post('/api/v1/me/calendar-feeds').send({ name }).expect(201)).body as Made;
const pathOf = ({ address }: Made): string => (address ?? '').replace(ORIGIN, '');
/** As a proxy passes it on. */
const read = (path: string): Promise<Response> =>
  fetch(`${house.url}${path}`, { headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' } });
const daysOf = async (path: string) => {
  const answer = await read(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as never);
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const { uid, summary, description, startDate, sequence } = new ICAL.Event(one);
    return { uid, summary, description, on: startDate.toString(), isDay: startDate.isDate, sequence };
  });
};

describe('The address of a calendar', () => {
  it('is told once, cannot be guessed, and is kept as a digest', async () => {
    const feed = await made(specialist);
    expect(feed.address).toMatch(/^https:\/\/predicate\.example\.org\/calendar\/[A-Za-z0-9_-]{43}\.ics$/);
    const { body } = await specialist.asks.get('/api/v1/me/calendar-feeds').expect(200);
    expect(JSON.stringify(body)).not.toContain('.ics');
    const secret = pathOf(feed).slice('/calendar/'.length, -4);
    const { rows } = await house.database.superuser.query(
      `SELECT FROM audit_event WHERE position($1::bytea IN payload) > 0`,
      [Buffer.from(secret)],
    );
    expect(rows).toEqual([]);
  });

  it('leads to the days that concern the person, as the record has them', async () => {
    const version = await registered.version(house, (await registered.model(house)).id);
    const evidence = await registered.evidence(house, version.id, { staysFresh: `Until ${inDays(45)}; not longer` });
    const token = await specialist.asks
      .post('/api/v1/me/tokens')
      .send({ name: 'Pipeline; one', scopes: ['record:read'], days: 30 })
      .expect(201);
    const days = await daysOf(pathOf(await made(specialist)));
    expect(days).toContainEqual({
      ...{ uid: `evidence-${evidence.id}@predicate.example.org`, on: inDays(45), isDay: true, sequence: 0 },
      summary: `${evidence.code as string} holds until today`,
      description: 'Record newer evidence in its place, or withdraw it.',
    });
    expect(days).toContainEqual(
      expect.objectContaining({
        ...{ uid: `token-${(token.body as Made).id}@predicate.example.org`, on: inDays(30), sequence: 1 },
        summary: 'A token ends: Pipeline; one',
      }),
    );
    expect(days.map(({ summary }) => summary)).toContain('CDS-2022-09-28 is superseded');
    await house.staff.post(`/api/v1/evidence/${evidence.id}/withdraw`).send({ reason: 'It was wrong' }).expect(200);
    const after = await daysOf(pathOf(await made(specialist)));
    expect(after.map(({ uid }) => uid)).not.toContain(`evidence-${evidence.id}@predicate.example.org`);
  });

  it('shows the end of what auditors read to whoever answers for it, and an auditor nothing of the record', async () => {
    const lead = await signedIn(house, { roles: ['quality-lead'] });
    const auditor = await signedIn(house, { roles: ['auditor'] });
    const model = await registered.model(house);
    const until = new Date(Date.now() + 20 * DAY_MS);
    const { id } = await granted(house.database.superuser, auditor.id, { modelIds: [model.id], until });
    const uid = `grant-${id}@predicate.example.org`;
    expect(await daysOf(pathOf(await made(lead)))).toContainEqual(
      expect.objectContaining({ uid, on: inDays(20), summary: 'The access of an auditor ends' }),
    );
    const own = await daysOf(pathOf(await made(auditor)));
    expect(own.map((one) => [one.uid, one.summary])).toEqual([[uid, 'Your access as an auditor ends']]);
  });

  it('follows the roles that the person has when it is read', async () => {
    const person = await signedIn(house, { roles: ['reviewer'] });
    const path = pathOf(await made(person));
    expect((await daysOf(path)).length).toBeGreaterThan(0);
    await house.database.superuser.query(`SET session_replication_role = 'replica'`);
    await house.database.superuser.query('DELETE FROM role_assignment WHERE person_id = $1', [person.id]);
    expect(await daysOf(path)).toEqual([]);
    await house.database.superuser.query(`UPDATE person SET state = 'left', left_at = now() WHERE id = $1`, [
      person.id,
    ]);
    await house.database.superuser.query(`SET session_replication_role = 'origin'`);
    expect((await read(path)).status).toBe(404);
  });

  it('notes when it was read, and leads nowhere once it is ended', async () => {
    const feed = await made(specialist, 'Phone');
    const feeds = async () =>
      (
        (await specialist.asks.get('/api/v1/me/calendar-feeds')).body as {
          items: (Made & { lastReadAt: string | null })[];
        }
      ).items;
    expect((await feeds()).find(({ id }) => id === feed.id)?.lastReadAt).toBeNull();
    await daysOf(pathOf(feed));
    expect((await feeds()).find(({ id }) => id === feed.id)?.lastReadAt).toEqual(expect.any(String));
    const other = await signedIn(house, { roles: ['reviewer'] });
    await other.asks.delete(`/api/v1/me/calendar-feeds/${feed.id}`).expect(404);
    await specialist.asks.delete(`/api/v1/me/calendar-feeds/${feed.id}`).expect(200);
    expect((await read(pathOf(feed))).status).toBe(404);
    for (const path of ['/calendar/nothing.ics', `/calendar/${'A'.repeat(43)}.ics`, '/calendar/..%2f']) {
      expect([path, (await read(path)).status]).toEqual([path, 404]);
    }
  });

  it('is read so often in an hour and no oftener, and a person has so many and no more', async () => {
    const person = await signedIn(house, { roles: ['reviewer'] });
    const path = pathOf(await made(person));
    for (let turn = 0; turn < 60; turn += 1) await (await read(path)).arrayBuffer();
    const late = await read(path);
    expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    for (let turn = 0; turn < 4; turn += 1) await made(person);
    await person.asks.post('/api/v1/me/calendar-feeds').send({ name: 'One more' }).expect(409);
  });
});
