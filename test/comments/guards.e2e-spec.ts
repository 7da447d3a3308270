import { Client } from 'pg';
import { v7 } from 'uuid';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import {
  attempt,
  changeOf,
  DONE,
  event,
  insertion,
  rehearse,
  type Row,
  row,
  type Values,
} from '../database/fixtures/record';
import { type Colleague, colleague, left, opened, replied, resolving, type Thread } from './fixtures/colleagues';

const REFUSED = '23514';
const NOW = '2026-11-20T10:00:00.000Z';

let house: House;
let application: Client;
let modelId: string;
let one: Colleague;
let two: Colleague;
let lead: Colleague;
let gone: Colleague;
let auditor: Colleague;

beforeAll(async () => {
  house = await openHouse();
  application = new Client({ connectionString: house.database.applicationUrl });
  await application.connect();
  modelId = (await registered.model(house)).id;
  one = await colleague(house, 'Demo Specialist', 'specialist');
  two = await colleague(house, 'Demo Contributor', 'contributor');
  lead = await colleague(house, 'Demo Lead', 'quality-lead');
  gone = await colleague(house, 'Somebody who left', 'reviewer');
  auditor = await colleague(house, 'Demo Auditor', 'auditor');
  await left(house, gone);
});
afterAll(async () => {
  await application.end();
  await house.close();
});

const thread = (own: Values = {}): Row =>
  row('comment_thread', {
    ...{ id: v7(), record_type: 'model', record_id: modelId, kind: 'question', blocking: true, asked_of: [] },
    ...{ opened_by: one.name, opened_by_id: one.id, opened_at: NOW, state: 'open', revision: 1, ...own },
  });
const comment = (threadId: unknown, own: Values = {}): Row =>
  row('comment', {
    ...{ id: v7(), thread_id: threadId, number: 1, author: one.name, author_id: one.id, body: 'Is it so?', at: NOW },
    ...own,
  });
const mention = (commentId: unknown, personId: string): Row =>
  row('comment_mention', { id: v7(), comment_id: commentId, person_id: personId });

/** The event that tells these changes, by somebody. */
const told = (changes: readonly Values[], { id, name }: Pick<Colleague, 'id' | 'name'>) =>
  event(changes, { content: { actor: { id, name } } });
/** Writes rows in one transaction with their event, in the hands of the application. */
const written = (rows: readonly Row[], by: Pick<Colleague, 'id' | 'name'> = one) =>
  attempt(
    application,
    ...rows.map(insertion),
    told(
      rows.map((each) => changeOf(each)),
      by,
    ),
  );

const whole = (own: Values = {}, said: Values = {}): Row[] => {
  const begun = thread(own);
  return [begun, comment(begun.values.id, said)];
};
/** Changes a thread that the service made, with an event of it. */
const changed = ({ id }: Thread, sets: string, by: Pick<Colleague, 'id' | 'name'>) =>
  attempt(
    application,
    `UPDATE comment_thread SET ${sets}, revision = revision + 1 WHERE id = '${id}'`,
    told([{ type: 'comment_thread', id, before: 'b'.repeat(64), after: 'a'.repeat(64) }], by),
  );
const resolution = ({ id, name }: Colleague): string =>
  `state = 'resolved', resolution = 'So', resolved_by = '${name}', resolved_by_id = '${id}', resolved_at = now()`;
const asked = (): Promise<Thread> =>
  opened(one, { recordType: 'model', recordId: modelId, kind: 'question', body: 'Is it so?', askedOf: [two.id] });

