import { Client } from 'pg';
import { signAll } from '../support/signing';
import { type Answer, moved, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { OWN_PAGE, signedIn } from '../support/people';
import { granted } from '../support/staff';

const BROWSER = { accept: 'text/html', ...OWN_PAGE };

let house: House;
let cookie: string;
let model: Answer;
let functionId: string;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  ({ cookie } = await signedIn(house, { roles: ['specialist'] }));
  model = await registered.model(house, { name: 'Meridian & Co' });
  ({ id: functionId } = await registered.function(house, model.id, { name: 'Triage', purpose: 'Lists options' }));
});
afterAll(() => house.close());

const open = (path: string, as = cookie) =>
  fetch(`${house.url}${path}`, { headers: { ...BROWSER, cookie: as }, redirect: 'manual' });
const see = async (path: string, as?: string): Promise<string> => {
  const answer = await open(path, as);
  const page = await answer.text();
  expect([path, answer.status, answer.status === 200 ? '' : page]).toEqual([path, 200, '']);
  return page;
};

describe('A comparison of two versions', () => {
  let first: Answer;
  let second: Answer;
  beforeAll(async () => {
    first = await registered.version(house, model.id, { changeSummary: 'The first version of all' });
    second = await registered.version(house, model.id, {
      ...{ label: 'Model 2.0.0', semanticVersion: '2.0.0', changeSummary: 'The second version of all' },
      artifacts: [{ kind: 'weights', name: 'weights', sha256: 'b'.repeat(64) }],
      trainingData: [{ name: 'Notes', description: 'De-identified notes', basis: 'safe-harbor', sites: ['Rochford'] }],
    });
    await registered.intendedUse(house, functionId);
    await registered.evidence(house, first.id, { title: 'Validation on notes', performedBy: 'The first team' });
    await registered.evidence(house, second.id, { title: 'Validation on notes', performedBy: 'The second team' });
    await registered.evidence(house, second.id, { title: 'A reader study' });
  });

  it('offers models, then the versions of one', async () => {
    expect(await see('/compare')).toContain(`href="/compare?model=${model.id}"`);
    expect(await see('/compare?q=meridian')).toContain('Meridian &amp; Co');
    const page = await see(`/compare?model=${model.id}&a=${first.id}`);
    expect(page).toContain(`<option value="${first.id}" selected>1.0.0`);
    expect(page).toContain(`<option value="${second.id}">2.0.0`);
  });

  it('tells what came, went and changed, by field and by word', async () => {
    const page = await see(`/compare?a=${first.id}&b=${second.id}`);
    expect(page).toContain('The <del>first</del><ins>second</ins> version of all');
    expect(page).toContain(`<del>${'a'.repeat(64)}</del> <ins>${'b'.repeat(64)}</ins>`);
    expect(page).toContain('The <del>first</del><ins>second</ins> team');
    expect(page).toMatch(/<h3>A reader study<\/h3><span class="badge state state-ok">.*?Added/s);
    expect(page).toMatch(/<h3>Training data: Notes<\/h3><span class="badge state state-ok">.*?Added/s);
    expect(page).toMatch(/<h3>Intended use of Triage<\/h3><span class="badge state ">.*?Unchanged/s);
  });

  it('hides what is unchanged when it is told to', async () => {
    const page = await see(`/compare?a=${first.id}&b=${second.id}&unchanged=hidden`);
    expect(page).toContain('<del>first</del><ins>second</ins>');
    expect(page).not.toContain('<h3>Intended use of Triage</h3>');
    expect(page).toContain('One more is the same on both sides');
  });

  it('takes what is said of functions as it was when a version was approved', async () => {
    await moved(house, first.id, 'in-review');
    const { body } = await house.staff.get(`/api/v1/functions/${functionId}/intended-uses`).expect(200);
    const [use] = (body as { items: Answer[] }).items;
    await signAll(house, 'intended-use', use.id);
    await moved(house, first.id, 'approved');
    await registered.intendedUse(house, functionId, {
      statement: 'To list options for a nurse who reviews them.',
      reason: 'For another reader',
    });
    const page = await see(`/compare?a=${first.id}&b=${second.id}`);
    expect(page).toContain('To list options for a <del>clinician</del><ins>nurse</ins> who reviews them.');
    expect(page).toMatch(/Approved \d{4}-\d\d-\d\d \d\d:\d\d UTC: what is said of its functions is as it was then/);
    expect(page).toMatch(/<dt>Approval<\/dt><dd class="diff">[^<]*|<dt>Approval/);
  });

  it('asks the database fewer than forty times, however much the versions hold', async () => {
    for (let turn = 0; turn < 5; turn += 1) await registered.evidence(house, second.id, { title: `Study ${turn}` });
    const asked = jest.spyOn(Client.prototype, 'query');
    await see(`/compare?a=${first.id}&b=${second.id}`);
    const count = asked.mock.calls.length;
    asked.mockRestore();
    expect(count).toBeLessThan(40);
  });

  it('refuses what is none', async () => {
    const { status } = await open(`/compare?a=${first.id}&b=019a0000-0000-7000-8000-00000000000a`);
    expect(status).toBe(404);
    expect((await open('/compare?a=nothing')).status).toBe(400);
    expect((await open('/compare?record=person&id=019a0000-0000-7000-8000-00000000000a')).status).toBe(400);
    expect((await open('/compare?other=1')).status).toBe(400);
  });

  it('shows an auditor the versions of the models that were granted, and tells that it was read', async () => {
    const other = await registered.version(house, (await registered.model(house)).id);
    const auditor = await signedIn(house, { roles: ['auditor'] });
    await granted(house.database.superuser, auditor.id, { modelIds: [model.id] });
    expect(await see(`/compare?a=${first.id}&b=${second.id}`, auditor.cookie)).toContain('Validation on notes');
    expect((await open(`/compare?a=${first.id}&b=${other.id}`, auditor.cookie)).status).toBe(404);
    expect((await open(`/compare?model=${other.modelId as string}`, auditor.cookie)).status).toBe(404);
    expect(await see('/compare', auditor.cookie)).not.toContain(other.modelId as string);
    const { rows } = await house.database.superuser.query<{ record_id: string; status: number }>(
      `SELECT record_id, status FROM auditor_read WHERE operation = 'showComparison' AND status = 200
       AND record_type = 'model_version' ORDER BY record_id`,
    );
    expect(rows.map(({ record_id }) => record_id)).toEqual([first.id, second.id].sort());
  });
});

