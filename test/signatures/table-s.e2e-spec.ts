import { generateKeyPairSync } from 'node:crypto';
import { Authenticator, FLAGS } from '../support/authenticator';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { refused } from '../support/problems';
import { type Shown, type Signer, signAll, signerOf, type Wanted } from '../support/signing';
import { HIRED } from '../support/staff';

const TEN_MINUTES = 10 * 60 * 1000;
const PROBLEMS = '/problems/';

/** Reliability table S, row by row: what is no signature, and what it is answered. */
describe('A signature is refused', () => {
  let house: House;
  let later = 0;
  const clock = { now: () => new Date(Date.now() + later) };
  let author: Signer;
  let reviewer: Signer;
  let approver: Signer;
  let modelId: string;
  let functionId: string;

  beforeAll(async () => {
    house = await openHouse({ clock });
    author = await signerOf(house, HIRED.staff);
    reviewer = await signerOf(house, HIRED.reviewer);
    approver = await signerOf(house, HIRED.approver);
    modelId = (await registered.model(house)).id;
    functionId = (await registered.function(house, modelId)).id;
  });
  afterEach(() => (later = 0));
  afterAll(() => house.close());

  const stated = async (): Promise<string> => (await registered.intendedUse(house, functionId)).id;
  const authorship = (recordId: string): Wanted => ({ process: 'intended-use', recordId, meaning: 'authorship' });
  const approval = (recordId: string): Wanted => ({ process: 'intended-use', recordId, meaning: 'approval' });
  /** An intended use of which the author has signed that he wrote it. */
  const authored = async (): Promise<string> => {
    const id = await stated();
    expect((await author.sign(authorship(id))).status).toBe(201);
    return id;
  };
  const asked = async (signer: Signer, wanted: Wanted): Promise<Shown> =>
    (await signer.ask(wanted).expect(201)).body as Shown;
  const counted = async (): Promise<number> =>
    Number((await house.database.superuser.query('SELECT count(*) FROM signature')).rows[0].count);
  const typeOf = ({ body }: { body: unknown }): string => (body as { type: string }).type.slice(PROBLEMS.length);

  it('of a meaning that is none: 422', async () => {
    const sent = { process: 'intended-use', recordId: await stated(), meaning: 'endorsement' };
    await refused(author.asks.post('/api/v1/signature-requests').send(sent), 'validation', '/meaning');
  });

  it('by the author, of his own: 403 separation-of-duties', async () => {
    await refused(author.ask(approval(await authored())), 'separation-of-duties');
  });

  it('of authorship by who did not write it: 403', async () => {
    const other = await signerOf(house, { ...HIRED.staff, printedName: 'Other', token: 'x'.repeat(40) });
    await refused(other.ask(authorship(await stated())), 'separation-of-duties');
  });

  it('out of order: 409 step-not-open', async () => {
    await refused(approver.ask(approval(await stated())), 'step-not-open');
  });

  it('in a role that one does not have: 403', async () => {
    await refused(reviewer.ask(approval(await authored())), 'forbidden');
  });

  it('twice by the same person: 409 already-signed', async () => {
    const id = await authored();
    await refused(author.ask(authorship(id)), 'already-signed');
  });

  it('of a record that has changed since the request: 409 record-changed or invalid-state', async () => {
    const { id } = await registered.classification(house, functionId);
    const shown = await asked(author, { process: 'classification', recordId: id, meaning: 'authorship' });
    await stated();
    const said = { method: 'passkey', response: author.assertion(shown) };
    await refused(author.answer(shown, said), 'record-changed');
  });

  it('of a revision that another follows: 409 invalid-state', async () => {
    const shown = await asked(author, authorship(await stated()));
    await stated();
    await refused(author.answer(shown, { method: 'passkey', response: author.assertion(shown) }), 'invalid-state');
  });

  it('after five minutes: 410 request-expired', async () => {
    const shown = await asked(author, authorship(await stated()));
    later = 5 * 60 * 1000 + 1;
    await refused(author.answer(shown, { method: 'passkey', response: author.assertion(shown) }), 'request-expired');
  });

  it('a second time: 409 request-used, and of two at once one is it', async () => {
    const shown = await asked(author, authorship(await stated()));
    const before = await counted();
    const said = () => author.answer(shown, { method: 'passkey', response: author.assertion(shown) });
    const statuses = (await Promise.all([said(), said()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(await counted()).toBe(before + 1);
    await refused(said(), 'request-used');
    const { body } = await house.staff.get('/api/v1/security-alerts').query({ kind: 'passkey-cloned' }).expect(200);
    expect((body as { items: unknown[] }).items).toEqual([]);
  });

  it('of somebody else’s request: 404, and in another session: 401', async () => {
    const shown = await asked(author, authorship(await stated()));
    await refused(approver.answer(shown, { method: 'passkey', response: approver.assertion(shown) }), 'not-found');
    const { superuser } = house.database;
    await superuser.query(
      'UPDATE signature_request SET session_id = (SELECT id FROM session WHERE person_id = $1) WHERE id = $2',
      [approver.id, shown.id],
    );
    const said = { method: 'passkey', response: author.assertion(shown) };
    await refused(author.answer(shown, said), 'reauthentication-required');
  });

  it('by a token: 403 interactive-required', async () => {
    const sent = authorship(await stated());
    await refused(house.staff.post('/api/v1/signature-requests').send(sent), 'interactive-required');
  });

  it('without a verified identity on file: 403, also when it ended after the request', async () => {
    const hired = { ...HIRED.approver, printedName: 'Unverified', token: 'y'.repeat(40) };
    const unverified = await signerOf(house, hired);
    const shown = await asked(unverified, approval(await authored()));
    const { superuser } = house.database;
    await superuser.query(`SET session_replication_role = 'replica'`);
    await superuser.query(`UPDATE qualification SET ended_at = now() WHERE person_id = $1`, [unverified.id]);
    await superuser.query(`SET session_replication_role = 'origin'`);
    const said = { method: 'passkey', response: unverified.assertion(shown) };
    await refused(unverified.answer(shown, said), 'forbidden');
    await refused(unverified.ask(approval(await authored())), 'forbidden');
  });

  it.each<[string, (signer: Signer, shown: Shown) => unknown]>([
    ['another challenge', (signer, shown) => signer.assertion(shown, { challenge: 'A'.repeat(43) })],
    ['another origin', (signer, shown) => signer.assertion(shown, { origin: 'http://localhost:1' })],
    ['another relying party', (signer, shown) => signer.assertion(shown, { rpId: 'example.org' })],
    ['no user who was verified', (signer, shown) => signer.assertion(shown, { flags: FLAGS.UP })],
    [
      'another key',
      (signer, shown) =>
        signer.assertion(shown, { signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }),
    ],
    [
      'a passkey that is nobody’s',
      (_, shown) => new Authenticator().get({ ...shown.ways.passkey, origin: author.origin }),
    ],
    ['a passkey of somebody else', (_, shown) => approver.assertion(shown)],
  ])('of an assertion with %s: 401 assertion-invalid', async (_, wrong) => {
    const before = await counted();
    const shown = await asked(author, authorship(await stated()));
    await refused(author.answer(shown, { method: 'passkey', response: wrong(author, shown) }), 'assertion-invalid');
    expect((await author.answer(shown, { method: 'passkey', response: author.assertion(shown) })).status).toBe(201);
    expect(await counted()).toBe(before + 1);
  });

  it('of a passkey that counts backwards, which may be a copy: 401, with an alert', async () => {
    const shown = await asked(author, authorship(await stated()));
    const response = author.assertion(shown, { counter: 1 });
    await refused(author.answer(shown, { method: 'passkey', response }), 'assertion-invalid');
    author.authenticator.counter = 1000;
    const { body } = await house.staff.get('/api/v1/security-alerts').query({ kind: 'passkey-cloned' }).expect(200);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('for a quarter of an hour after the fifth that failed: 429, with an alert', async () => {
    const hired = { ...HIRED.approver, printedName: 'Clumsy', token: 'z'.repeat(40) };
    const clumsy = await signerOf(house, hired);
    const recordId = await authored();
    const shown = await asked(clumsy, approval(recordId));
    const wrong = () =>
      clumsy.answer(shown, { method: 'passkey', response: clumsy.assertion(shown, { flags: FLAGS.UP }) });
    for (let count = 1; count < 5; count += 1) expect(typeOf(await wrong())).toBe('assertion-invalid');
    await refused(wrong(), 'rate-limited');
    const right = { method: 'passkey', response: clumsy.assertion(shown) };
    const waiting = await refused(clumsy.answer(shown, right), 'rate-limited');
    expect(waiting).toBeDefined();
    const { body } = await house.staff.get('/api/v1/security-alerts').query({ kind: 'signing-locked' }).expect(200);
    expect((body as { items: { personId: string }[] }).items).toMatchObject([{ personId: clumsy.id }]);
    later = 16 * 60 * 1000;
    const anew = await asked(clumsy, approval(recordId));
    const said = { method: 'passkey', response: clumsy.assertion(anew) };
    expect((await clumsy.answer(anew, said)).status).toBe(201);
  });

  it('never because somebody else tried to sign in under a name that looks like it', async () => {
    const signIn = (name: string) => {
      const said = { userName: name, password: 'correct horse battery', code: '000000' };
      return house.anybody.post('/api/v1/sessions').send(said);
    };
    for (let count = 0; count < 11; count += 1) await signIn(`SIGNING ${author.id}`);
    expect((await signIn(`signing ${author.id}`)).status).toBe(429);
    expect((await author.sign(authorship(await stated()))).status).toBe(201);
  });

  it('with a passkey that was ended while it was asked', async () => {
    const hired = { ...HIRED.approver, printedName: 'Brief', token: 'u'.repeat(40) };
    const brief = await signerOf(house, hired);
    const shown = await asked(brief, approval(await authored()));
    const { superuser } = house.database;
    await superuser.query(`SET session_replication_role = 'replica'`);
    await superuser.query(`UPDATE credential SET ended_at = now() WHERE person_id = $1`, [brief.id]);
    await superuser.query(`SET session_replication_role = 'origin'`);
    const said = { method: 'passkey', response: brief.assertion(shown) };
    await refused(brief.answer(shown, said), 'assertion-invalid');
  });

  it('while something that was asked of it is open: 409 open-questions; a review is not', async () => {
    const { id } = await registered.classification(house, functionId);
    const opened = await reviewer.asks
      .post('/api/v1/comment-threads')
      .send({
        recordType: 'classification',
        recordId: id,
        kind: 'question',
        body: 'Is it configured so?',
        askedOf: [author.id],
      })
      .expect(201);
    const sign = (signer: Signer, meaning: Wanted['meaning']) =>
      signer.sign({ process: 'classification', recordId: id, meaning });
    expect((await sign(author, 'authorship')).status).toBe(201);
    expect((await sign(reviewer, 'review')).status).toBe(201);
    expect(typeOf(await sign(approver, 'approval'))).toBe('open-questions');
    await author.asks
      .post(`/api/v1/comment-threads/${(opened.body as { id: string }).id}/resolutions`)
      .send({ resolution: 'It is' })
      .expect(201);
    expect((await sign(approver, 'approval')).status).toBe(201);
  });

  it('of what was rejected: 409; a rejection says why', async () => {
    const id = await authored();
    const rejection: Wanted = { process: 'intended-use', recordId: id, meaning: 'rejection' };
    await refused(approver.ask(rejection), 'validation', '/comment');
    expect((await approver.sign({ ...rejection, comment: 'It names no population' })).status).toBe(201);
    const other = await signerOf(house, { ...HIRED.approver, printedName: 'Second', token: 'w'.repeat(40) });
    await refused(other.ask(approval(id)), 'step-not-open');
  });

  it('when the steps ask for more by then', async () => {
    const id = (await registered.claim(house, functionId)).id;
    const shown = await asked(approver, { process: 'claim', recordId: id, meaning: 'approval' });
    const steps = [
      { step: 1, meaning: 'review', role: 'reviewer', minimum: 1 },
      { step: 2, meaning: 'approval', role: 'approver', minimum: 1 },
    ];
    await reviewer.asks
      .post('/api/v1/signature-plans')
      .send({ process: 'claim', steps, reason: 'A second pair of eyes' })
      .expect(201);
    const said = { method: 'passkey', response: approver.assertion(shown) };
    await refused(approver.answer(shown, said), 'step-not-open');
    later = TEN_MINUTES;
    expect((await reviewer.sign({ process: 'claim', recordId: id, meaning: 'review' })).status).toBe(201);
    expect((await approver.sign({ process: 'claim', recordId: id, meaning: 'approval' })).status).toBe(201);
  });

  it('never when all is right', async () => {
    expect(await signAll(house, 'intended-use', await stated())).toHaveLength(2);
  });
});
