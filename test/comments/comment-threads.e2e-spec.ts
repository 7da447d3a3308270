import { randomUUID } from 'node:crypto';
import { type Answer, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signWhole } from '../support/signing';
import { everyPage, exported } from '../support/listed';
import { NOBODY, refused } from '../support/problems';
import { digestOfRow, leavesNothing, toldOf } from '../support/trail';
import {
  type Colleague,
  colleague,
  left,
  opened,
  reopening,
  replied,
  resolving,
  ROWS,
  type Thread,
  THREADS,
} from './fixtures/colleagues';

type Said = Record<string, unknown>;

let house: House;
let offset = 0;
const of: Record<string, Answer> = {};
let author: Colleague;
let other: Colleague;
let lead: Colleague;
let third: Colleague;

async function issued(versionId: string): Promise<Answer> {
  await signWhole(house, versionId);
  const path = `/api/v1/versions/${versionId}/dossiers`;
  const job = (await house.staff.post(path).send({}).expect(202)).body as Answer;
  for (;;) {
    const { body } = (await house.staff.get(`/api/v1/dossier-jobs/${job.id}`).expect(200)) as unknown as {
      body: { state: string; dossierId: string };
    };
    if (body.state === 'failed') throw new Error(JSON.stringify(body));
    if (body.state === 'done') return (await house.staff.get(`/api/v1/dossiers/${body.dossierId}`)).body as Answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  house = await openHouse({ clock: { now: () => new Date(Date.now() + offset) } });
  const ready = await readyVersion(house);
  Object.assign(of, { model: ready.model, model_version: ready.version });
  const one = async (path: string): Promise<Answer> => (await everyPage(house, path))[0];
  of.software_function = await one('/api/v1/functions');
  of.intended_use = await one('/api/v1/intended-uses');
  of.evidence = await one('/api/v1/evidence');
  of.classification = await one('/api/v1/classifications');
  of.claim = await registered.claim(house, ready.functionId);
  const submission = { modelId: ready.model.id, kind: '510k', authority: 'FDA', submittedOn: '2026-01-05' };
  of.submission = (await house.staff.post('/api/v1/submissions').send(submission).expect(201)).body as Answer;
  of.dossier = await issued(ready.version.id);
  author = await colleague(house, 'Demo Specialist', 'specialist');
  other = await colleague(house, 'Demo Contributor', 'contributor');
  third = await colleague(house, 'Demo Reviewer', 'reviewer');
  lead = await colleague(house, 'Demo Lead', 'quality-lead');
});
afterAll(() => house.close());
afterEach(() => {
  offset = 0;
});

const comment = (own: Said = {}): Said => ({
  ...{ recordType: 'evidence', recordId: of.evidence.id, kind: 'comment', body: 'Which split was it?' },
  ...own,
});
const question = (own: Said = {}): Said => comment({ kind: 'question', ...own });
const ask = (own: Said = {}, who = author) => who.asks.post(THREADS).send(comment(own));
const read = async ({ id }: { id: string }, asOf?: string): Promise<Thread> =>
  (
    await house.staff
      .get(`${THREADS}/${id}`)
      .query(asOf === undefined ? {} : { asOf })
      .expect(200)
  ).body as Thread;