describe('A comparison of two revisions', () => {
  it('tells what an edited record was after two acts, the last two where it is not said', async () => {
    const { id } = await registered.organization(house, { name: 'Northlake Health', place: 'Rochford', country: 'US' });
    const patch = { name: 'Northlake Clinic', reason: 'It is called so' };
    await house.staff.patch(`/api/v1/organizations/${id}`).send(patch).expect(200);
    const page = await see(`/compare?record=organization&id=${id}`);
    expect(page).toContain('Northlake <del>Health</del><ins>Clinic</ins>');
    expect(page).toContain('<dt>Place</dt><dd class="diff">Rochford</dd>');
    expect(await see(`/compare?record=organization&id=${id}&from=2&to=1`)).toContain(
      '<del>Clinic</del><ins>Health</ins>',
    );
    expect((await open(`/compare?record=organization&id=${id}&from=1&to=9`)).status).toBe(404);
  });

  it('tells evidence that took the place of other evidence, claims, and revisions of an intended use', async () => {
    const version = await registered.version(house, model.id, { semanticVersion: '3.0.0', label: 'Model 3.0.0' });
    const older = await registered.evidence(house, version.id, { title: 'The old study' });
    const said = { kind: 'benchmark', title: 'The new study', performedOn: '2026-01-01', performedBy: 'Somebody' };
    const newer = (
      await house.staff
        .post(`/api/v1/evidence/${older.id}/supersede`)
        .send({ ...said, files: [], reason: 'It was made again' })
        .expect(201)
    ).body as Answer;
    for (const id of [older.id, newer.id]) {
      const page = await see(`/compare?record=evidence&id=${id}&from=1&to=2`);
      expect(page).toContain('The <del>old</del><ins>new</ins> study');
    }
    const { body } = await house.staff.get(`/api/v1/functions/${functionId}/intended-uses`).expect(200);
    const [use] = (body as { items: Answer[] }).items;
    expect(await see(`/compare?record=intended_use&id=${use.id}`)).toContain('<del>clinician</del><ins>nurse</ins>');
    const claim = await registered.claim(house, functionId);
    expect(await see(`/compare?record=claim&id=${claim.id}`)).toContain('Nothing differs.');
  });
});
