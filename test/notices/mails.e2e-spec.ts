import { setTimeout as sleep } from 'node:timers/promises';
import { Jobs } from '../../src/jobs/jobs.service';
import { Mails } from '../../src/notices/mails.service';
import { Smtp } from '../../src/outbound/smtp';
import { ServiceLog } from '../../src/observability/service-log';
import { type Answer, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { openMailServer, type TestMailServer } from '../support/mail-server';
import { OWN_PAGE, type SignedIn, signedIn } from '../support/people';

const ORIGIN = 'https://predicate.example.org';
const CHOSEN = {
  ...{ address: 'reader@example.org', mentions: true, digest: false, digestHour: 0, expiring: 'none' },
  ...{ expiringDays: ['30', '60', '90'], timeZone: 'UTC', quietFrom: null, quietUntil: null },
};

let house: House;
let server: TestMailServer;
let author: SignedIn;
let reader: SignedIn;
let model: Answer;
beforeAll(async () => {
  server = await openMailServer();
  house = await openHouse({
    ...{ isBegun: false, log: new ServiceLog({ level: 'silent' }) },
    mail: {
      ...{ smtp: new Smtp(server.at()), from: { name: 'Predicate', address: 'predicate@example.org' } },
      ...{ origin: ORIGIN, commentText: true },
    },
  });
  author = await signedIn(house, { roles: ['specialist'] });
  reader = await signedIn(house, { roles: ['reviewer'] });
  model = await registered.model(house, { name: 'A model\r\nBcc: all@example.org' });
});
afterAll(async () => {
  await house.close();
  await server.close();
});
beforeEach(() => {
  server.mood = 'take';
  server.taken.length = 0;
});

const sql = async <T extends object>(text: string, ...values: unknown[]): Promise<T[]> =>
  (await house.database.superuser.query<T>(text, values)).rows;
interface Row {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly why: string | null;
}
const mailsOf = (person: SignedIn): Promise<Row[]> =>
  sql<Row>('SELECT id, kind, state, why FROM mail WHERE person_id = $1 ORDER BY id', person.id);
const until = async (isThere: () => Promise<boolean>): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) {
    if (await isThere()) return;
    await sleep(100);
  }
  throw new Error('It did not come');
};
const settled = (person: SignedIn): Promise<void> =>
  until(async () => (await mailsOf(person)).every(({ state }) => !['queued', 'sending'].includes(state)));
const choose = async (person: SignedIn, own: object = {}) =>
  (
    await person.asks
      .put('/api/v1/me/notices')
      .send({ ...CHOSEN, ...own })
      .expect(200)
  ).body as Answer;
const confirm = async (person: SignedIn): Promise<void> => {
  await sql('UPDATE person SET email = $2 WHERE id = $1', person.id, CHOSEN.address).catch(() => undefined);
  await house.database.superuser.query(`SET session_replication_role = 'replica'`);
  await sql('UPDATE notice_choice SET confirmed_at = now() WHERE person_id = $1', person.id);
  await house.database.superuser.query(`SET session_replication_role = 'origin'`);
};
const mention = (body: string, person: SignedIn) =>
  author.asks
    .post('/api/v1/comment-threads')
    .send({ recordType: 'model', recordId: model.id, kind: 'comment', body, mentions: [person.id] })
    .expect(201);
const linkIn = (text: string): string => new RegExp(`${ORIGIN}(/notices/\\S+)`).exec(text)?.[1] ?? '';
const runQueue = async (): Promise<void> => {
  const { id } = await house.app.get(Jobs).runNow('queue-notices', 'Tests');
  await until(async () => (await house.app.get(Jobs).get(id)).state === 'done');
};

