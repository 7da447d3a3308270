import { WORK_KINDS } from '../../src/work/work-source';
import { type Answer, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';
import { type Colleague, colleague, left, opened, reopening, replied, resolving, THREADS } from './fixtures/colleagues';

type Said = Record<string, unknown>;
interface Item {
  readonly kind: string;
  readonly since: string;
  readonly text: string;
  readonly href: string;
  readonly record: Said;
}

let house: House;
let offset = 0;
let model: Answer;
let one: Colleague;
let two: Colleague;
let three: Colleague;
beforeAll(async () => {
  house = await openHouse({ clock: { now: () => new Date(Date.now() + (offset += 10)) } });
  model = await registered.model(house, { name: 'Our Model' });
});
afterAll(() => house.close());
beforeEach(async () => {
  one = await colleague(house, 'Demo Specialist', 'specialist');
  two = await colleague(house, 'Demo Contributor', 'contributor');
  three = await colleague(house, 'Demo Reviewer', 'reviewer');
});

const remark = (own: Said = {}): Said => ({
  ...{ recordType: 'model', recordId: model.id, kind: 'comment', body: 'Is this name the one on the label?' },
  ...own,
});
const question = (own: Said = {}): Said => remark({ kind: 'question', ...own });
const workOf = async ({ asks }: Colleague) =>
  (await asks.get('/api/v1/me/work').expect(200)).body as {
    readonly items: readonly Item[];
    readonly counts: readonly { readonly kind: string; readonly count: number }[];
  };
/** What waits, as kind and thread. */
const waiting = async (who: Colleague): Promise<[string, string][]> =>
  (await workOf(who)).items.map(({ kind, href }) => [kind, href]);

describe('A work list', () => {
  it('is empty where nothing waits, and counts every kind', async () => {
    await opened(one, question());
    const counts = WORK_KINDS.map((kind) => ({ kind, count: 0 }));
    for (const who of [one, two]) expect(await workOf(who)).toEqual({ items: [], counts });
  });

  it('has a question for whoever was asked, with the record that it is about, until it is resolved', async () => {
    const body = `Is it so? ${'long '.repeat(100)}`;
    const thread = await opened(one, question({ askedOf: [two.id], body }));
    const { items, counts } = await workOf(two);
    expect(items).toEqual([
      {
        ...{ kind: 'question', since: (thread as unknown as Said).openedAt, text: body.slice(0, 200) },
        record: { type: 'model', id: model.id, code: null, label: 'Our Model', href: model.href },
        ...{ signing: null, dueOn: null },
        href: `${THREADS}/${thread.id}`,
      },
    ]);
    expect(counts[0]).toEqual({ kind: 'question', count: 1 });
    await replied(two, thread, 'It is');
    expect(await waiting(two)).toEqual([['question', thread.href]]);
    await resolving(two, thread).expect(201);
    expect(await waiting(two)).toEqual([]);
    await reopening(one, thread).expect(201);
    expect(await waiting(two)).toEqual([['question', thread.href]]);
  });

  it('has an answer for whoever asked, since the first that he has not replied to', async () => {
    const thread = await opened(one, question({ askedOf: [two.id] }));
    expect(await waiting(one)).toEqual([]);
    await replied(two, thread, 'It is');
    const { comments } = await replied(three, thread, 'It is not');
    const [item] = (await workOf(one)).items;
    expect(item).toMatchObject({ kind: 'answer', text: 'It is', since: comments[1].at, href: thread.href });
    await replied(one, thread, 'Which of the two?');
    expect(await waiting(one)).toEqual([]);
    await replied(two, thread, 'Mine', { mentions: [one.id] });
    expect(await waiting(one)).toEqual([['answer', thread.href]]);
    await resolving(one, thread).expect(201);
    expect(await waiting(one)).toEqual([]);
  });

  it('has no answer where nobody asked: to a comment one is mentioned, or reads it where it stands', async () => {
    const thread = await opened(one, remark());
    await replied(two, thread, 'It is');
    expect(await waiting(one)).toEqual([]);
  });

  it('has a thread for whoever is mentioned in it, until he has said something after', async () => {
    const thread = await opened(one, remark({ mentions: [three.id] }));
    await replied(two, thread, 'Ask somebody', { mentions: [three.id] });
    const [item, ...more] = (await workOf(three)).items;
    expect(item).toMatchObject({ kind: 'mention', text: 'Is this name the one on the label?', href: thread.href });
    expect(more).toEqual([]);
    await replied(three, thread, 'I have seen it');
    expect(await waiting(three)).toEqual([]);
    await replied(one, thread, 'And now?', { mentions: [three.id] });
    expect((await workOf(three)).items).toMatchObject([{ kind: 'mention', text: 'And now?' }]);
    await resolving(one, thread).expect(201);
    expect(await waiting(three)).toEqual([]);
  });

  it('has a thread once: who was asked in it is not told of his mention too', async () => {
    const thread = await opened(one, question({ askedOf: [two.id], mentions: [two.id, three.id] }));
    expect(await waiting(two)).toEqual([['question', thread.href]]);
    expect(await waiting(three)).toEqual([['mention', thread.href]]);
  });

  it('is in the order of waiting, oldest first, across the kinds', async () => {
    const asked = await opened(two, question());
    const mentioned = await opened(two, remark({ mentions: [one.id] }));
    const mine = await opened(one, question());
    const second = await opened(three, question({ askedOf: [one.id] }));
    await replied(two, mine, 'It is');
    await replied(three, asked, 'It was', { mentions: [one.id] });
    const { items, counts } = await workOf(one);
    expect(items.map(({ kind, href }) => [kind, href])).toEqual([
      ['mention', mentioned.href],
      ['question', second.href],
      ['answer', mine.href],
      ['mention', asked.href],
    ]);
    expect(counts).toEqual([
      { kind: 'question', count: 1 },
      { kind: 'mention', count: 2 },
      { kind: 'answer', count: 1 },
      { kind: 'signature', count: 0 },
      ...['review', 'returned', 'draft', 'gap', 'expiring'].map((kind) => ({ kind, count: 0 })),
    ]);
  });

  it('shows the oldest two hundred, and counts them all', async () => {
    const { superuser } = house.database;
    const thread = await opened(one, question({ askedOf: [two.id] }));
    await superuser.query(`BEGIN; SET LOCAL session_replication_role = 'replica'`);
    await superuser.query(
      `WITH copied AS (
         INSERT INTO comment_thread SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*
         FROM comment_thread t, generate_series(1, 204) WHERE t.id = $1 RETURNING id)
       INSERT INTO comment (id, thread_id, number, author, author_id, body, at)
       SELECT gen_random_uuid(), id, 1, 'One', $2, 'Again?', now() + interval '1 hour' FROM copied`,
      [thread.id, one.id],
    );
    await superuser.query('COMMIT');
    const { items, counts } = await workOf(two);
    expect([items.length, items[0].href, counts[0].count]).toEqual([200, thread.href, 205]);
  });

  it('is of whoever asks: in a session, and by a token that may read the record', async () => {
    const thread = await opened(one, question({ askedOf: [two.id] }));
    const { body } = (await two.program.get('/api/v1/me/work').expect(200)) as unknown as { body: { items: Item[] } };
    expect(body.items.map(({ href }) => href)).toEqual([thread.href]);
    await refused(house.anybody.get('/api/v1/me/work'), 'authentication-required');
    for (const role of ['administrator', 'auditor'] as const) {
      const { asks } = await colleague(house, `Demo ${role}`, role);
      await refused(asks.get('/api/v1/me/work'), role === 'auditor' ? 'access-expired' : 'forbidden');
    }
    await left(house, two);
    await refused(two.asks.get('/api/v1/me/work'), 'authentication-required');
    await replied(three, thread, 'Somebody else answers');
    expect(await waiting(one)).toEqual([['answer', thread.href]]);
  });
});
