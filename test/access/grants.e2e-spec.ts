import { randomUUID } from 'node:crypto';
import { OperatorToken } from '../../src/access/operator-token';
import type { Grant } from '../../src/access/policy/policy.rules';
import { createApp } from '../../src/app.setup';
import { sha256 } from '../../src/kernel/digest';
import { changeOf, event, row } from '../database/fixtures/record';
import { type Answer, registered } from '../support/given';
import { asking, type House, openHouse, OPERATOR_TOKEN } from '../support/house';
import { exported, page } from '../support/listed';
import { NOBODY, refused } from '../support/problems';
import { ADMINISTRATOR_TOKEN, APPROVER_TOKEN, byToken, granted, hire, inPerson, TOKEN } from '../support/staff';
import { countOf, digestOfRow, leavesNothing, toldOf } from '../support/trail';
import { type Furnished, furnished } from './fixtures/furnished';

const DAY = 24 * 60 * 60 * 1000;
const ROWS = ['auditor_grant', 'auditor_grant_scope'];
type Agent = ReturnType<typeof asking>;

let house: House;
let a: Furnished;
let b: Answer;
let ahead = 0;
const now = (): Date => new Date(Date.now() + ahead);
const inDays = (days: number): string => new Date(now().getTime() + days * DAY).toISOString();

beforeAll(async () => {
  house = await openHouse({ clock: { now } });
  a = await furnished(house, 'A');
  b = await registered.model(house, { name: 'Aardvark of B' });
}, 120_000);
afterAll(() => house.close());
beforeEach(() => (ahead = 0));

const lead = (): Agent => asking(house.url, inPerson(TOKEN));
let count = 0;

/** Somebody who audits, in a session. */
async function anAuditor(own: Partial<Grant> | null = null): Promise<{ id: string; token: string; asks: Agent }> {
  const token = `grants-token-of-forty-characters-and-more-${(count += 1)}`;
  const { superuser } = house.database;
  const id = await hire(superuser, { printedName: 'Auditor', roles: ['auditor'], token });
  if (own !== null) await granted(superuser, id, own);
  return { id, token, asks: asking(house.url, inPerson(token)) };
}

const grant = (personId: string, own: object = {}) => ({
  ...{ personId, from: inDays(0), until: inDays(5), purpose: 'Surveillance audit', modelIds: [a.ids.model] },
  ...own,
});
const give = (personId: string, own: object = {}, asks = lead()) =>
  asks.post('/api/v1/auditor-grants').send(grant(personId, own));
const given = async (personId: string, own: object = {}): Promise<Answer> =>
  (await give(personId, own).expect(201)).body as Answer;
const revoke = (id: string, asks = lead()) =>
  asks.post(`/api/v1/auditor-grants/${id}/revocations`).send({ reason: 'The audit ended early' });

interface Read {
  readonly id: string;
  readonly operation: string;
  readonly record_type: string | null;
  readonly record_id: string | null;
  readonly status: number;
}
/** What an auditor read, as the database holds it, oldest first. */
const readsOf = async (personId: string): Promise<Read[]> =>
  (
    await house.database.superuser.query<Read>(
      'SELECT id, operation, record_type, record_id, status FROM auditor_read WHERE person_id = $1 ORDER BY id',
      [personId],
    )
  ).rows;
const said = ({ operation, record_type, record_id, status }: Read) => [operation, record_type, record_id, status];

