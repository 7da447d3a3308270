import type { Response } from 'supertest';
import { codeAt } from '../../src/access/credentials/totp.rules';
import { faultOfSignature, payloadIn } from '../../src/signatures/proofs/verify-signature.rules';
import type { SignatureProof } from '../../src/signatures/proofs/signature-proof';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { administrator, byLink, enrol, enrolled, enter, newPassword, signedIn, type SignedIn } from '../support/people';
import { refused } from '../support/problems';
import { type Shown, signAll, signerOf, type Wanted } from '../support/signing';
import { HIRED, PAPERS } from '../support/staff';

const MINUTE = 60_000;
const STEP = 30_000;

interface Given {
  readonly id: string;
  readonly payload: string;
  readonly payloadSha256: string;
  readonly proof: SignatureProof;
  readonly signer: { readonly printedName: string };
  readonly record: { readonly sha256: string };
  readonly meaning: string;
  readonly meaningText: string;
  readonly signedAt: string;
}

/** Clauses that are met by signatures; docs/part-11.md says where the others are. */
describe('21 CFR', () => {
  let house: House;
  let later = 0;
  let functionId: string;
  const now = () => new Date(Date.now() + later);

  beforeAll(async () => {
    house = await openHouse({ clock: { now }, isBegun: false });
    functionId = (await registered.function(house, (await registered.model(house)).id)).id;
  });
  afterAll(() => house.close());

  const claimed = async (): Promise<string> => (await registered.claim(house, functionId)).id;
  const approval = (recordId: string): Wanted => ({ process: 'claim', recordId, meaning: 'approval' });
  const ask = async ({ asks }: SignedIn, wanted: Wanted): Promise<Shown> =>
    (await asks.post('/api/v1/signature-requests').send(wanted).expect(201)).body as Shown;
  const answer = ({ asks }: SignedIn, { id }: Shown, said: object) =>
    asks.post(`/api/v1/signature-requests/${id}/signatures`).send({ method: 'password', ...said });
  /** A code of a step that is later than all before. */
  const freshCode = ({ secret }: SignedIn): string => {
    later += 2 * STEP;
    return codeAt(secret, now());
  };
  const approver = () => signedIn(house, { roles: ['approver'], now });
  const approved = async (person: SignedIn, recordId: string): Promise<Given> => {
    const shown = await ask(person, approval(recordId));
    const said = { password: person.password, code: freshCode(person) };
    return (await answer(person, shown, said).expect(201)).body as Given;
  };
  const typeOf = ({ body }: Response): string => (body as { type: string }).type;

  it('11.10(j): nobody signs before he has accepted the policy', async () => {
    const person = await approver();
    const { superuser } = house.database;
    await superuser.query(`SET session_replication_role = 'replica'`);
    await superuser.query(
      `UPDATE qualification SET ended_at = now() WHERE person_id = $1 AND kind = 'policy-acceptance'`,
      [person.id],
    );
    await superuser.query(`SET session_replication_role = 'origin'`);
    const wanted = approval(await claimed());
    await refused(person.asks.post('/api/v1/signature-requests').send(wanted), 'policy-not-accepted');
    await person.asks.post('/api/v1/me/policies').send({ title: 'Electronic signatures, edition 1' }).expect(201);
    await ask(person, wanted);
  });

  it('11.30: a signature of a passkey verifies offline, and one changed character makes it none', async () => {
    const signed = (await signAll(house, 'claim', await claimed())) as unknown as Given[];
    const [one] = signed;
    expect(one.proof.kind).toBe('passkey');
    expect(faultOfSignature(one)).toBeNull();
    expect(faultOfSignature({ ...one, payload: one.payload.replace('approve', 'Approve') })).toMatch(/digest/);
    const other = (await signAll(house, 'claim', await claimed()))[0] as unknown as Given;
    expect(faultOfSignature({ ...one, proof: other.proof })).toMatch(/passkey did not sign/);
  });

  it('11.50(a): a signature says printed name, date and time, and meaning; a later name changes nothing', async () => {
    const person = await approver();
    const given = await approved(person, await claimed());
    const { signer, meaningText, record } = payloadIn(given);
    expect(given.signer.printedName).toBe(signer.printedName);
    expect(given.meaningText).toBe(meaningText);
    expect(given.meaningText).toMatch(/^I approve revision 1 of the claim CL-\d{4} as it stands/);
    expect(given.record.sha256).toBe(record.sha256);
    expect(given.signedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const { asks } = await administrator(house, now);
    const sent = { printedName: 'Somebody Else', reason: 'Married' };
    const read = (await asks.get(`/api/v1/people/${person.id}`).expect(200)).body as { revision: number };
    await asks.patch(`/api/v1/people/${person.id}`).set('If-Match', `"r${read.revision}"`).send(sent).expect(200);
    const { body } = await house.staff.get(`/api/v1/signatures/${given.id}`).expect(200);
    expect((body as Given).signer.printedName).toBe(signer.printedName);
  });

  it('11.70: what is signed names its record; pasted to another it is refused, and a new revision is unsigned', async () => {
    const recordId = await claimed();
    const given = await approved(await approver(), recordId);
    const { superuser } = house.database;
    const other = await claimed();
    const pasted = superuser.query(
      `INSERT INTO signature SELECT gen_random_uuid(), process, record_type, $2, record_revision, record_sha256, manifest_sha256,
         manifest, step, meaning, role, signer_id, signer_name, for_id, for_name, comment, dissent, payload,
         payload_sha256, method, proof, session_id, signed_at FROM signature WHERE id = $1`,
      [given.id, other],
    );
    await expect(pasted).rejects.toThrow('a signature says what was signed');
    const { body } = await house.staff.get(`/api/v1/claims/${recordId}`).expect(200);
    expect((body as { revision: number }).revision).toBe(1);
    const input = {
      statement: 'Another sentence that says more',
      metric: 'acc',
      comparator: '>=',
      threshold: '0.70',
      population: 'Adults',
      minimumN: 1000,
    };
    await house.staff
      .post(`/api/v1/claims/${recordId}/revise`)
      .set('If-Match', '"r1"')
      .send({ ...input, reason: 'Stricter' })
      .expect(201);
    const state = await house.staff.get('/api/v1/signings').query({ process: 'claim', recordId }).expect(200);
    expect(state.body).toMatchObject({ state: 'open', signatures: [], voided: [{ id: given.id }] });
  });

  it('11.100(a): a name is never given again, and who left keeps it on what he signed', async () => {
    const person = await approver();
    const given = await approved(person, await claimed());
    const { asks } = await administrator(house, now);
    await asks.post(`/api/v1/people/${person.id}/departure`).send({ reason: 'Went elsewhere' });
    const again = { userName: person.userName, printedName: 'The next one' };
    await refused(asks.post('/api/v1/people').send(again), 'duplicate');
    const { body } = await house.staff.get(`/api/v1/signatures/${given.id}`).expect(200);
    expect((body as Given).signer.printedName).toBe(given.signer.printedName);
  });

  describe('11.200(a)(1): a series', () => {
    it('begins with all that one has, goes on with the password, and ends after ten minutes', async () => {
      const person = await approver();
      const first = await ask(person, approval(await claimed()));
      expect(first.ways.password).toBe('password-and-code');
      expect(typeOf(await answer(person, first, { password: person.password }))).toMatch(/reauthentication-required/);
      const said = { password: person.password, code: freshCode(person) };
      await answer(person, first, said).expect(201);
      const second = await ask(person, approval(await claimed()));
      expect(second.ways.password).toBe('password');
      const given = (await answer(person, second, { password: person.password }).expect(201)).body as Given;
      expect(given.proof).toMatchObject({ kind: 'attested', attested: { methods: ['pwd'], series: true } });
      expect(faultOfSignature(given)).toBeNull();
      later += 10 * MINUTE + 1;
      const third = await ask(person, approval(await claimed()));
      expect(third.ways.password).toBe('password-and-code');
      expect(typeOf(await answer(person, third, { password: person.password }))).toMatch(/reauthentication-required/);
    });

    it('takes no code twice, and no wrong password', async () => {
      const person = await approver();
      const [one, two] = [await ask(person, approval(await claimed())), await ask(person, approval(await claimed()))];
      const said = { password: person.password, code: freshCode(person) };
      expect(typeOf(await answer(person, one, { ...said, password: newPassword() }))).toMatch(/authentication-failed/);
      await answer(person, one, said).expect(201);
      expect(typeOf(await answer(person, two, said))).toMatch(/authentication-failed/);
    });

    it('is of one browser', async () => {
      const person = await approver();
      await approved(person, await claimed());
      const { body } = await person.asks
        .post('/api/v1/signature-requests')
        .set('User-Agent', 'Another browser')
        .send(approval(await claimed()))
        .expect(201);
      expect((body as Shown).ways.password).toBe('password-and-code');
    });
  });

  it('11.200(a)(2): what is proved is one’s own: somebody else’s password and code sign nothing', async () => {
    const [person, other] = [await approver(), await approver()];
    const shown = await ask(person, approval(await claimed()));
    const said = { password: other.password, code: freshCode(other) };
    expect(typeOf(await answer(person, shown, said))).toMatch(/authentication-failed/);
    await refused(answer(other, shown, said), 'not-found');
  });

  describe('11.200(a)(3): an administrator signs for nobody', () => {
    it('himself, in whatever role, and cannot give himself one', async () => {
      const { asks, id } = await administrator(house, now);
      await refused(asks.post('/api/v1/signature-requests').send(approval(await claimed())), 'forbidden');
      await refused(
        asks.post(`/api/v1/people/${id}/roles`).send({ role: 'approver', reason: 'I want to' }),
        'separation-of-duties',
      );
    });

    it('by setting what somebody signs in with: the role sleeps until another one verifies the identity', async () => {
      const victim = await signedIn(house, { roles: ['approver'], now });
      const { asks } = await administrator(house, now);
      const offered = await asks
        .post(`/api/v1/people/${victim.id}/links`)
        .send({ reason: 'Lost, he says' })
        .expect(201);
      const { token } = (offered.body as { link: { token: string } }).link;
      const password = newPassword();
      const secret = await enrol(await byLink(house, token), password, now);
      const stolen = await enter(house, { id: victim.id, userName: victim.userName, password, secret }, now);
      await refused(stolen.asks.post('/api/v1/signature-requests').send(approval(await claimed())), 'forbidden');
      const sent = { kind: 'identity-verification', title: 'I know him', doneOn: now().toISOString().slice(0, 10) };
      await refused(asks.post(`/api/v1/people/${victim.id}/qualifications`).send(sent), 'forbidden');
      await house.database.superuser.query(PAPERS, [victim.id, now()]).catch(() => undefined);
    });

    it('by a session, a token, a request or a step that is somebody else’s', async () => {
      const [victim, { asks }] = [await approver(), await administrator(house, now)];
      const shown = await ask(victim, approval(await claimed()));
      const said = { method: 'password', password: victim.password, code: '000000' };
      await refused(asks.post(`/api/v1/signature-requests/${shown.id}/signatures`).send(said), 'forbidden');
      await refused(
        asks.post('/api/v1/signature-plans').send({ process: 'claim', steps: [], reason: 'None' }),
        'forbidden',
      );
      const tokens = await asks.post('/api/v1/me/tokens').send({ name: 'Mine', scopes: ['record:read'], days: 1 });
      expect(tokens.status).toBeGreaterThanOrEqual(400);
    });
  });

  it('11.300(b): accounts that nobody uses are listed', async () => {
    const idle = await enrolled(house, now);
    const { superuser } = house.database;
    await superuser.query(`SET session_replication_role = 'replica'`);
    await superuser.query(`UPDATE person SET created_at = now() - interval '91 days' WHERE id = $1`, [idle.id]);
    await superuser.query(
      `UPDATE session SET opened_at = now() - interval '91 days', expires_at = now() - interval '90 days' WHERE person_id = $1`,
      [idle.id],
    );
    await superuser.query(`SET session_replication_role = 'origin'`);
    const { body } = await house.staff.get('/api/v1/people').query({ use: 'dormant' }).expect(200);
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([idle.id]);
  });

  it('a substitute signs for whom he stands, and says so', async () => {
    const [away, substitute] = [await approver(), await approver()];
    const from = now().toISOString();
    const until = new Date(now().getTime() + 60 * MINUTE).toISOString();
    const sent = { substituteId: substitute.id, role: 'approver', from, until, reason: 'Away' };
    const { body } = await away.asks.post('/api/v1/me/delegations').send(sent).expect(201);
    const recordId = await claimed();
    const shown = await ask(substitute, { ...approval(recordId), onBehalfOf: away.id });
    const said = { password: substitute.password, code: freshCode(substitute) };
    const given = (await answer(substitute, shown, said).expect(201)).body as Given & { onBehalfOf: { id: string } };
    expect(given.onBehalfOf.id).toBe(away.id);
    await away.asks
      .post(`/api/v1/me/delegations/${(body as { id: string }).id}/end`)
      .send({ reason: 'Back' })
      .expect(200);
    const late = { ...approval(await claimed()), onBehalfOf: away.id };
    await refused(substitute.asks.post('/api/v1/signature-requests').send(late), 'forbidden');
    const stranger = await signerOf(house, { ...HIRED.approver, printedName: 'Stranger', token: 'v'.repeat(40) });
    await refused(stranger.ask({ ...approval(await claimed()), onBehalfOf: substitute.id }), 'forbidden');
  });
});
