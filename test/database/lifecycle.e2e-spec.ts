import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { nextStates, VERSION_STATES } from '../../src/models/version-lifecycle.rules';
import { cloneDatabase, type TestDatabase } from '../support/database';
import {
  type Answer,
  attempt,
  changeOf,
  DONE,
  event,
  insertion,
  keep,
  newClassification,
  newDossier,
  newEvidence,
  newIntendedUse,
  newRecord,
  newVersion,
  type Row,
} from './fixtures/record';
import { signedPast } from './fixtures/signed';

const REFUSED = '23514';
const ELSEWHERE = '23503';

let database: TestDatabase;
let application: Client;
let record: Row[];
const idOf = (table: string): string => record.find((one) => one.table === table)!.values.id;
const actor = (id: string) => ({ id, name: id });

beforeAll(async () => {
  database = await cloneDatabase();
  application = new Client({ connectionString: database.applicationUrl });
  await application.connect();
  record = newRecord();
  await keep(application, ...record);
});
afterAll(async () => {
  await application.end();
  await database.drop();
});

/** What lets a version be approved or released, past the guard of signatures: who may sign is another test's. */
async function signed(id: string, state: string): Promise<void> {
  const process = { approved: 'version-approval', released: 'version-release' }[state];
  if (process === undefined) return;
  await signedPast(database.superuser, id, process);
}

/** Changes a version under audit, as the next revision unless the change says another. */
async function changed(version: Row, change: string, by = 'operator', act = 'version.transitioned'): Promise<Answer> {
  const { id } = version.values;
  await signed(id, /^state = '([\w-]+)'$/.exec(change)?.[1] ?? '');
  const counted = change.includes('revision') ? change : `${change}, revision = revision + 1`;
  const subject = { type: 'model_version', id };
  return attempt(
    application,
    `UPDATE model_version SET ${counted} WHERE id = '${id}'`,
    event([changeOf(version, 'b'.repeat(64))], { content: { act, actor: actor(by), subject } }),
  );
}

async function versionIn(state: string, author = 'operator'): Promise<Row> {
  const version = newVersion(idOf('model'));
  const told = {
    act: 'version.registered',
    actor: actor(author),
    subject: { type: 'model_version', id: version.values.id },
  };
  expect(await attempt(application, insertion(version), event([changeOf(version)], { content: told }))).toEqual(DONE);
  const path = { draft: [], 'in-review': ['in-review'] }[state] ?? ['in-review', 'approved', 'released', 'retired'];
  for (const next of path.slice(0, path.indexOf(state) + 1)) {
    expect(await changed(version, `state = '${next}'`, next === 'approved' ? 'somebody-else' : 'operator')).toEqual(
      DONE,
    );
  }
  return version;
}

describe('A version in the database', () => {
  it('moves by the table of the code', async () => {
    const { rows } = await database.superuser.query<{ from_state: string; to_state: string }>(
      'SELECT from_state, to_state FROM version_transition',
    );
    const inCode = VERSION_STATES.flatMap((from) => nextStates(from).map((to) => `${from} -> ${to}`));
    expect(rows.map(({ from_state, to_state }) => `${from_state} -> ${to_state}`).sort()).toEqual(inCode.sort());
  });

  it.each(VERSION_STATES)('that is %s goes where that lets it and nowhere else', async (from) => {
    for (const to of VERSION_STATES.filter((other) => other !== from)) {
      const version = await versionIn(from);
      const isNext = nextStates(from).includes(to);
      const by = to === 'approved' ? 'somebody-else' : 'operator';
      expect([to, await changed(version, `state = '${to}'`, by)]).toEqual([
        to,
        isNext ? DONE : { code: REFUSED, message: `a version that is ${from} does not go to ${to}` },
      ]);
    }
  });

  it.each([
    ['released at once', { state: 'released' }],
    ['in review at once', { state: 'in-review' }],
    ['at revision 2', { revision: 2 }],
  ])('does not begin %s', async (_, own) => {
    const version = newVersion(idOf('model'), own);
    expect(await attempt(application, insertion(version), event([changeOf(version)]))).toMatchObject({ code: REFUSED });
  });

  const CONTENT = [
    `label = 'Another'`,
    `artifacts = '[{"kind":"weights"}]'`,
    `base_model = '{"name":"Another"}'`,
    `training_data = '[{"name":"Another"}]'`,
    `change_summary = 'Another'`,
  ];
  it('is edited as a draft', async () => {
    const version = await versionIn('draft');
    for (const change of CONTENT) expect(await changed(version, change)).toEqual(DONE);
  });

  it.each(VERSION_STATES.filter((state) => state !== 'draft'))('that is %s keeps its content', async (state) => {
    const version = await versionIn(state);
    for (const change of [...CONTENT, `parent_version_id = '${idOf('model_version')}'`]) {
      expect(await changed(version, change)).toEqual({
        code: REFUSED,
        message: `the content of a version that is ${state} does not change`,
      });
    }
  });

  it('keeps its content on its way from and to a draft', async () => {
    const draft = await versionIn('draft');
    expect(await changed(draft, `state = 'in-review', label = 'Another'`)).toMatchObject({ code: REFUSED });
    const reviewed = await versionIn('in-review');
    expect(await changed(reviewed, `state = 'draft', label = 'Another'`)).toMatchObject({ code: REFUSED });
  });

  it.each([`semantic_version = '9.9.9'`, `created_at = now()`, `state_since = now()`])(
    'never changes %s by itself',
    async (change) => expect(await changed(await versionIn('draft'), change)).toMatchObject({ code: REFUSED }),
  );

  it.each(['revision', 'revision + 2', 'revision - 1', '2147483647'])('has no revision of %s', async (next) => {
    expect(await changed(await versionIn('draft'), `revision = ${next}`)).toMatchObject({ code: REFUSED });
  });
});

