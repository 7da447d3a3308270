import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import {
  attempt,
  DONE,
  event,
  insertion,
  rehearse,
  row,
  type Row,
  type Step,
  type Values,
} from '../database/fixtures/record';
import { signedPast } from '../database/fixtures/signed';
import { registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { unguarded } from '../support/listed';
import { filed, type Filed, retiredAgo } from './fixtures';

const FORBIDDEN = '42501';
const REFUSED = '23514';
const KEPT = 'RT001';
const NOW = '2026-11-20T10:00:00.000Z';

let house: House;
let application: Client;
let owner: Client;
let free: Filed;
let kept: Filed;

beforeAll(async () => {
  house = await openHouse();
  const connected = async (connectionString: string): Promise<Client> => {
    const client = new Client({ connectionString });
    await client.connect();
    return client;
  };
  application = await connected(house.database.applicationUrl);
  owner = await connected(house.database.ownerUrl);
  free = await filed(house);
  kept = await filed(house);
  await retiredAgo(house, free.version.id, 25);
});
afterAll(async () => {
  await application.end();
  await owner.end();
  await house.close();
});

/** As the service would tell rows that an actor adds. */
const told = (actor: string, ...rows: readonly Row[]): Step =>
  event(
    rows.map(({ table, values }) => ({ type: table, id: values.id, before: null, after: 'a'.repeat(64) })),
    { content: { actor: { id: actor, name: actor } } },
  );
const doing = (actor: string, ...rows: readonly Row[]): Step[] => [...rows.map(insertion), told(actor, ...rows)];

const asking = (sha256: string, own: Values = {}): Row =>
  row('disposal_request', {
    sha256,
    reason: 'R',
    requested_by: 'ann',
    requested_by_id: 'ann',
    requested_at: NOW,
    ...own,
  });

async function sizeOf(sha256: string): Promise<string> {
  const { rows } = await house.database.superuser.query<{ size: string }>(
    'SELECT size FROM stored_file WHERE sha256 = $1',
    [sha256],
  );
  return rows[0].size;
}

const disposing = async (request: Row, own: Values = {}): Promise<Row> => {
  const { id: requestId, sha256 } = request.values as { id: string; sha256: string };
  return row('disposal', {
    ...{ request_id: requestId, sha256, size: await sizeOf(sha256), name: 'f', media_type: 'text/plain', uses: '[]' },
    ...{
      authority: 'A',
      reason: 'R',
      requested_by: 'ann',
      approved_by: 'bob',
      approved_by_id: 'bob',
      disposed_at: NOW,
    },
    ...own,
  });
};

const holding = (own: Values = {}): Row =>
  row('legal_hold', { scope: 'all', matter: 'M', reason: 'R', placed_by: 'ann', placed_at: NOW, ...own });

const ruleOf = async (kind: string): Promise<string> => {
  const { rows } = await application.query<{ id: string }>('SELECT id FROM retention_rule WHERE kind = $1', [kind]);
  return rows[0].id;
};

const TABLES = [
  ...['retention_rule', 'retention_period', 'legal_hold', 'legal_hold_release'],
  ...['disposal_request', 'disposal_rejection', 'disposal', 'stored_again'],
];

describe('The application’s own login, in the hands of somebody else,', () => {
  it.each(TABLES)('changes and deletes nothing of %s', async (table) => {
    for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`, `UPDATE ${table} SET id = id`]) {
      expect(await rehearse(application, sql)).toMatchObject({ code: FORBIDDEN });
      expect(await rehearse(owner, sql)).toMatchObject({ code: FORBIDDEN });
    }
  });

  it('makes no rule of its own, and none shorter', async () => {
    const own = row('retention_rule', {
      kind: 'mine',
      months: 1,
      counted_from: 'file-stored',
      citation: 'c',
      edition: 'e',
    });
    expect(await rehearse(application, insertion(own))).toMatchObject({ code: FORBIDDEN });
    for (const months of [1, 23, 24]) {
      const period = row('retention_period', {
        rule_id: await ruleOf('evidence'),
        months,
        reason: 'R',
        set_by: 'ann',
        set_at: NOW,
      });
      expect(await rehearse(application, ...doing('ann', period))).toEqual({
        ...{ code: REFUSED, message: 'a period is lengthened and never shortened' },
      });
    }
    const longer = row('retention_period', {
      rule_id: await ruleOf('evidence'),
      months: 25,
      reason: 'R',
      set_by: 'ann',
      set_at: NOW,
    });
    expect(await rehearse(application, ...doing('ann', longer))).toEqual(DONE);
    const forever = row('retention_period', {
      rule_id: await ruleOf('record'),
      months: 900,
      reason: 'R',
      set_by: 'ann',
      set_at: NOW,
    });
    expect(await rehearse(application, ...doing('ann', forever))).toMatchObject({ code: REFUSED });
  });

  it('does none of it unseen', async () => {
    const request = asking(free.sha256);
    for (const one of [holding(), request]) {
      expect(await attempt(application, insertion(one))).toEqual({
        code: REFUSED,
        message: `unaudited INSERT on ${one.table}`,
      });
    }
  });

  it('holds nothing that is not there', async () => {
    const hold = holding({ scope: 'model', scope_id: randomUUID() });
    expect(await rehearse(application, ...doing('ann', hold))).toMatchObject({ code: '23503' });
    expect(await rehearse(application, ...doing('ann', holding({ scope_id: randomUUID() })))).toMatchObject({
      code: REFUSED,
    });
  });
});

describe('A disposal in the database', () => {
  it('takes two persons', async () => {
    const request = asking(free.sha256);
    const own = await disposing(request, { approved_by: 'ann', approved_by_id: 'ann' });
    expect(await rehearse(application, ...doing('ann', request), ...doing('ann', own))).toEqual({
      ...{ code: REFUSED, message: 'who asks for a disposal does not approve it' },
    });
    const other = await disposing(request);
    expect(await rehearse(application, ...doing('ann', request), ...doing('bob', other))).toEqual(DONE);
  });

  it('is of whom its event says, whoever its columns name', async () => {
    const request = asking(free.sha256);
    const forged = await disposing(request);
    expect(await attempt(application, ...doing('ann', request), ...doing('ann', forged))).toEqual({
      ...{ code: REFUSED, message: 'the event of disposal was done by somebody else' },
    });
    const asked = asking(free.sha256, { requested_by_id: 'carl' });
    expect(await attempt(application, ...doing('ann', asked))).toEqual({
      ...{ code: REFUSED, message: 'the event of disposal_request was done by somebody else' },
    });
  });

  it('lets nobody through, the operator neither', async () => {
    const request = asking(free.sha256, { requested_by: 'Operator', requested_by_id: 'operator' });
    const own = await disposing(request, {
      requested_by: 'Operator',
      approved_by: 'Operator',
      approved_by_id: 'operator',
    });
    expect(await rehearse(application, ...doing('operator', request), ...doing('operator', own))).toEqual({
      ...{ code: REFUSED, message: 'who asks for a disposal does not approve it' },
    });
  });

  it('says what was asked for', async () => {
    const request = asking(free.sha256);
    for (const own of [{ size: '1' }, { media_type: 'text/html' }, { requested_by: 'carl' }]) {
      expect(
        await rehearse(application, ...doing('ann', request), ...doing('bob', await disposing(request, own))),
      ).toEqual({
        ...{ code: REFUSED, message: 'a disposal says what was asked for' },
      });
    }
    const elsewhere = await disposing(request, { sha256: kept.sha256, size: await sizeOf(kept.sha256) });
    expect(await rehearse(application, ...doing('ann', request), ...doing('bob', elsewhere))).toMatchObject({
      code: KEPT,
    });
  });

  it('is refused within the period', async () => {
    const request = asking(kept.sha256);
    const answer = await rehearse(application, ...doing('ann', request), ...doing('bob', await disposing(request)));
    expect(answer).toMatchObject({ code: KEPT, message: expect.stringMatching(/has not begun$/) as string });
  });

  it('is refused under a hold, also one that somebody places at the same moment', async () => {
    const request = asking(free.sha256);
    const disposal = await disposing(request);
    const hold = holding({ scope: 'version', scope_id: free.version.id });
    expect(
      await rehearse(application, ...doing('ann', hold), ...doing('ann', request), ...doing('bob', disposal)),
    ).toMatchObject({
      ...{ code: KEPT, message: expect.stringMatching(/^legal hold \d+ stands$/) as string },
    });
    const second = new Client({ connectionString: house.database.applicationUrl });
    await second.connect();
    await second.query('BEGIN');
    for (const step of doing('ann', hold)) await second.query(step as string);
    const late = attempt(application, ...doing('ann', request), ...doing('bob', disposal));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await second.query('COMMIT');
    expect(await late).toMatchObject({ code: KEPT });
    const lifting = row('legal_hold_release', {
      hold_id: hold.values.id,
      reason: 'R',
      released_by: 'ann',
      released_at: NOW,
    });
    expect(await attempt(second, ...doing('ann', lifting))).toEqual(DONE);
    await second.end();
  });

  it('is not brought nearer by a day that somebody makes up', async () => {
    const made = await filed(house);
    await signedPast(house.database.superuser, made.version.id, 'version-approval', 2);
    const states = ['in-review', 'approved', 'retired'];
    const moves = states.map(
      (state, index) =>
        `UPDATE model_version SET state = '${state}', state_since = '2001-01-01', revision = ${index + 2} WHERE id = '${made.version.id}'`,
    );
    const version = { type: 'model_version', id: made.version.id, before: 'b'.repeat(64), after: 'a'.repeat(64) };
    const revision = row('record_revision', {
      ...{
        record_type: 'model_version',
        record_id: made.version.id,
        number: 2,
        event_id: randomUUID(),
        at: '2001-01-01',
      },
      ...{ sha256: 'a'.repeat(64), snapshot: '{"state":"retired"}' },
    });
    const seen = event([version], {
      content: { id: revision.values.event_id, at: '2001-01-01T00:00:00.000Z', actor: { id: 'ann', name: 'ann' } },
    });
    expect(await attempt(application, ...moves, seen, insertion(revision))).toEqual(DONE);
    const request = asking(made.sha256);
    expect(
      await rehearse(application, ...doing('ann', request), ...doing('bob', await disposing(request))),
    ).toMatchObject({
      ...{ code: KEPT, message: expect.stringMatching(/is not over$/) as string },
    });
  });

  it('is refused of what was rejected, and of what is gone already', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const [request, again] = [asking(one.sha256), asking(one.sha256)];
    const no = row('disposal_rejection', {
      request_id: request.values.id,
      reason: 'R',
      rejected_by: 'bob',
      rejected_at: NOW,
    });
    const disposal = await disposing(request);
    expect(
      await rehearse(application, ...doing('ann', request), ...doing('bob', no), ...doing('bob', disposal)),
    ).toEqual({
      ...{ code: REFUSED, message: 'the request was rejected' },
    });
    expect(await attempt(application, ...doing('ann', request), ...doing('bob', disposal))).toEqual(DONE);
    expect(await rehearse(application, ...doing('bob', no))).toEqual({
      code: REFUSED,
      message: 'the request was carried out',
    });
    expect(await rehearse(application, ...doing('ann', again), ...doing('bob', await disposing(again)))).toEqual({
      ...{ code: REFUSED, message: 'these bytes are disposed of already' },
    });
    const use = row('evidence_file', {
      evidence_id: kept.evidence.id,
      sha256: one.sha256,
      name: 'f',
      role: 'attachment',
    });
    expect(await rehearse(application, ...doing('ann', use))).toEqual({
      ...{ code: REFUSED, message: 'the bytes of this file were disposed of' },
    });
    const wrong = row('stored_again', {
      disposal_id: disposal.values.id,
      sha256: kept.sha256,
      name: 'f',
      stored_by: 'ann',
      stored_at: NOW,
    });
    expect(await rehearse(application, ...doing('ann', wrong))).toMatchObject({ code: REFUSED });
  });

  it('meets evidence that is recorded at the same moment: one of the two is refused', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const request = asking(one.sha256);
    const disposal = await disposing(request);
    const use = row('evidence_file', {
      evidence_id: kept.evidence.id,
      sha256: one.sha256,
      name: 'f',
      role: 'attachment',
    });
    const second = new Client({ connectionString: house.database.applicationUrl });
    await second.connect();
    await second.query('BEGIN');
    for (const step of doing('ann', use)) await second.query(step as string);
    const late = attempt(application, ...doing('ann', request), ...doing('bob', disposal));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await second.query('COMMIT');
    expect(await late).toMatchObject({ code: KEPT });
    await second.end();
  });
});

it('The last day of a period is counted by the database as by the service', async () => {
  const one = await filed(house);
  await retiredAgo(house, one.version.id, 24);
  const obstacle = async (): Promise<string | null> =>
    (await application.query<{ words: string | null }>('SELECT disposal_obstacle($1) AS words', [one.sha256])).rows[0]
      .words;
  const state = async () =>
    ((await house.staff.get(`/api/v1/retention/files/${one.sha256}`).expect(200)).body as { state: string }).state;
  for (const [days, isFree] of [
    [0, false],
    [1, true],
  ] as const) {
    const back = `(now() AT TIME ZONE 'UTC')::date - make_interval(months => 24) - make_interval(days => ${days})`;
    await unguarded(
      house,
      [`UPDATE model_version SET state_since = ${back} WHERE id = $1`, [one.version.id]],
      [`UPDATE audit_event SET recorded_at = ${back} WHERE subject_id = $1`, [one.version.id]],
    );
    expect([(await obstacle()) === null, await state()]).toEqual([isFree, isFree ? 'may-go' : 'kept']);
  }
  await registered.model(house);
});