describe('A grant', () => {
  it('is given by the quality lead in person, to an auditor, and is told with each row', async () => {
    const { id: personId } = await anAuditor();
    const dossierIds = [a.ids.dossier];
    const body = await given(personId, { dossierIds });
    expect(body).toMatchObject({
      ...{ personId, purpose: 'Surveillance audit', modelIds: [a.ids.model], dossierIds },
      ...{ givenBy: house.staffId, endedAt: null, endedBy: null, endReason: null, revision: 1 },
      href: `/api/v1/auditor-grants/${body.id}`,
    });
    const [told] = await toldOf(house, body.id);
    expect(told).toMatchObject({
      ...{ act: 'auditor-grant.given', reason: 'Surveillance audit' },
      actor: { id: house.staffId, role: 'quality-lead', via: { kind: 'session' } },
    });
    const { rows } = await house.database.superuser.query<{ id: string }>(
      'SELECT id FROM auditor_grant_scope WHERE grant_id = $1 ORDER BY id',
      [body.id],
    );
    const digests = [
      { type: 'auditor_grant', id: body.id, before: null, after: await digestOfRow(house, 'auditor_grant', body.id) },
    ];
    for (const { id } of rows) {
      const after = await digestOfRow(house, 'auditor_grant_scope', id);
      digests.push({ type: 'auditor_grant_scope', id, before: null, after });
    }
    expect(told.changes).toEqual(digests);
    expect((await house.staff.get(body.href).expect(200)).body).toEqual(body);
  });

  it('is given by nobody else, and by no token', async () => {
    const { id, asks } = await anAuditor({});
    await leavesNothing(house, ROWS, async () => {
      await refused(give(id, {}, asking(house.url, byToken(TOKEN))), 'interactive-required');
      for (const token of [ADMINISTRATOR_TOKEN, APPROVER_TOKEN]) {
        await refused(give(id, {}, asking(house.url, inPerson(token))), 'forbidden');
      }
      await refused(give(id, {}, asks), 'forbidden');
      await refused(give(id, {}, asking(house.url, byToken(OPERATOR_TOKEN))), 'forbidden');
    });
  });

  it('is for somebody who has the role auditor, and never for who gives it', async () => {
    await leavesNothing(house, ROWS, async () => {
      await refused(give(house.approverId), 'invalid-state');
      await refused(give(house.staffId), 'separation-of-duties');
      await refused(give(NOBODY), 'validation', '/personId');
    });
  });

  it.each<[string, () => object, string]>([
    ['nothing', () => ({ modelIds: [] }), '/modelIds'],
    ['nothing at all', () => ({ modelIds: undefined }), '/modelIds'],
    ['a model that is not there', () => ({ modelIds: [a.ids.model, NOBODY] }), '/modelIds/1'],
    ['a version in place of a model', () => ({ modelIds: [a.ids.model_version] }), '/modelIds/0'],
    ['a dossier that is not there', () => ({ dossierIds: [NOBODY] }), '/dossierIds/0'],
    ['a model twice', () => ({ modelIds: [a.ids.model, a.ids.model] }), '/modelIds'],
    ['what is no id', () => ({ modelIds: ['x'] }), '/modelIds'],
  ])('covers something: not %s', async (_, own, pointer) => {
    const { id } = await anAuditor();
    await leavesNothing(house, ROWS, () => refused(give(id, own()), 'validation', pointer));
  });

  it.each<[string, () => object, string]>([
    ['ends before it begins', () => ({ from: inDays(2), until: inDays(1) }), '/until'],
    ['ends as it begins', () => ({ from: '2027-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }), '/until'],
    ['runs a millisecond more than 366 days', () => longer(1), '/until'],
    ['is over already', () => ({ from: inDays(-2), until: inDays(-1) }), '/until'],
    ['says a day', () => ({ until: inDays(2).slice(0, 10) }), '/until'],
    ['says a day that does not exist', () => ({ until: '2027-02-30T10:00:00Z' }), '/until'],
    ['says another zone', () => ({ from: '2027-02-01T10:00:00+01:00' }), '/from'],
    ['says no purpose', () => ({ purpose: '   ' }), '/purpose'],
  ])('is refused where it %s', async (_, own, pointer) => {
    const { id } = await anAuditor();
    await leavesNothing(house, ROWS, () => refused(give(id, own()), 'validation', pointer));
  });
  const longer = (ms: number) => {
    const from = new Date('2027-01-01T00:00:00.000Z');
    return { from: from.toISOString(), until: new Date(from.getTime() + 366 * DAY + ms).toISOString() };
  };

  it('runs for 366 days at the most', async () => {
    const { id } = await anAuditor();
    await give(id, longer(0)).expect(201);
  });

  it('is read and listed by the quality lead and the administrator, and by nobody else', async () => {
    const { id, asks } = await anAuditor();
    const [one, other] = [await given(id), await given(id, { from: inDays(10), until: inDays(12) })];
    const list = async (query: Record<string, string>) =>
      (await page(house, '/api/v1/auditor-grants', { personId: id, ...query })).items.map((item) => item.id);
    expect(await list({})).toEqual([one.id, other.id]);
    expect(await list({ sort: '-until' })).toEqual([other.id, one.id]);
    expect(await list({ at: inDays(1) })).toEqual([one.id]);
    expect(await list({ at: inDays(11).slice(0, 10) })).toEqual([other.id]);
    expect(await list({ modelId: a.ids.model })).toEqual([one.id, other.id]);
    expect(await list({ modelId: b.id })).toEqual([]);
    expect(await list({ dossierId: a.ids.dossier })).toEqual([]);
    await revoke(one.id).expect(201);
    expect(await list({ state: 'ended' })).toEqual([one.id]);
    expect(await list({ state: 'given' })).toEqual([other.id]);
    const administrator = asking(house.url, byToken(ADMINISTRATOR_TOKEN));
    await administrator.get(one.href).expect(200);
    expect(await exported(house, '/api/v1/auditor-grants', { personId: id, format: 'csv' })).toContain(one.id);
    for (const path of ['/api/v1/auditor-grants', one.href, '/api/v1/auditor-reads']) {
      await refused(house.approver.get(path), 'forbidden');
      await refused(asks.get(path), 'forbidden');
    }
    await refused(house.staff.get(`/api/v1/auditor-grants/${NOBODY}`), 'not-found');
  });

  it('is taken back once, with a reason, and stays readable as it was', async () => {
    const { id } = await anAuditor();
    const { id: grantId, href } = await given(id);
    const before = now().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await refused(lead().post(`${href}/revocations`).send({}), 'validation', '/reason');
    await refused(revoke(grantId, asking(house.url, byToken(TOKEN))), 'interactive-required');
    await refused(revoke(grantId, asking(house.url, inPerson(ADMINISTRATOR_TOKEN))), 'forbidden');
    const { body } = await revoke(grantId).expect(201);
    expect(body).toMatchObject({ endedBy: house.staffId, endReason: 'The audit ended early', revision: 2 });
    expect((await toldOf(house, grantId)).map(({ act, reason }) => [act, reason])).toEqual([
      ['auditor-grant.given', 'Surveillance audit'],
      ['auditor-grant.revoked', 'The audit ended early'],
    ]);
    await refused(revoke(grantId), 'invalid-state');
    await refused(revoke(NOBODY), 'not-found');
    const { body: was } = await house.staff.get(href).query({ asOf: before }).expect(200);
    expect(was).toMatchObject({ endedAt: null, endReason: null, revision: 1, modelIds: [a.ids.model] });
  });
});

describe('A grant in the database', () => {
  const values = (personId: string, own: object = {}) => ({
    ...{ person_id: personId, '"from"': inDays(0), until: inDays(5), purpose: 'Audit', given_by: 'somebody' },
    ...{ given_at: inDays(0), revision: 1, ...own },
  });
  const scopeOf = (grantId: string, own: object = {}) =>
    row('auditor_grant_scope', { grant_id: grantId, model_id: a.ids.model, ...own });

  /** Writes what a caller could by the application's login, with an event that tells it; the code of the refusal. */
  async function attempt(steps: readonly { text: string; values?: unknown[] }[]): Promise<string> {
    const { superuser } = house.database;
    await superuser.query('BEGIN; SET LOCAL ROLE predicate_app');
    try {
      for (const step of steps) await superuser.query(step);
      await superuser.query('SET CONSTRAINTS ALL IMMEDIATE');
      return 'done';
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await superuser.query('ROLLBACK');
    }
  }
  const inserted = ({ table, values: of }: ReturnType<typeof row>) => ({
    text: `INSERT INTO ${table} (${Object.keys(of).join(', ')}) VALUES (${Object.keys(of)
      .map((_, at) => `$${at + 1}`)
      .join(', ')})`,
    values: Object.values(of),
  });
  const written = (...rows: ReturnType<typeof row>[]) => [
    ...rows.map(inserted),
    event(rows.map((one) => changeOf(one))) as { text: string; values: unknown[] },
  ];

  it('is as the service writes it', async () => {
    const { id } = await anAuditor();
    const one = row('auditor_grant', values(id));
    expect(await attempt(written(one, scopeOf(one.values.id)))).toBe('done');
    expect(await attempt(written(one, scopeOf(one.values.id)).slice(0, 2))).toBe('23514');
  });

  it.each<[string, (personId: string) => object]>([
    ['for who gave it', (personId) => ({ given_by: personId })],
    ['that ends before it begins', () => ({ until: inDays(-1) })],
    ['of more than 366 days', () => ({ until: inDays(366.001) })],
    ['that was over when it was given', () => ({ given_at: inDays(6) })],
    ['without a purpose', () => ({ purpose: ' ' })],
    ['that has ended', () => ({ ended_at: inDays(1), ended_by: 'somebody', end_reason: 'R' })],
    ['for somebody who is no auditor', () => ({ person_id: house.staffId })],
  ])('is none %s', async (_, own) => {
    const { id } = await anAuditor();
    const one = row('auditor_grant', values(id, own(id)));
    expect(await attempt(written(one, scopeOf(one.values.id)))).toBe('23514');
  });

  it('covers something, each a model or a dossier, and nothing more later', async () => {
    const { id } = await anAuditor();
    const one = row('auditor_grant', values(id));
    expect(await attempt(written(one))).toBe('23514');
    for (const own of [{ model_id: null }, { dossier_id: a.ids.dossier }]) {
      expect(await attempt(written(one, scopeOf(one.values.id, own)))).toBe('23514');
    }
    expect(await attempt(written(one, scopeOf(one.values.id), scopeOf(one.values.id)))).toBe('23505');
    const kept = await given(id);
    expect(await attempt(written(scopeOf(kept.id, { model_id: b.id })))).toBe('23514');
    const touched = { text: 'UPDATE auditor_grant SET revision = revision WHERE id = $1', values: [kept.id] };
    expect(await attempt([touched, ...written(scopeOf(kept.id, { model_id: b.id }))])).toBe('23514');
  });

  it.each(['purpose', '"from"', 'until', 'person_id', 'given_by', 'given_at'])(
    'never has another %s',
    async (column) => {
      const { id } = await anAuditor();
      const kept = await given(id);
      const other = { person_id: `'${house.staffId}'`, purpose: `'Other'`, given_by: `'other'` }[column];
      const text = `UPDATE auditor_grant SET ${column} = ${other ?? `${column} + interval '1 hour'`} WHERE id = '${kept.id}'`;
      expect(await attempt([{ text }])).toBe('23514');
    },
  );

  it('ends once, by somebody else, and begins again by nobody', async () => {
    const { id } = await anAuditor();
    const kept = await given(id);
    const end = (by: string) => ({
      text: `UPDATE auditor_grant SET ended_at = given_at, ended_by = $2, end_reason = 'R', revision = 2 WHERE id = $1`,
      values: [kept.id, by],
    });
    const told = event([changeOf(row('auditor_grant', { id: kept.id }), 'b'.repeat(64))]) as never;
    expect(await attempt([end('somebody'), told])).toBe('done');
    expect(await attempt([end(id), told])).toBe('23514');
    expect(await attempt([end('somebody')])).toBe('23514');
    expect(await attempt([end('somebody'), end('another'), told])).toBe('23514');
    await revoke(kept.id).expect(201);
    const again = `UPDATE auditor_grant SET ended_at = NULL, ended_by = NULL, end_reason = NULL WHERE id = '${kept.id}'`;
    expect(await attempt([{ text: again }])).toBe('23514');
  });

  it('and what was read of it are never deleted, and what was read is never changed', async () => {
    for (const table of ['auditor_grant', 'auditor_grant_scope', 'auditor_read']) {
      expect(await attempt([{ text: `DELETE FROM ${table}` }])).toBe('42501');
    }
    for (const table of ['auditor_grant_scope', 'auditor_read']) {
      expect(await attempt([{ text: `UPDATE ${table} SET id = id` }])).toBe('42501');
    }
  });

  it('ends with the role that it is for', async () => {
    const { id } = await anAuditor();
    const { rows } = await house.database.superuser.query<{ id: string }>(
      'SELECT id FROM role_assignment WHERE person_id = $1',
      [id],
    );
    const text = `UPDATE role_assignment SET ended_at = now(), ended_by = 'x', revision = 2 WHERE person_id = '${id}'`;
    const told = event([changeOf(row('role_assignment', { id: rows[0].id }), 'b'.repeat(64))]) as never;
    expect(await attempt([{ text }, told])).toBe('done');
    await given(id);
    expect(await attempt([{ text }, told])).toBe('23514');
  });
});

describe('An auditor', () => {
  const model = () => `/api/v1/models/${a.ids.model}`;

  it('reads from the first instant of a grant until the last, by the clock of the service', async () => {
    const { id, asks } = await anAuditor();
    const began = now().getTime();
    const [from, until] = [new Date(began + DAY).toISOString(), new Date(began + 3 * DAY).toISOString()];
    await given(id, { from, until });
    const at = async (instant: string, ms: number): Promise<number> => {
      ahead += new Date(instant).getTime() + ms - now().getTime();
      return (await asks.get(model())).status;
    };
    expect(await at(from, -2_000)).toBe(401);
    expect(await at(from, 0)).toBe(200);
    expect(await at(until, -2_000)).toBe(200);
    expect(await at(until, 0)).toBe(401);
    const response = await asks.get(model());
    expect(response.headers['www-authenticate']).toBe('Bearer realm="predicate"');
    await refused(asks.get(model()), 'access-expired');
    await refused(asks.get('/api/v1/models'), 'access-expired');
    await refused(asks.get('/api/v1/retention-rules'), 'access-expired');
    await house.anybody.get('/problems/access-expired').expect(200);
  });

  it('reads nothing without a grant, and is himself all the same', async () => {
    const { asks } = await anAuditor();
    await refused(asks.get(model()), 'access-expired');
    await refused(asks.get('/api/v1/search').query({ q: 'aardvark' }), 'access-expired');
    expect((await asks.get('/api/v1/me').expect(200)).body).toMatchObject({ roles: ['auditor'], grants: [] });
    await asks.get('/api/v1/me/sessions').expect(200);
    await asks.delete('/api/v1/sessions/current').expect(200);
    await refused(asks.get('/api/v1/me'), 'authentication-required');
  });

  it('reads nothing from the next request on when his grant is taken back', async () => {
    const { id, asks } = await anAuditor();
    const one = await given(id);
    await asks.get(model()).expect(200);
    await revoke(one.id).expect(201);
    await refused(asks.get(model()), 'access-expired');
    await asks.get('/api/v1/me').expect(200);
  });

  it('sees which grants of his run, and what they cover', async () => {
    const { id, asks } = await anAuditor();
    const running = await given(id, { dossierIds: [a.ids.dossier] });
    await given(id, { from: inDays(20), until: inDays(21) });
    const over = await given(id, { modelIds: [b.id] });
    await revoke(over.id).expect(201);
    expect((await asks.get('/api/v1/me').expect(200)).body).toMatchObject({ grants: [running] });
  });

  it('reads what several grants cover together', async () => {
    const { id, asks } = await anAuditor();
    await given(id);
    await refused(asks.get(`/api/v1/models/${b.id}`), 'not-found');
    await given(id, { modelIds: [b.id] });
    await asks.get(`/api/v1/models/${b.id}`).expect(200);
    await asks.get(model()).expect(200);
    expect(((await asks.get('/api/v1/models').expect(200)).body as { items: Answer[] }).items).toHaveLength(2);
  });

  it('has no grant any more where the role ended, also when it is given again', async () => {
    const { id, token } = await anAuditor();
    const one = await given(id);
    const administrator = asking(house.url, inPerson(ADMINISTRATOR_TOKEN));
    const role = { role: 'auditor', reason: 'Changed' };
    await administrator.post(`/api/v1/people/${id}/roles/end`).send(role).expect(200);
    const { body } = await house.staff.get(one.href).expect(200);
    expect(body).toMatchObject({ endReason: 'The role ended', revision: 2 });
    await administrator.post(`/api/v1/people/${id}/roles`).send(role).expect(201);
    await house.database.superuser.query(
      `SET session_replication_role = 'replica'; UPDATE session SET ended_at = NULL, end_reason = NULL
       WHERE person_id = '${id}'; SET session_replication_role = 'origin'`,
    );
    await refused(asking(house.url, inPerson(token)).get(model()), 'access-expired');
  });

  it('has none any more where he left', async () => {
    const { id } = await anAuditor();
    const one = await given(id);
    const administrator = asking(house.url, inPerson(ADMINISTRATOR_TOKEN));
    await administrator.post(`/api/v1/people/${id}/leave`).send({ reason: 'Done' }).expect(200);
    expect((await house.staff.get(one.href).expect(200)).body).toMatchObject({ endReason: 'The role ended' });
  });

  it('is there himself: no token is issued to him, and none that he had reads', async () => {
    const { token, asks } = await anAuditor({ modelIds: [a.ids.model] });
    const issue = { name: 'Mine', scopes: ['record:read'], days: 3 };
    await refused(asks.post('/api/v1/me/tokens').send(issue), 'forbidden');
    await refused(asking(house.url, byToken(token)).get(model()), 'interactive-required');
  });

  it('writes nothing', async () => {
    const { asks } = await anAuditor({ modelIds: [a.ids.model] });
    await leavesNothing(house, ['auditor_read', 'evidence', 'claim'], async () => {
      await refused(asks.post(`/api/v1/versions/${a.ids.model_version}/evidence`).send({}), 'forbidden');
      await refused(asks.patch(model()).send({ name: 'Mine', reason: 'Because' }), 'forbidden');
      await refused(asks.post('/api/v1/imports').send({ sha256: a.sha256 }), 'forbidden');
      await refused(asks.post('/api/v1/classification/evaluate').send({}), 'forbidden');
    });
  });

  it('of a dossier alone reads what is known of it and its PDF, and nothing more', async () => {
    const { asks } = await anAuditor({ dossierIds: [a.ids.dossier] });
    const dossier = `/api/v1/dossiers/${a.ids.dossier}`;
    expect((await asks.get(dossier).expect(200)).body).toMatchObject({ id: a.ids.dossier });
    const { body } = await asks.get(`${dossier}/pdf`).expect(200);
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    const { items } = (await asks.get('/api/v1/dossiers').expect(200)).body as { items: Answer[] };
    expect(items.map(({ id }) => id)).toEqual([a.ids.dossier]);
    const found = (
      await asks
        .get('/api/v1/search')
        .query({ q: String(items[0].code) })
        .expect(200)
    ).body as {
      items: Answer[];
    };
    expect(found.items.map(({ id }) => id)).toEqual([a.ids.dossier]);
    const lists = ['models', 'versions', 'functions', 'claims', 'evidence', 'organizations', 'submissions'];
    for (const noun of [...lists, 'intended-uses', 'classifications', 'audit-events']) {
      expect((await asks.get(`/api/v1/${noun}`).expect(200)).body).toEqual({ items: [], next: null });
    }
    for (const path of [
      ...[model(), `/api/v1/versions/${a.ids.model_version}`, `/api/v1/versions/${a.ids.model_version}/dossiers`],
      ...[`/api/v1/dossier-jobs/${a.ids.dossier_job}`, `/api/v1/files/${a.sha256}`],
      ...[`/api/v1/files/${String(items[0].sha256)}`, `/api/v1/evidence/${a.ids.evidence}`],
      `/api/v1/records/model/${a.ids.model}/revisions`,
    ]) {
      await refused(asks.get(path), 'not-found');
    }
  });

  it('sees no act that concerned another model as well', async () => {
    const { asks } = await anAuditor({ modelIds: [a.ids.model] });
    const acts = async () => {
      const query = { subjectId: a.ids.model, limit: 200 };
      return ((await asks.get('/api/v1/audit-events').query(query).expect(200)).body as { items: Answer[] }).items;
    };
    const before = await acts();
    expect(before.length).toBeGreaterThan(0);
    const subject = { type: 'model', id: a.ids.model };
    const [ofA, ofB] = [a.ids.model, b.id].map((id) => changeOf(row('model', { id }), 'b'.repeat(64)));
    const [own, both] = [randomUUID(), randomUUID()].map((id) => id.replace(/^(.{14})./, '$17'));
    await house.database.superuser.query(event([ofA], { content: { id: own, subject } }));
    await house.database.superuser.query(event([ofA, ofB], { content: { id: both, subject } }));
    expect((await acts()).map(({ id }) => id).filter((id) => [own, both].includes(id))).toEqual([own]);
    await asks.get(`/api/v1/audit-events/${own}`).expect(200);
    await refused(asks.get(`/api/v1/audit-events/${both}`), 'not-found');
  });
});

describe('What an auditor reads', () => {
  const model = () => `/api/v1/models/${a.ids.model}`;

  it('is told each time: what, of which record, and how he was answered', async () => {
    const { id, asks } = await anAuditor({ modelIds: [a.ids.model] });
    await asks.get(model()).expect(200);
    await asks.head(model()).expect(200);
    await asks.get(`/api/v1/models/${b.id}`).expect(404);
    await asks.get('/api/v1/models/nobody').expect(404);
    await asks.get(model()).query({ asOf: 'yesterday' }).expect(400);
    await asks.get(model()).query({ asOf: '2020-01-01' }).expect(404);
    await asks.get('/api/v1/evidence').query({ format: 'csv' }).expect(200);
    await asks.get(`/api/v1/files/${a.sha256}`).expect(200);
    await asks.get(`/api/v1/dossiers/${a.ids.dossier}/pdf`).expect(200);
    await asks.get('/api/v1/search').query({ q: 'aardvark' }).expect(200);
    await asks.get('/api/v1/classification/rule-sets').expect(200);
    const pair = { type: 'intended_use', from: a.ids.intended_use, to: a.laterUse };
    await asks.get('/api/v1/differences').query(pair).expect(200);
    await asks.get(`/api/v1/records/person/${id}/revisions`).expect(404);
    expect((await readsOf(id)).map(said)).toEqual([
      ['getModel', 'model', a.ids.model, 200],
      ['getModel', 'model', a.ids.model, 200],
      ['getModel', 'model', b.id, 404],
      ['getModel', 'model', null, 404],
      ['getModel', 'model', a.ids.model, 400],
      ['getModel', 'model', a.ids.model, 404],
      ['listAllEvidence', 'evidence', null, 200],
      ['readFile', 'stored_file', a.sha256, 200],
      ['getDossierPdf', 'dossier', a.ids.dossier, 200],
      ['searchRecord', null, null, 200],
      ['listRuleSets', null, null, 200],
      ['compareRecords', 'intended_use', a.ids.intended_use, 200],
      ['compareRecords', 'intended_use', a.laterUse, 200],
      ['listRevisions', null, null, 404],
    ]);
  });

  it('is an audit event, of his session, with the digest of the row that says it', async () => {
    const { id, asks } = await anAuditor({ modelIds: [a.ids.model] });
    const response = await asks.get(model()).expect(200);
    const [one] = await readsOf(id);
    const [told] = await toldOf(house, one.id);
    expect(told).toMatchObject({
      ...{ act: 'auditor.read', reason: null, requestId: response.headers['x-request-id'] },
      actor: { id, name: 'Auditor', role: 'auditor', via: { kind: 'session' } },
      subject: { type: 'auditor_read', id: one.id },
    });
    const after = await digestOfRow(house, 'auditor_read', one.id);
    expect(told.changes).toEqual([{ type: 'auditor_read', id: one.id, before: null, after }]);
    const { items } = await page(house, '/api/v1/auditor-reads', { personId: id });
    expect(items).toEqual([expect.objectContaining({ id: one.id, operation: 'getModel', status: 200 })]);
    const events = await page(house, '/api/v1/audit-events', { act: 'auditor.read', actorId: id });
    expect(events.items.map(({ subjectId }) => subjectId)).toEqual([one.id]);
  });

  it('is no event where nothing of the record was asked for, or he was not let in', async () => {
    const { id, asks } = await anAuditor({ modelIds: [a.ids.model] });
    await leavesNothing(house, ['auditor_read'], async () => {
      await asks.get('/api/v1/me').expect(200);
      await refused(asks.get('/api/v1/retention-rules'), 'forbidden');
      await refused(asks.get('/api/v1/people'), 'forbidden');
      await house.staff.get(model()).expect(200);
    });
    const { body } = await asks.get('/api/v1/me').expect(200);
    await revoke((body as { grants: Answer[] }).grants[0].id).expect(201);
    const reads = await countOf(house, 'auditor_read');
    await refused(asks.get(model()), 'access-expired');
    expect([await countOf(house, 'auditor_read'), await readsOf(id)]).toEqual([reads, []]);
  });

  it('is not shown where it cannot be told, and nothing that was opened for it stays open', async () => {
    const { asks } = await anAuditor({ modelIds: [a.ids.model] });
    const { superuser } = house.database;
    await superuser.query('REVOKE INSERT ON auditor_read FROM predicate_app');
    try {
      const paths = [model(), `/api/v1/files/${a.sha256}`, `/api/v1/dossiers/${a.ids.dossier}/pdf`, '/api/v1/evidence'];
      for (const path of [...paths, ...Array.from({ length: 6 }, () => '/api/v1/evidence?format=csv')]) {
        const problem = await refused(asks.get(path), 'unavailable');
        expect(JSON.stringify({ ...problem, instance: '' })).not.toContain(a.ids.model);
      }
      await refused(asks.get(`/api/v1/models/${b.id}`), 'unavailable');
      await asks.get('/api/v1/me').expect(200);
    } finally {
      await superuser.query('GRANT INSERT ON auditor_read TO predicate_app');
    }
    await asks.get('/api/v1/evidence').query({ format: 'csv' }).expect(200);
    const { rows } = await superuser.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('is not shown while nothing may be written, in the words of the hold', async () => {
    const { token } = await anAuditor({ modelIds: [a.ids.model] });
    const words = 'The restored log lacks entries that somebody has seen';
    const app = await createApp({
      ...{ databaseUrl: house.database.applicationUrl, store: house.store, clock: { now }, maxFileBytes: 1024 },
      ...{ operatorToken: new OperatorToken(sha256(OPERATOR_TOKEN)), requestsPerMinute: 0, log: null },
      ...{ schedules: false, writesHeld: words },
    });
    await app.listen(0, '127.0.0.1');
    try {
      const url = await app.getUrl();
      const held = asking(url, inPerson(token));
      await leavesNothing(house, ['auditor_read'], async () => {
        for (const path of [model(), '/api/v1/models', `/api/v1/models/${b.id}`]) {
          expect((await refused(held.get(path), 'unavailable')).detail).toBe(words);
        }
        await held.get('/api/v1/me').expect(200);
        await asking(url, byToken(TOKEN)).get(model()).expect(200);
      });
    } finally {
      await app.close();
    }
  });
});