describe('The approval of a version', () => {
  it('is given by signature alone, and so is the release', async () => {
    const version = await versionIn('in-review');
    expect(await changed(version, `state = 'approved', state_since = now()`, 'somebody-else')).toEqual({
      ...{ code: REFUSED, message: 'a version is approved by signature alone' },
    });
    const approved = await versionIn('approved');
    expect(await changed(approved, `state = 'released', state_since = now()`, 'somebody-else')).toEqual({
      ...{ code: REFUSED, message: 'a version is released by signature alone' },
    });
  });

  const approve = (version: Row, by: string) => changed(version, `state = 'approved'`, by);
  const OWN = { code: REFUSED, message: 'who wrote a version does not approve it' };

  it('is not given by who registered it', async () => {
    const version = await versionIn('in-review', 'demo-specialist');
    expect(await approve(version, 'demo-specialist')).toEqual(OWN);
    expect(await approve(version, 'demo-approver')).toEqual(DONE);
  });

  it('is not given by who revised it, though another one revised it after', async () => {
    const version = await versionIn('draft', 'demo-specialist');
    for (const by of ['demo-approver', 'demo-contributor']) {
      expect(await changed(version, `label = 'Revised'`, by, 'version.revised')).toEqual(DONE);
    }
    expect(await changed(version, `state = 'in-review'`, 'demo-specialist')).toEqual(DONE);
    expect(await approve(version, 'demo-approver')).toEqual(OWN);
    expect(await approve(version, 'demo-quality')).toEqual(DONE);
  });

  it('is not given by the operator, if he wrote it', async () => {
    expect(await approve(await versionIn('in-review'), 'operator')).toEqual(OWN);
  });
});

describe('What follows on a record', () => {
  const added = (one: Row): Promise<Answer> => attempt(application, insertion(one), event([changeOf(one)]));
  let others: Row[];
  const otherId = (table: string): string => others.find((one) => one.table === table)!.values.id;
  beforeAll(async () => {
    others = newRecord();
    await keep(application, ...others);
  });

  it('is a version of the same model', async () => {
    const parent = (id: string) => newVersion(idOf('model'), { parent_version_id: id });
    expect(await added(parent(otherId('model_version')))).toMatchObject({ code: ELSEWHERE });
    expect(await added(parent(idOf('model_version')))).toEqual(DONE);
    const id = randomUUID();
    expect(await added(newVersion(idOf('model'), { id, parent_version_id: id }))).toMatchObject({ code: REFUSED });
  });

  it('is evidence of the same version', async () => {
    const after = (supersedes_id: string) => newEvidence(idOf('model_version'), { supersedes_id });
    expect(await added(after(otherId('evidence')))).toMatchObject({ code: ELSEWHERE });
    expect(await added(after(idOf('evidence')))).toEqual(DONE);
    expect(await added(after(idOf('evidence')))).toMatchObject({ code: '23505' });
  });

  it('is a classification of the same function', async () => {
    const after = (supersedes_id: string) => newClassification(idOf('software_function'), { supersedes_id });
    expect(await added(after(otherId('classification')))).toMatchObject({ code: ELSEWHERE });
    expect(await added(after(idOf('classification')))).toEqual(DONE);
  });

  it('is a dossier of the same version and template', async () => {
    const digest = String(record.find(({ table }) => table === 'stored_file')!.values.sha256);
    const after = (supersedes_id: string, template = 'fda-samd') =>
      newDossier(idOf('model_version'), digest, { supersedes_id, template });
    expect(await added(after(otherId('dossier')))).toMatchObject({ code: ELSEWHERE });
    expect(await added(after(idOf('dossier'), 'other'))).toMatchObject({ code: ELSEWHERE });
    expect(await added(after(idOf('dossier')))).toEqual(DONE);
  });

  it('is an intended use without a gap', async () => {
    const next = (revision: number) => added(newIntendedUse(idOf('software_function'), revision));
    for (const revision of [1, 3, 0, -1]) expect((await next(revision)).code).toBe(REFUSED);
    expect(await next(2)).toEqual(DONE);
    expect(await next(4)).toEqual({ code: REFUSED, message: 'revision 3 follows revision 2, not 4' });
  });

  it('is evidence of work that is done, by the day of any place on earth', async () => {
    const performed = (performed_on: string) => added(newEvidence(idOf('model_version'), { performed_on }));
    expect(await performed('2026-11-21')).toEqual(DONE);
    expect(await performed('2026-11-22')).toMatchObject({ code: REFUSED });
  });
});