describe('What is mailed', () => {
  it('is nothing until somebody chooses, and then a link to the new address first', async () => {
    await mention('Nobody is mailed', reader);
    expect(await mailsOf(reader)).toEqual([]);
    expect(await choose(reader)).toMatchObject({ address: CHOSEN.address, confirmedAt: null, revision: 1 });
    await settled(reader);
    const [mail] = server.taken;
    expect([mail.to, mail.headers.subject]).toEqual([[CHOSEN.address], 'Confirm that notices come here']);
    expect(mail.headers['list-unsubscribe']).toBeUndefined();
    await mention('Not confirmed yet', reader);
    expect((await mailsOf(reader)).map(({ kind }) => kind)).toEqual(['confirmation']);
    const link = linkIn(mail.text);
    const page = await fetch(`${house.url}${link}`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Confirm it')]);
    expect((await reader.asks.get('/api/v1/me/notices')).body).toMatchObject({ confirmedAt: null });
    expect((await fetch(`${house.url}${link}`, { method: 'POST', headers: OWN_PAGE })).status).toBe(200);
    expect((await reader.asks.get('/api/v1/me/notices')).body).toMatchObject({ confirmedAt: expect.any(String) });
  });

  it('is what names a person, at once, with the words and with no name of a record, and once only', async () => {
    const body = 'Please look:\nis this ≥ 2? <b>x</b>';
    await mention(body, reader);
    await settled(reader);
    const [mail] = server.taken;
    expect(mail).toMatchObject({ to: [CHOSEN.address], from: 'predicate@example.org' });
    expect(mail.headers.subject).toBe('You are mentioned on a model');
    expect(mail.text).toContain('> Please look:\n> is this ≥ 2? <b>x</b>');
    expect(mail.html).toContain('is this ≥ 2? &lt;b&gt;x&lt;/b&gt;');
    expect(mail.text).toContain(`${ORIGIN}/models/${model.id}`);
    expect(mail.raw).not.toContain('all@example.org');
    expect(mail.text).toContain(`What is mailed to you, and when: ${ORIGIN}/account/notices`);
    await runQueue();
    expect(server.taken).toHaveLength(1);
  });

  it('is undone with the comment that is undone', async () => {
    const before = await mailsOf(reader);
    const sent = {
      recordType: 'model',
      recordId: model.id,
      kind: 'comment',
      body: 'No',
      mentions: [reader.id, author.id],
    };
    await author.asks.post('/api/v1/comment-threads').send(sent).expect(422);
    expect(await mailsOf(reader)).toEqual(before);
  });

  it('is left off by a link of the mail: a look changes nothing, one POST of a mail program does', async () => {
    await mention('For the link', reader);
    await settled(reader);
    const [mail] = server.taken;
    const link = /<https:\/\/predicate\.example\.org([^>]+)>/.exec(mail.headers['list-unsubscribe'])?.[1] ?? '';
    expect(mail.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(link).toBe(linkIn(mail.text.split('No more of these')[1] ?? ''));
    await fetch(`${house.url}${link}`);
    expect((await reader.asks.get('/api/v1/me/notices')).body).toMatchObject({ mentions: true });
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await fetch(`${house.url}${link}`, oneClick)).status).toBe(200);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(`${house.url}${link}`, { method: 'POST', body: form })).status).toBe(200);
    expect((await reader.asks.get('/api/v1/me/notices')).body).toMatchObject({ mentions: false });
    const [event] = (await house.auditEvents('notices.chosen')).slice(-1);
    expect(JSON.parse(event.payload.toString('utf8'))).toMatchObject({
      actor: { id: reader.id, via: { kind: 'link' } },
    });
    for (const wrong of [`${link}x`, link.replace('mentions', 'digest'), '/notices/nothing']) {
      expect((await fetch(`${house.url}${wrong}`, { method: 'POST' })).status).toBe(404);
    }
  });

  it('waits while it is quiet where the person is, and is sent when the quiet ends', async () => {
    await choose(reader, { timeZone: 'UTC', quietFrom: 0, quietUntil: 23 });
    const hour = new Date().getUTCHours();
    await mention('Quiet', reader);
    const [waiting] = (await mailsOf(reader)).slice(-1);
    if (hour < 23) expect(waiting.state).toBe('queued');
    await sql('UPDATE mail SET not_before = now() WHERE id = $1', waiting.id);
    await runQueue();
    await settled(reader);
    expect(server.taken.map(({ headers }) => headers.subject)).toEqual(['You are mentioned on a model']);
    await choose(reader);
  });

  it('is tried again where the server cannot take it now, and is a dead job where it never will', async () => {
    server.mood = 'not-now';
    await mention('Later', reader);
    await until(async () => (await mailsOf(reader)).at(-1)?.why?.includes('451') === true);
    expect((await mailsOf(reader)).at(-1)?.state).toBe('queued');
    server.mood = 'take';
    await settled(reader);
    expect(server.taken.map(({ text }) => text)).toEqual([expect.stringContaining('> Later')]);
    server.mood = 'never';
    await mention('Never', reader);
    await settled(reader);
    expect((await mailsOf(reader)).at(-1)).toMatchObject({ state: 'failed', why: expect.stringContaining('550') });
    const [job] = await sql<{ id: string; error: string }>(
      `SELECT id, error FROM job WHERE task = 'send-mail' AND state = 'dead' ORDER BY ended_at DESC LIMIT 1`,
    );
    expect(job.error).toContain('550');
    server.mood = 'take';
    await house.app.get(Jobs).retry(job.id, 'Tests');
    await until(() => Promise.resolve(server.taken.some(({ text }) => text.includes('> Never'))));
  });

  it('is never sent twice: where nobody knows whether it was taken, and where the process was killed meanwhile', async () => {
    server.mood = 'hang-up';
    await mention('Perhaps', reader);
    await settled(reader);
    expect((await mailsOf(reader)).at(-1)).toMatchObject({ state: 'unsure' });
    server.mood = 'take';
    await sql(
      `INSERT INTO mail (id, person_id, kind, about, state, queued_at, not_before, began_at)
      VALUES (gen_random_uuid(), $1, 'mention', 'killed', 'sending', now(), now(), now())`,
      reader.id,
    );
    const [{ id }] = (await mailsOf(reader)).filter(({ state }) => state === 'sending');
    await house.app.get(Jobs).enqueue('send-mail', { mailId: id }, 'Tests');
    await settled(reader);
    expect((await house.app.get(Mails).get(id))?.state).toBe('unsure');
    await expect(sql(`UPDATE mail SET state = 'queued' WHERE id = $1`, id)).rejects.toThrow('a mail is sent once');
    expect(server.taken).toEqual([]);
  });

  it('is not sent to whom the account or the right to read was taken meanwhile', async () => {
    const other = await signedIn(house, { roles: ['contributor'] });
    await choose(other, { address: 'other@example.org' });
    await settled(other);
    await confirm(other);
    await house.database.superuser.query(`SET session_replication_role = 'replica'`);
    server.taken.length = 0;
    await choose(other, { address: 'other@example.org', quietFrom: 0, quietUntil: 23 });
    await mention('To nobody', other);
    await sql('DELETE FROM role_assignment WHERE person_id = $1', other.id);
    await house.database.superuser.query(`SET session_replication_role = 'origin'`);
    await sql(`UPDATE mail SET not_before = now() WHERE person_id = $1 AND state = 'queued'`, other.id);
    await runQueue();
    await settled(other);
    expect((await mailsOf(other)).at(-1)).toMatchObject({
      state: 'dropped',
      why: 'The person may not read the record',
    });
    expect(server.taken).toEqual([]);
  });
});