describe('A thread', () => {
  it.each([
    ['model', '/name', null, /^Model/],
    ['model_version', '/artifacts/0/sha256', '1.0.0', /^Model 1\.0\.0$/],
    ['software_function', '/purpose', 'FN-1', /^Function/],
    ['intended_use', '/exclusions', 'Revision 1', /^To list options/],
    ['claim', '/threshold', 'CL-0001', /^Lists the right option/],
    ['evidence', '/title', 'EV-0001', /^A benchmark$/],
    ['classification', '/facts/analysesImageSignalOrPattern', 'DT-0001', /^CDS-2026-01-29: /],
    ['submission', '/decision', null, /^FDA, 510k$/],
    ['dossier', '/code', /^PD-/, /fda-samd$/],
  ])('hangs on a %s, and on a field of it', async (recordType, field, code, label) => {
    const said = comment({ recordType, recordId: of[recordType].id });
    const whole = await opened(author, said);
    expect(whole).toMatchObject({ recordType, recordId: of[recordType].id, field: null, text: said.body });
    const on = await opened(author, { ...said, field });
    expect(on).toMatchObject({ recordType, recordId: of[recordType].id, field });
    const record = (on as unknown as { record: Answer & { code: string | null } }).record;
    expect(record).toMatchObject({ type: recordType, id: of[recordType].id });
    expect(record.label).toMatch(label);
    if (code instanceof RegExp) expect(record.code).toMatch(code);
    else expect(record.code).toBe(code);
    await house.staff.get(record.href).expect(200);
  });

  it('is answered whole, with its first comment, and read back the same', async () => {
    const said = question({ field: '/title', askedOf: [other.id], mentions: [third.id] });
    const thread = await opened(author, said);
    expect(thread).toEqual({
      ...{ id: thread.id, recordType: 'evidence', recordId: of.evidence.id, field: '/title', kind: 'question' },
      record: {
        ...{ type: 'evidence', id: of.evidence.id, code: 'EV-0001', label: 'A benchmark' },
        href: `/api/v1/evidence/${of.evidence.id}`,
      },
      ...{ blocking: true, askedOf: [{ id: other.id, printedName: other.name }], state: 'open', text: said.body },
      ...{ openedBy: author.name, openedById: author.id, openedAt: expect.any(String) },
      ...{ commentCount: 1, lastCommentAt: expect.any(String), resolution: null, revision: 1 },
      comments: [
        {
          ...{ id: expect.any(String), number: 1, author: author.name, authorId: author.id, body: said.body },
          ...{ mentions: [{ id: third.id, printedName: third.name }], at: expect.any(String) },
        },
      ],
      href: `${THREADS}/${thread.id}`,
    });
    expect(await read(thread)).toEqual(thread);
  });

  it('of a question blocks unless it says no; a comment never does, and is asked of nobody', async () => {
    expect(await opened(author, question())).toMatchObject({ blocking: true, askedOf: [] });
    expect(await opened(author, question({ blocking: false }))).toMatchObject({ blocking: false });
    expect(await opened(author, comment({ blocking: false }))).toMatchObject({ blocking: false });
    await leavesNothing(house, ROWS, async () => {
      await refused(ask({ blocking: true }), 'validation', '/blocking');
      await refused(ask({ askedOf: [other.id] }), 'validation', '/askedOf');
    });
  });

  it('about a classification that is still to be decided hangs on the function', async () => {
    const on = { recordType: 'software_function', recordId: of.software_function.id };
    const field = '/classification/facts/timeCritical';
    expect(await opened(author, question({ ...on, field }))).toMatchObject({ ...on, field });
    await refused(ask({ ...on, field: '/classification/facts/imageAnalysis' }), 'validation', '/field');
    const elsewhere = { recordType: 'evidence', recordId: of.evidence.id, field };
    await refused(ask(elsewhere), 'validation', '/field');
  });

  it.each<[string, Said, string[]]>([
    ['a record that is not there', { recordId: NOBODY }, ['/recordId']],
    ['a record of another type', { recordType: 'claim' }, ['/recordId']],
    ['a type that nobody talks about', { recordType: 'person' }, ['/recordType']],
    ['a table that is none', { recordType: 'pg_class' }, ['/recordType']],
    ['a field that the record does not have', { field: '/titles' }, ['/field']],
    ['a field inside of a text', { field: '/title/0' }, ['/field']],
    ['a pointer that is none', { field: 'title' }, ['/field']],
    ['another kind', { kind: 'praise' }, ['/kind']],
    ['nothing said', { body: ' \n\t' }, ['/body']],
    ['no text', { body: undefined }, ['/body']],
    ['a text of 4,001 characters', { body: 'x'.repeat(4001) }, ['/body']],
    ['a fact in words of its own', { blocking: 'yes' }, ['/blocking']],
    ['a field that is not asked for', { state: 'resolved' }, ['/state']],
  ])('is refused with %s, and leaves nothing', async (_, fault, pointers) => {
    await leavesNothing(house, ROWS, () => refused(ask(fault), 'validation', ...pointers));
  });

  it('names people who can read it: nobody unknown, gone, not yet here, without a role for it, or oneself', async () => {
    const gone = await colleague(house, 'Somebody who left', 'reviewer');
    const auditor = await colleague(house, 'Demo Auditor', 'auditor');
    const idle = await colleague(house, 'Nobody yet');
    await left(house, gone);
    const invited = await colleague(house, 'Invited', 'reviewer');
    await house.database.superuser.query(
      `BEGIN; SET LOCAL session_replication_role = 'replica';
       UPDATE person SET state = 'invited' WHERE id = '${invited.id}'; COMMIT`,
    );
    await leavesNothing(house, ROWS, async () => {
      for (const id of [gone.id, auditor.id, idle.id, invited.id, NOBODY, author.id]) {
        await refused(ask({ mentions: [other.id, id] }), 'validation', '/mentions/1');
        await refused(ask(question({ askedOf: [id] })), 'validation', '/askedOf/0');
      }
      await refused(ask({ mentions: [other.id, other.id] }), 'validation', '/mentions');
      await refused(ask({ mentions: ['nobody'] }), 'validation', '/mentions');
    });
    expect((await refused(ask({ mentions: [gone.id] }), 'validation', '/mentions/0')).detail).toContain('has left');
    const thread = await opened(author, comment());
    const reply = author.asks.post(`${THREADS}/${thread.id}/comments`).send({ body: 'See', mentions: [gone.id] });
    await leavesNothing(house, ROWS, () => refused(reply, 'validation', '/mentions/0'));
  });

  it('is one when its request is sent again', async () => {
    const key = randomUUID();
    const twice = () => author.asks.post(THREADS).set('Idempotency-Key', key).send(comment());
    const [first, again] = [await twice().expect(201), await twice().expect(201)];
    expect(again.text).toBe(first.text);
  });
});

