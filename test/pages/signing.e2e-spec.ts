import { freshCode } from '../support/fresh-code';
import { type Answer, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { OWN_PAGE, type SignedIn, signedIn } from '../support/people';
import { signAll, signerOf } from '../support/signing';
import { HIRED, inPerson } from '../support/staff';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...OWN_PAGE };

let house: House;
let approver: SignedIn;
let model: Answer;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  approver = await signedIn(house, { roles: ['approver'] });
  model = await registered.model(house);
});
afterAll(() => house.close());

const see = async (path: string, { cookie }: Pick<SignedIn, 'cookie'> = approver) => {
  const answer = await fetch(`${house.url}${path}`, { headers: { ...BROWSER, cookie }, redirect: 'manual' });
  return { status: answer.status, page: await answer.text() };
};
const send = async (path: string, fields: Record<string, string>, { cookie }: Pick<SignedIn, 'cookie'> = approver) => {
  const answer = await fetch(`${house.url}${path}`, {
    ...{ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' },
    headers: { ...BROWSER, cookie },
  });
  return { status: answer.status, location: answer.headers.get('location') ?? '', page: await answer.text() };
};
let keys = 0;
const key = (): string => `signing-${(keys += 1)}`;
const staff = { cookie: inPerson(HIRED.staff.token).Cookie ?? '' };

/** A claim of the staff, which one approval signs. */
const claimed = async (): Promise<Answer> => {
  const { id } = await registered.function(house, model.id);
  return registered.claim(house, id);
};
const opened = async (id: string, more: Record<string, string> = {}): Promise<string> => {
  const { status, location } = await send('/sign', { _key: key(), table: 'claim', id, ...more });
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/signature-requests\/[0-9a-f-]{36}$/)]);
  return location;
};
const signaturesOf = async (recordId: string): Promise<Record<string, unknown>[]> => {
  const { body } = await house.staff.get(`/api/v1/signatures?recordId=${recordId}`).expect(200);
  return (body as { items: Record<string, unknown>[] }).items;
};