describe('The database, in the hands of the application’s login,', () => {
  it('takes a thread with what its opener says, and whom he mentions', async () => {
    const [begun, said] = whole({ asked_of: [two.id], field: '/name' });
    expect(await written([begun, said, mention(said.values.id, lead.id)])).toEqual(DONE);
  });

  it.each<[string, () => Values]>([
    ['a type that nobody talks about', () => ({ record_type: 'person', record_id: one.id })],
    ['a field that is no pointer', () => ({ field: 'name' })],
    ['an empty field', () => ({ field: '' })],
    ['a field of more than 500 characters', () => ({ field: `/${'x'.repeat(500)}` })],
    ['another kind', () => ({ kind: 'praise' })],
    ['a comment that blocks', () => ({ kind: 'comment' })],
    ['a comment that is asked of somebody', () => ({ kind: 'comment', blocking: false, asked_of: [two.id] })],
    ['another state', () => ({ state: 'forgotten' })],
    ['words of a resolution while it is open', () => ({ resolution: 'So' })],
    [
      'a resolution at its beginning',
      () => ({
        ...{ state: 'resolved', resolution: 'So', resolved_by: one.name, resolved_by_id: one.id, resolved_at: NOW },
      }),
    ],
    ['its opener among the asked', () => ({ asked_of: [one.id] })],
    ['somebody asked who left', () => ({ asked_of: [two.id, gone.id] })],
    ['somebody asked who may not read', () => ({ asked_of: [auditor.id] })],
    ['nobody asked', () => ({ asked_of: [null] })],
    ['somebody asked who is nobody', () => ({ asked_of: [v7()] })],
    ['somebody asked twice', () => ({ asked_of: [two.id, two.id] })],
    ['twenty-one people asked', () => ({ asked_of: Array.from({ length: 21 }, () => two.id) })],
  ])('refuses a thread with %s', async (_, own) => {
    expect(await written(whole(own()))).toMatchObject({ code: REFUSED });
  });

  it('refuses a thread on a record that is not there, or on one of another type', async () => {
    expect(await written(whole({ record_id: v7() }))).toMatchObject({ code: '23503' });
    expect(await written(whole({ record_type: 'claim' }))).toMatchObject({ code: '23503' });
  });

  it('refuses a thread in which nobody says anything, or somebody else does', async () => {
    const begins = { code: REFUSED, message: 'a thread begins with what its opener says' };
    expect(await written([thread()])).toEqual(begins);
    const [begun, said] = whole({}, { author: two.name, author_id: two.id });
    expect(await written([begun, said])).toMatchObject({ code: REFUSED });
  });

  it('refuses what is said in the name of somebody else', async () => {
    expect(await written(whole(), two)).toMatchObject({
      code: REFUSED,
      message: 'nobody speaks for somebody else on comment_thread',
    });
    const { id } = await asked();
    const forged = comment(id, { number: 2, author: two.name, author_id: two.id });
    const message = 'nobody speaks for somebody else on comment';
    expect(await written([forged])).toEqual({ code: REFUSED, message });
    expect(await written([forged], two)).toEqual(DONE);
  });

  it('refuses what is not told in the trail', async () => {
    const rows = whole();
    expect(await rehearse(application, ...rows.map(insertion))).toMatchObject({ code: REFUSED });
  });

  it.each<[string, Values]>([
    ['a number that is taken', { number: 1 }],
    ['a number that leaves one out', { number: 3 }],
    ['nothing', { body: '' }],
    ['4,001 characters', { body: 'x'.repeat(4001) }],
    ['no name of its author', { author: '' }],
  ])('refuses a comment with %s', async (_, own) => {
    const { id } = await asked();
    expect(await written([comment(id, { number: 2, ...own })])).toMatchObject({ code: REFUSED });
  });

  it('refuses a comment after the resolution, and the 501st', async () => {
    const settled = await asked();
    await resolving(one, settled).expect(201);
    expect(await written([comment(settled.id, { number: 2 })])).toMatchObject({ code: REFUSED });
    const { id } = await asked();
    const more = Array.from({ length: 500 }, (_, index) => comment(id, { number: index + 2 }));
    for (let from = 0; from < 499; from += 100) {
      expect(await written(more.slice(from, Math.min(from + 100, 499)))).toEqual(DONE);
    }
    expect(await written(more.slice(499))).toMatchObject({ code: REFUSED });
    const reply = two.asks.post(`/api/v1/comment-threads/${id}/comments`).send({ body: 'One more' });
    expect((await reply).body).toMatchObject({ type: '/problems/invalid-state' });
  });

  it('refuses a mention of who left, who may not read, of oneself, twice, or after the comment was written', async () => {
    for (const id of [gone.id, auditor.id, one.id]) {
      const [begun, said] = whole();
      expect(await written([begun, said, mention(said.values.id, id)])).toMatchObject({ code: REFUSED });
    }
    const [begun, said] = whole();
    const twice = [mention(said.values.id, two.id), mention(said.values.id, two.id)];
    expect(await written([begun, said, ...twice])).toMatchObject({ code: '23505' });
    const { comments } = await asked();
    expect(await written([mention(comments[0].id, lead.id)])).toMatchObject({ code: REFUSED });
  });

  it.each([
    ['its record', `record_id = '${v7()}'`],
    ['its field', `field = '/description'`],
    ['whether it blocks', 'blocking = false'],
    ['whom it is asked of', `asked_of = '{}'`],
    ['who opened it', `opened_by = 'Another'`],
    ['when', 'opened_at = now()'],
    ['nothing', `state = 'open'`],
  ])('refuses to change of a thread %s', async (_, sets) => {
    const begun = await asked();
    expect(await changed(begun, sets, one)).toMatchObject({ code: REFUSED });
    expect(await changed(begun, `${sets}, ${resolution(one)}`, one)).toMatchObject(
      sets.startsWith('state') ? { code: '42601' } : { code: REFUSED },
    );
  });

  it('refuses a resolution by somebody else, in the name of somebody else, or without words', async () => {
    const third = await colleague(house, 'Demo Reviewer', 'reviewer');
    const open = await asked();
    expect(await changed(open, resolution(third), third)).toMatchObject({ code: REFUSED });
    expect(await changed(open, resolution(one), third)).toMatchObject({ code: REFUSED });
    expect(await changed(open, `state = 'resolved'`, one)).toMatchObject({ code: REFUSED });
    expect(await changed(open, resolution(one).replace(`'So'`, `''`), one)).toMatchObject({ code: REFUSED });
    for (const who of [one, two, lead]) expect(await changed(await asked(), resolution(who), who)).toEqual(DONE);
  });

  it('refuses to change, one upon the other, the words of a resolution', async () => {
    const settled = await asked();
    await resolving(one, settled).expect(201);
    expect(await changed(settled, `resolution = 'Otherwise'`, one)).toMatchObject({ code: REFUSED });
    expect(await changed(settled, `state = 'open'`, one)).toMatchObject({ code: REFUSED });
  });

  it.each(['comment', 'comment_mention'])('edits nothing of a %s', async (table) => {
    expect(await attempt(application, `UPDATE ${table} SET id = id`)).toMatchObject({ code: '42501' });
    expect(await attempt(house.database.superuser, `UPDATE ${table} SET id = id`)).toMatchObject({ code: '42501' });
  });

  it.each(['comment_thread', 'comment', 'comment_mention'])('removes nothing of %s', async (table) => {
    await replied(two, await asked(), 'It is', { mentions: [one.id] });
    for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      expect(await attempt(application, sql)).toMatchObject({ code: '42501' });
      expect(await attempt(house.database.superuser, sql)).toMatchObject({ code: '42501' });
    }
  });
});