describe('What is said in a thread', () => {
  it('stands in the order of replies, whoever is first', async () => {
    const thread = await opened(author, comment());
    await replied(other, thread, 'The test split', { mentions: [author.id] });
    await Promise.all([author, other, third, lead].map((who) => replied(who, thread, `By ${who.name}`)));
    const { comments } = await read(thread);
    expect(comments.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(comments[1]).toMatchObject({ body: 'The test split', author: other.name });
    expect(await read(thread)).toMatchObject({ commentCount: 6, text: 'Which split was it?', revision: 1 });
  });

  it.each([
    ['signs that control', 'Line one\r\nLine two\tand a bell \u0007, an escape \u001b[31m, and \u007f'],
    ['signs that turn the direction', 'Not what it \u202Elooks like\u202C \u2066here\u2069'],
    ['what looks like markup or a formula', '=1+1 <script>alert(1)</script> [link](javascript:alert(1)) @somebody'],
    ['4,000 characters that each choose how they look', '\u2764\uFE0F'.repeat(4000)],
    ['4,000 characters outside of the first plane', '𝔸'.repeat(4000)],
  ])('is kept as every text is: %s', async (_, body) => {
    const { id, comments } = await opened(author, comment({ body }));
    expect(comments[0].body).toBe(body);
    expect((await read({ id })).comments[0].body).toBe(body);
  });

  it.each([
    ['NUL', '"\\u0000"', 'nul-character'],
    ['half of a character', '"\\ud800"', 'lone-surrogate'],
    ['what is no character', '"\\uffff"', 'noncharacter'],
  ])('is refused with %s', async (_, text, type) => {
    const json = JSON.stringify(comment({ body: 'HERE' })).replace('"HERE"', () => text);
    const sent = author.asks.post(THREADS).set('Content-Type', 'application/json').send(json);
    expect((await sent).body).toMatchObject({ status: 400, type: `/problems/${type}` });
  });

  it('does nothing in a spreadsheet', async () => {
    const mark = `zebrafinch${Date.now()}`;
    await opened(author, comment({ body: `=HYPERLINK("http://x") ${mark}` }));
    expect(await exported(house, THREADS, { q: mark, format: 'csv' })).toContain(`"'=HYPERLINK(""http://x"") ${mark}"`);
  });

  it('is not said in a thread that is not there, or that is resolved', async () => {
    const body = { body: 'Hello' };
    await refused(author.asks.post(`${THREADS}/${NOBODY}/comments`).send(body), 'not-found');
    const thread = await opened(author, comment());
    await resolving(author, thread).expect(201);
    await leavesNothing(house, ROWS, () =>
      refused(other.asks.post(`${THREADS}/${thread.id}/comments`).send(body), 'invalid-state'),
    );
  });

  it('has no door by which it is edited or removed', async () => {
    const thread = await opened(author, comment());
    for (const verb of ['patch', 'put', 'delete'] as const) {
      await refused(author.asks[verb](`${THREADS}/${thread.id}`), 'method-not-allowed');
    }
    await refused(author.asks.patch(`${THREADS}/${thread.id}/comments/${thread.comments[0].id}`), 'not-found');
  });
});

describe('A thread is resolved', () => {
  it('by its opener, by who was asked, and by a quality lead, each with words', async () => {
    for (const who of [author, other, lead]) {
      const thread = await opened(author, question({ askedOf: [other.id] }));
      const { body } = await resolving(who, thread, `It was the test split, says ${who.name}`).expect(201);
      expect(body).toMatchObject({ state: 'resolved', revision: 2, commentCount: 1 });
      expect((body as Said).resolution).toEqual({
        ...{ text: `It was the test split, says ${who.name}`, by: who.name, byId: who.id, at: expect.any(String) },
      });
      expect(await read(thread)).toEqual(body);
    }
  });

  it('by nobody else, who was mentioned or replied neither', async () => {
    const thread = await opened(author, question({ askedOf: [other.id], mentions: [third.id] }));
    await replied(third, thread, 'I know it');
    await leavesNothing(house, ROWS, () => refused(resolving(third, thread), 'forbidden'));
  });

  it.each([
    [
      'is out of force',
      `UPDATE qualification SET ended_at = now() WHERE person_id = $1 AND kind = 'identity-verification'`,
    ],
    [
      'was verified before a one-time link was used',
      `INSERT INTO enrolment (id, person_id, purpose, made_by, made_at, expires_at, used_at, revision)
       SELECT gen_random_uuid(), $1, 'reset', 'tests', now(), now() + interval '1 hour', now() + interval '1 minute', 1`,
    ],
  ])('by no quality lead whose identity %s: the role sleeps', async (_, sql) => {
    const asleep = await colleague(house, 'Demo Lead asleep', 'quality-lead', 'specialist');
    const thread = await opened(author, comment());
    const { superuser } = house.database;
    await superuser.query(`BEGIN; SET LOCAL session_replication_role = 'replica'`);
    await superuser.query(sql, [asleep.id]);
    await superuser.query('COMMIT');
    await refused(resolving(asleep, thread), 'forbidden');
    await replied(asleep, thread, 'As a specialist');
  });

  it('once, on what its resolver saw where he says so, and never without words', async () => {
    const thread = await opened(author, comment());
    await refused(resolving(author, thread, ' '), 'validation', '/resolution');
    await refused(resolving(author, thread).set('If-Match', '"r2"'), 'precondition-failed');
    await resolving(author, thread).set('If-Match', '"r1"').expect(201);
    await refused(resolving(author, thread), 'invalid-state');
    await refused(resolving(author, { id: NOBODY }), 'not-found');
  });

  it('and opened again by anybody who may comment, with a reason; how it was settled stays in its history', async () => {
    const thread = await opened(author, comment());
    await refused(reopening(third, thread), 'invalid-state');
    await resolving(author, thread, 'It was the test split').expect(201);
    await refused(reopening(third, thread, ''), 'validation', '/reason');
    await refused(reopening(third, thread).set('If-Match', '"r1"'), 'precondition-failed');
    const { body } = await reopening(third, thread).expect(201);
    expect(body).toMatchObject({ state: 'open', resolution: null, revision: 3 });
    expect(await replied(other, thread, 'It was another one')).toMatchObject({ commentCount: 2 });
    const { body: history } = await house.staff.get(`/api/v1/records/comment_thread/${thread.id}/revisions`);
    const states = (history as { items: { snapshot: Said }[] }).items.map(({ snapshot }) => snapshot);
    expect(states.map(({ state, resolution }) => [state, resolution])).toEqual([
      ['open', null],
      ['resolved', 'It was the test split'],
      ['open', null],
    ]);
  });

  it('from then on: on an earlier day it was open, and what was said later had not been said', async () => {
    const thread = await opened(author, comment());
    const before = new Date(Date.now() + 1000).toISOString();
    offset = 5000;
    await replied(other, thread, 'Later');
    await resolving(author, thread).expect(201);
    expect(await read(thread, before)).toMatchObject({ state: 'open', resolution: null, commentCount: 1, revision: 1 });
    expect(await read(thread)).toMatchObject({ state: 'resolved', commentCount: 2 });
    await refused(house.staff.get(`${THREADS}/${thread.id}?asOf=2020-01-01`), 'not-found');
  });
});

describe('The trail tells', () => {
  const changesOf = async (rows: readonly [string, string][]) => {
    const changes = [];
    for (const [type, id] of rows) changes.push({ type, id, before: null, after: await digestOfRow(house, type, id) });
    return changes;
  };
  const mentionOf = async (commentId: string): Promise<string> => {
    const sql = 'SELECT id FROM comment_mention WHERE comment_id = $1';
    return (await house.database.superuser.query<{ id: string }>(sql, [commentId])).rows[0].id;
  };

  it('each act on a thread, of the thread, with the digest of every row', async () => {
    const thread = await opened(author, question({ askedOf: [other.id], mentions: [third.id] }));
    const [first] = thread.comments;
    const rows = await changesOf([
      ['comment_thread', thread.id],
      ['comment', first.id],
      ['comment_mention', await mentionOf(first.id)],
    ]);
    const { comments } = await replied(other, thread, 'The test split', { mentions: [third.id] });
    await resolving(other, thread, 'As it says').expect(201);
    await reopening(third, thread, 'It does not').expect(201);
    const told = await toldOf(house, thread.id);
    expect(told.map(({ act, reason, actor }) => [act, reason, actor.id])).toEqual([
      ['question.asked', null, author.id],
      ['comment.added', null, other.id],
      ['comment-thread.resolved', 'As it says', other.id],
      ['comment-thread.reopened', 'It does not', third.id],
    ]);
    expect(told[0].changes).toEqual(rows);
    expect(told[1].changes).toEqual(
      await changesOf([
        ['comment', comments[1].id],
        ['comment_mention', await mentionOf(comments[1].id)],
      ]),
    );
    expect(told[3].changes).toMatchObject([{ type: 'comment_thread', before: told[2].changes[0].after }]);
    expect(told[3].changes[0].after).toBe(await digestOfRow(house, 'comment_thread', thread.id));
    const [{ act }] = await toldOf(house, (await opened(author, comment())).id);
    expect(act).toBe('comment-thread.opened');
  });
});

describe('Who may not comment', () => {
  it('is an administrator, an auditor, and somebody without a role', async () => {
    const thread = await opened(author, comment());
    await leavesNothing(house, ROWS, async () => {
      for (const role of ['administrator', 'auditor'] as const) {
        const one = await colleague(house, `Demo ${role}`, role);
        await refused(ask({}, one), 'forbidden');
        await refused(one.asks.post(`${THREADS}/${thread.id}/comments`).send({ body: 'Hello' }), 'forbidden');
        await refused(resolving(one, thread), 'forbidden');
        await refused(reopening(one, thread), 'forbidden');
        await refused(one.asks.get(THREADS), role === 'auditor' ? 'access-expired' : 'forbidden');
      }
      await refused(ask({}, await colleague(house, 'Nobody yet')), 'forbidden');
    });
  });

  it('is a token, which reads', async () => {
    const thread = await opened(author, comment());
    const { program } = author;
    await leavesNothing(house, ROWS, async () => {
      await refused(program.post(THREADS).send(comment()), 'interactive-required');
      await refused(program.post(`${THREADS}/${thread.id}/comments`).send({ body: 'Hello' }), 'interactive-required');
      await refused(resolving({ ...author, asks: program }, thread), 'interactive-required');
      await refused(reopening({ ...author, asks: program }, thread), 'interactive-required');
    });
    await program.get(`${THREADS}/${thread.id}`).expect(200);
    await refused(house.anybody.get(THREADS), 'authentication-required');
  });

  it.each(['specialist', 'contributor', 'reviewer', 'approver', 'quality-lead'] as const)(
    'is not a %s',
    async (role) => {
      await opened(await colleague(house, `Demo ${role}`, role), comment());
    },
  );
});

describe('Threads are listed', () => {
  let mine: Record<string, Thread>;
  let word: string;
  beforeAll(async () => {
    word = `quokka${Date.now()}`;
    const { id: recordId } = await registered.model(house);
    const on = { recordType: 'model', recordId };
    const said = (own: Said): Promise<Thread> => opened(author, { ...comment(on), body: `About ${word}`, ...own });
    mine = {
      remark: await said({ field: '/name' }),
      open: await said({ kind: 'question', askedOf: [other.id] }),
      mild: await said({ kind: 'question', askedOf: [other.id, third.id], blocking: false }),
    };
    mine.settled = await opened(third, { ...comment(on), kind: 'question', body: `Settled ${word}` });
    await replied(other, mine.remark, 'It is a numbat');
    await resolving(third, mine.settled).expect(201);
  });

  const names = async (query: Said): Promise<string[]> =>
    (await everyPage(house, THREADS, { limit: 2, recordId: mine.open.recordId as string, ...query })).map(
      ({ id }) => Object.keys(mine).find((name) => mine[name].id === id) ?? id,
    );

  it('by their record, field, state, kind, and whom they are asked of, oldest first', async () => {
    expect(await names({})).toEqual(['remark', 'open', 'mild', 'settled']);
    expect(await names({ sort: '-openedAt' })).toEqual(['settled', 'mild', 'open', 'remark']);
    expect(await names({ recordType: 'model', field: '/name' })).toEqual(['remark']);
    expect(await names({ recordType: 'claim' })).toEqual([]);
    expect(await names({ state: 'open', kind: 'question' })).toEqual(['open', 'mild']);
    expect(await names({ state: 'resolved' })).toEqual(['settled']);
    expect(await names({ askedOf: third.id })).toEqual(['mild']);
    expect(await names({ askedOf: author.id })).toEqual([]);
    expect(await names({ blocking: 'true' })).toEqual(['open', 'settled']);
    expect(await names({ openedById: third.id })).toEqual(['settled']);
    expect(await names({ openedTo: '2020-01-01' })).toEqual([]);
  });

  it('by the words of all that was said in them', async () => {
    expect(await names({ q: word })).toEqual(['remark', 'open', 'mild', 'settled']);
    expect(await names({ q: `settled ${word}` })).toEqual(['settled']);
    expect(await names({ q: 'numb' })).toEqual(['remark']);
  });

  it('as they are read, without the comments', async () => {
    const { comments, ...expected } = await read(mine.remark);
    expect(comments).toHaveLength(2);
    const [item] = await everyPage(house, THREADS, { recordId: mine.open.recordId as string, kind: 'comment' });
    expect(item).toEqual(expected);
  });

  it('for a spreadsheet', async () => {
    const csv = await exported(house, THREADS, { recordId: mine.open.recordId as string, format: 'csv' });
    expect(csv.split('\n')[0]).toContain('"record.label","field","kind","blocking","state","text"');
    expect(csv.trim().split('\n')).toHaveLength(5);
    expect(csv).toContain('Demo Contributor');
  });

  it('by nothing else', async () => {
    await refused(house.staff.get(`${THREADS}?recordType=person`), 'invalid-query', '/recordType');
    await refused(house.staff.get(`${THREADS}?field=name`), 'invalid-query', '/field');
    await refused(house.staff.get(`${THREADS}?author=x`), 'invalid-query', '/author');
    await refused(house.staff.get(`${THREADS}/${NOBODY}`), 'not-found');
  });
});

describe('A record that is withdrawn', () => {
  it('keeps its threads, which go on', async () => {
    const claim = await registered.claim(house, of.software_function.id);
    const thread = await opened(author, question({ recordType: 'claim', recordId: claim.id, field: '/statement' }));
    await house.staff.post(`/api/v1/claims/${claim.id}/withdraw`).send({ reason: 'Not so' }).expect(200);
    expect(await read(thread)).toEqual(thread);
    expect(await replied(other, thread, 'Rightly so')).toMatchObject({ commentCount: 2 });
    await opened(author, question({ recordType: 'claim', recordId: claim.id, field: '/withdrawal/reason' }));
    expect(await everyPage(house, THREADS, { recordId: claim.id })).toHaveLength(2);
  });
});