describe('The sheet on which one signs', () => {
  it('shows the whole record, the sentence, the digests, who signs and what follows', async () => {
    const claim = await claimed();
    const { status, page } = await see(await opened(claim.id));
    expect(status).toBe(200);
    for (const text of [
      'Lists the right option among the first three',
      'I approve revision 1 of the claim CL-',
      `Person ${approver.userName}`,
      'Sign as approval',
      'Time zone</dt><dd>UTC',
      'every signature that it takes',
      '0.60',
    ]) {
      expect(page).toContain(text);
    }
    const digests = [...page.matchAll(/[0-9a-f]{64}/g)].map(([one]) => one);
    expect(new Set(digests).size).toBeGreaterThanOrEqual(3);
    expect(page).not.toMatch(/undefined|\[object|<script>|style=/);
  });

  it('says that a record of the worked example is made up, and of no other', async () => {
    const shown = await registered.model(house, { illustrative: true });
    const { id } = await registered.function(house, shown.id);
    const sheetOf = async (claim: Answer) => (await see(await opened(claim.id))).page;
    expect(await sheetOf(await registered.claim(house, id))).toContain('Worked example: the names');
    expect(await sheetOf(await claimed())).not.toContain('Worked example: the names');
  });

  it('is signed with password and code by a plain form, once however often it is sent', async () => {
    const claim = await claimed();
    const sheet = await opened(claim.id);
    const proof = { method: 'password', password: approver.password, code: await freshCode(house, approver) };
    const [first, second] = await Promise.all([send(`${sheet}/sign`, proof), send(`${sheet}/sign`, proof)]);
    expect([first.status, first.location]).toEqual([303, sheet]);
    expect([second.status, second.location]).toEqual([303, sheet]);
    expect(await signaturesOf(claim.id)).toHaveLength(1);
    const { page } = await see(sheet);
    expect(page).toContain('You signed: approval');
    expect(page).toContain(String((await signaturesOf(claim.id))[0]?.payloadSha256));
    expect(page).toContain(`href="/claims/${claim.id}"`);
  });

  it('says what is wrong beside the field, prints no secret, and keeps none', async () => {
    const claim = await claimed();
    const sheet = await opened(claim.id);
    const wrong = await send(`${sheet}/sign`, { password: 'kelp-violin-wrong', code: '123456' });
    expect(wrong.status).toBe(401);
    expect(wrong.page).toContain('The password or the code is wrong, or the code was used before.');
    for (const secret of ['kelp-violin-wrong', '123456']) expect(wrong.page).not.toContain(secret);
    const none = await send(`${sheet}/sign`, { password: '', code: '' });
    expect([none.status, none.page.includes('<a href="#password">Password is not filled in yet.</a>')]).toEqual([
      422,
      true,
    ]);
    const { rows } = await house.database.superuser.query<{ answer: string }>(
      'SELECT answer FROM idempotency_key WHERE answer LIKE $1 OR route LIKE $2',
      ['%kelp%', '%signature-requests%'],
    );
    expect(rows).toEqual([]);
    expect(await signaturesOf(claim.id)).toEqual([]);
  });

  it('is rejected with a reason, which is a meaning of its own and part of what is signed', async () => {
    const claim = await claimed();
    await opened(claim.id);
    const without = await send('/sign', { _key: key(), table: 'claim', id: claim.id, meaning: 'rejection' });
    expect(without.status).toBe(422);
    const sheet = await opened(claim.id, { meaning: 'rejection', comment: 'n is <i>too</i> small' });
    const { page } = await see(sheet);
    expect(page).toContain('I reject revision 1 of the claim');
    expect(page).toContain('n is &lt;i&gt;too&lt;/i&gt; small');
    const proof = { password: approver.password, code: await freshCode(house, approver) };
    expect((await send(`${sheet}/sign`, proof)).status).toBe(303);
    expect((await see(sheet)).page).toContain('You rejected it');
    expect(await signaturesOf(claim.id)).toMatchObject([{ meaning: 'rejection', comment: 'n is <i>too</i> small' }]);
  });

  it('remembers in which time zone one signed last, and says it before', async () => {
    const claim = await claimed();
    const sheet = await opened(claim.id, { timeZone: 'America/Chicago', comment: 'Seen', dissent: 'Yet I doubt it' });
    expect((await see(sheet)).page).toContain('America/Chicago (UTC−06:00)');
    const proof = { password: approver.password, code: await freshCode(house, approver) };
    expect((await send(`${sheet}/sign`, proof)).status).toBe(303);
    expect((await see(sheet)).page).toMatch(/C[SD]T \(UTC−0[56]:00, America\/Chicago\)/);
    expect((await see(await opened((await claimed()).id))).page).toContain('America/Chicago');
  });
});

describe('Whoever cannot sign', () => {
  it('is told that he is the author, and who can instead', async () => {
    const claim = await claimed();
    const { status, page } = await send('/sign', { _key: key(), table: 'claim', id: claim.id }, staff);
    expect(status).toBe(403);
    expect(page).toContain('You are the author, so another person must sign');
    expect(page).toContain('Approval by an approver');
    expect(page).toContain(`Person ${approver.userName}`);
  });

  it('is told that the step is signed, or comes later', async () => {
    const { id: functionId } = await registered.function(house, model.id);
    await registered.intendedUse(house, functionId);
    const decided = await registered.classification(house, functionId);
    const early = await send('/sign', { _key: key(), table: 'classification', id: decided.id });
    expect(early.status).toBe(409);
    expect(early.page).toContain('Authorship by a regulatory specialist');
    const claim = await claimed();
    await signAll(house, 'claim', claim.id);
    const late = await send('/sign', { _key: key(), table: 'claim', id: claim.id });
    expect([late.status, late.page.includes('This step is not open')]).toEqual([409, true]);
  });

  it('is led to what there is now when the request ran out, or the record has changed', async () => {
    const claim = await claimed();
    const sheet = await opened(claim.id);
    await house.database.superuser.query(
      `UPDATE signature_request SET made_at = made_at - interval '1 hour', expires_at = expires_at - interval '1 hour' WHERE id = $1`,
      [sheet.split('/').at(-1)],
    );
    const expired = await see(sheet);
    expect(expired.page).toContain('What you saw is older than five minutes');
    expect(expired.page).toContain('Look at it as it is now');
    const late = await send(`${sheet}/sign`, { password: approver.password, code: await freshCode(house, approver) });
    expect([late.status, late.page.includes('older than five minutes')]).toEqual([410, true]);
    const other = await opened(claim.id);
    const { body, headers } = await house.staff.get(`/api/v1/claims/${claim.id}`).expect(200);
    const { statement, metric, comparator, population } = body as Record<string, string>;
    const revised = {
      statement,
      metric,
      comparator,
      threshold: '0.70',
      population,
      minimumN: 1000,
      reason: 'Stricter',
    };
    await house.staff
      .post(`/api/v1/claims/${claim.id}/revise`)
      .set('If-Match', String((headers as Record<string, string>).etag))
      .send(revised)
      .expect(201);
    const changed = await send(`${other}/sign`, {
      password: approver.password,
      code: await freshCode(house, approver),
    });
    expect([changed.status, changed.page.includes('It has changed since you saw it')]).toEqual([409, true]);
    expect(await signaturesOf(claim.id)).toEqual([]);
  });

  it('sees no request of anybody else, and no table that is not signed', async () => {
    const claim = await claimed();
    const sheet = await opened(claim.id);
    expect((await see(sheet, staff)).status).toBe(404);
    expect((await send('/sign', { _key: key(), table: 'person', id: claim.id })).status).toBe(422);
    expect((await send('/sign', { _key: key(), table: 'claim', id: model.id })).status).toBe(404);
    expect((await send('/sign', { table: 'claim', id: claim.id })).status).toBe(400);
  });
});

describe('My work', () => {
  it('opens the sheet of what there is to sign', async () => {
    const claim = await claimed();
    const { page } = await see('/');
    expect(page).toContain('action="/sign"');
    expect(page).toContain(`name="id" value="${claim.id}"`);
    await signerOf(house, HIRED.approver);
  });
});