describe('The mails of a day', () => {
  const version = async (): Promise<Answer> => registered.version(house, (await registered.model(house)).id);

  it('are a digest of what waits, by codes alone, once, and none where nothing waits', async () => {
    await choose(reader, { digest: true, mentions: false });
    await runQueue();
    await settled(reader);
    await runQueue();
    const digests = server.taken.filter(({ headers }) => /waits? for you/.test(headers.subject));
    expect(digests).toHaveLength(1);
    expect(digests[0].text).toContain(`mentions you, since`);
    expect(digests[0].text).toContain(`All that waits for you: ${ORIGIN}/`);
    expect(digests[0].raw).not.toContain('Please look');
    await choose(author, { digest: true, address: 'author@example.org' });
    await settled(author);
    await confirm(author);
    server.taken.length = 0;
    await runQueue();
    await settled(author);
    expect((await mailsOf(author)).at(-1)).toMatchObject({
      kind: 'digest',
      state: 'dropped',
      why: 'There is nothing to tell',
    });
    expect(server.taken).toEqual([]);
  });

  it('tell evidence that soon holds no more, of what stands', async () => {
    const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { id } = await version();
    const soon = await registered.evidence(house, id, { staysFresh: `Holds until ${inDays(20)}` });
    const later = await registered.evidence(house, id, { staysFresh: `until ${inDays(400)}` });
    const gone = await registered.evidence(house, id, { staysFresh: `until ${inDays(20)}` });
    await house.staff.post(`/api/v1/evidence/${gone.id}/withdraw`).send({ reason: 'It was wrong' }).expect(200);
    await choose(reader, { digest: false, mentions: false, expiring: 'all', expiringDays: ['30'] });
    await runQueue();
    await settled(reader);
    const [mail] = server.taken;
    expect(mail.text).toContain(`${soon.code as string}: holds until ${inDays(20)}, in 20 days`);
    expect(mail.text).toContain(`${ORIGIN}/evidence/${soon.id}`);
    for (const other of [later, gone]) expect(mail.text).not.toContain(other.code as string);
  });
});
