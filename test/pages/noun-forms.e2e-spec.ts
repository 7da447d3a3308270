import { sha256 } from '../../src/kernel/digest';
import { resultsFile } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signedIn } from '../support/people';
import { hidden, Visitor } from './visits';

let house: House;
let her: Visitor;
beforeAll(async () => {
  house = await openHouse({ isBegun: false });
  her = new Visitor(house, (await signedIn(house, { roles: ['specialist'] })).cookie);
});
afterAll(() => house.close());

const idIn = (location: string | null): string => /([0-9a-f-]{36})$/.exec(location ?? '')?.[1] ?? '';
/** Fills a form in, and gives what the API has of what it made. */
const made = async (path: string, typed: Record<string, string>): Promise<{ id: string } & Record<string, unknown>> => {
  const { status, location, page } = await her.fill(path, typed);
  expect([
    path,
    status,
    status === 303 ? '' : page.slice(page.indexOf('error-summary'), page.indexOf('error-summary') + 600),
  ]).toEqual([path, 303, '']);
  const { body } = await house.staff.get(`/api/v1${location}`).expect(200);
  return { ...(body as object), id: idIn(location) };
};

const USE = {
  ...{ statement: 'To list options for a clinician who reviews them.', medicalPurpose: 'Support of diagnosis' },
  ...{ condition: 'Adult internal medicine', population: 'Adults', users: 'Physicians', environment: 'Clinic' },
  ...{ inputs: 'Chart text', outputs: 'A list of options', workflowRole: 'Informs', autonomy: 'None' },
  ...{ exclusions: 'Emergencies', contraindications: '', reason: '' },
};
const CLAIM = {
  ...{ statement: 'Lists the right option in at least six of ten cases.', metric: 'acc', comparator: '>=' },
  ...{ threshold: '0.600', unit: '', minimumN: '1000', population: 'Adults', task: 'medqa', subgroup: '', reason: '' },
};

describe('By forms alone', () => {
  let model: { id: string };
  let version: { id: string };
  let owner: { id: string };
  let purpose: { id: string };
  let claim: { id: string };

  it('a model is registered with who answers for it', async () => {
    owner = await made('/organizations/new', {
      name: 'Northlake Health',
      place: 'Rochford',
      country: 'US',
      reason: '',
    });
    model = await made('/models/new', {
      kind: 'own',
      name: 'Meridian',
      description: 'Reads charts',
      illustrative: 'on',
      reason: '',
    });
    expect(model).toMatchObject({ kind: 'own', name: 'Meridian', illustrative: true });
    const named = await her.fill(`/models/${model.id}/parties/new`, {
      organizationId: owner.id,
      role: 'manufacturer',
      note: '',
      reason: '',
    });
    expect([named.status, named.location]).toEqual([303, `/models/${model.id}`]);
    const twice = await her.fill(`/models/${model.id}/parties/new`, {
      organizationId: owner.id,
      role: 'manufacturer',
      note: '',
      reason: '',
    });
    expect([twice.status, twice.page.includes('The organization is manufacturer of this model already.')]).toEqual([
      409,
      true,
    ]);
    expect(twice.page).toContain(`<option value="${owner.id}" selected>Northlake Health</option>`);
  });

  it('a version is registered with what it is made of, rows and all', async () => {
    version = await made(`/models/${model.id}/versions/new`, {
      ...{ label: 'Meridian 1.0.0', semanticVersion: '1.0.0', parentVersionId: '', changeSummary: 'The first one' },
      ...{ 'artifacts.0.kind': 'weights', 'artifacts.0.name': 'weights.bin', 'artifacts.0.sha256': 'a'.repeat(64) },
      ...{ 'artifacts.3.kind': 'container', 'artifacts.3.name': 'image', 'artifacts.3.sha256': 'b'.repeat(64) },
      ...{ 'artifacts.4.kind': '', 'artifacts.4.name': '', 'artifacts.4.sha256': '' },
      ...{ 'baseModel.name': '', 'baseModel.revision': '', 'baseModel.supplier': '' },
      ...{
        'trainingData.0.name': 'EHR',
        'trainingData.0.description': 'Charts of 2024',
        'trainingData.0.basis': 'expert-determination',
      },
      ...{ 'trainingData.0.sites': 'Rochford\nLakeside\n', supplierStatement: '', reason: '' },
    });
    expect(version).toMatchObject({
      artifacts: [
        { kind: 'weights', name: 'weights.bin', sha256: 'a'.repeat(64) },
        { kind: 'container', name: 'image', sha256: 'b'.repeat(64) },
      ],
      ...{ baseModel: null, parentVersionId: null },
      trainingData: [{ name: 'EHR', basis: 'expert-determination', sites: ['Rochford', 'Lakeside'] }],
    });
  });

  it('a row of a list is added and taken away without anything being recorded', async () => {
    const path = `/models/${model.id}/versions/new`;
    const { page } = await her.see(path);
    const typed = { _key: hidden(page, '_key'), label: 'Half', 'artifacts.0.name': 'one' };
    const more = await her.send(path, { ...typed, _add: 'artifacts' });
    expect([more.status, more.page.includes('Artifact 2'), more.page.includes('value="Half"')]).toEqual([
      200,
      true,
      true,
    ]);
    const less = await her.send(path, { ...typed, 'artifacts.1.name': 'two', _drop: 'artifacts.0' });
    expect([less.page.includes('value="one"'), less.page.includes('value="two"')]).toEqual([false, true]);
  });

  it('what is wrong in a row is said at the row', async () => {
    const wrong = {
      label: 'Meridian 2',
      semanticVersion: 'two',
      changeSummary: 'More',
      'artifacts.0.name': 'w',
      'artifacts.0.kind': 'weights',
      'artifacts.0.sha256': 'zz',
    };
    const { status, page } = await her.fill(`/models/${model.id}/versions/new`, wrong);
    expect(status).toBe(422);
    expect(page).toContain('id="f-artifacts-0-sha256-error">Must be a SHA-256 in 64 lower-case hexadecimal digits.<');
    expect(page).toContain(
      '<a href="#f-semanticVersion">Semantic version: Must be a semantic version such as 2.1.0.</a>',
    );
  });

  it('a version is revised and its state changed, but not to what takes signatures', async () => {
    const revised = await her.fill(`/versions/${version.id}/revise`, {
      ...{ label: 'Meridian 1.0.0', changeSummary: 'The very first', supplierStatement: '', reason: 'Clearer' },
      ...{ 'artifacts.0.kind': 'weights', 'artifacts.0.name': 'weights.bin', 'artifacts.0.sha256': 'a'.repeat(64) },
      ...{
        'trainingData.0.name': 'EHR',
        'trainingData.0.description': 'Charts',
        'trainingData.0.basis': 'expert-determination',
        'trainingData.0.sites': 'Rochford',
      },
    });
    expect([revised.status, revised.location]).toEqual([303, `/versions/${version.id}`]);
    const refused = await her.fill(`/versions/${version.id}/transition`, { to: 'approved', reason: 'At once' });
    expect([refused.status, refused.page.includes('A version that is draft does not go to approved')]).toEqual([
      409,
      true,
    ]);
    const reviewed = await her.fill(`/versions/${version.id}/transition`, { to: 'in-review', reason: 'It is whole' });
    expect(reviewed.status).toBe(303);
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}`).expect(200);
    expect(body).toMatchObject({ state: 'in-review', changeSummary: 'The very first' });
  });

  it('a function, what it is for and what is claimed of it are stated, revised and withdrawn', async () => {
    purpose = await made(`/models/${model.id}/functions/new`, {
      name: 'Options',
      purpose: 'Lists options',
      reason: '',
    });
    const stating = `/functions/${purpose.id}/intended-uses/new`;
    expect((await her.fill(stating, USE)).location).toMatch(/^\/intended-uses\/[0-9a-f-]{36}$/);
    const again = (await her.see(stating)).page;
    expect([again.includes('>Support of diagnosis</textarea>'), hidden(again, '_base')]).toEqual([true, '1']);
    const second = idIn((await her.fill(stating, { ...USE, users: 'Physicians and nurses' })).location);
    expect((await her.fill(`/intended-uses/${second}/withdraw`, { reason: 'Too wide' })).status).toBe(303);
    const { body } = await house.staff.get(`/api/v1/functions/${purpose.id}/intended-uses?sort=-revision`).expect(200);
    expect((body as { items: object[] }).items).toMatchObject([
      {
        id: second,
        revision: 2,
        users: 'Physicians and nurses',
        contraindications: null,
        withdrawal: { reason: 'Too wide' },
      },
      { revision: 1, users: 'Physicians' },
    ]);
    claim = await made(`/functions/${purpose.id}/claims/new`, CLAIM);
    expect(claim).toMatchObject({ threshold: '0.600', minimumN: 1000, subgroup: null });
    const revised = await made(`/claims/${claim.id}/revise`, {
      ...CLAIM,
      threshold: '0.650',
      reason: 'Stricter',
    }).catch((error: unknown) => error);
    expect(revised).toMatchObject({ revision: 2, threshold: '0.650' });
    const other = await made(`/functions/${purpose.id}/claims/new`, { ...CLAIM, statement: 'Another claim that goes' });
    expect((await her.fill(`/claims/${other.id}/withdraw`, { reason: 'Nobody needs it' })).status).toBe(303);
  });

  it('a number that is none is told beside its field', async () => {
    const { status, page } = await her.fill(`/functions/${purpose.id}/claims/new`, {
      ...CLAIM,
      minimumN: 'many',
      threshold: 'six',
    });
    expect(status).toBe(422);
    expect(page).toContain('id="f-minimumN-error">Give a whole number.<');
    expect(page).toContain(
      'id="f-threshold-error">Must be a decimal number as text, such as "0.85".<'.replaceAll(
        '"0.85"',
        '&quot;0.85&quot;',
      ),
    );
  });

  describe('evidence', () => {
    const bytes = resultsFile();
    const about = {
      ...{
        kind: 'benchmark',
        pillar: 'analytical',
        title: 'MedQA, zero shots',
        protocol: 'VP-07',
        performedOn: '2026-02-23',
      },
      ...{ performedBy: 'Validation team', staysFresh: '', reason: '' },
    };

    it('comes in with its files: what is in them is shown before anything is recorded', async () => {
      const dropped = await her.drop(`/versions/${version.id}/evidence/files`, {
        'results.json': bytes,
        'notes.txt': Buffer.from('Notes of the run'),
      });
      expect([dropped.status, dropped.location]).toEqual([303, `/versions/${version.id}/evidence/new`]);
      const { page } = await her.see(dropped.location ?? '');
      for (const shown of [
        'Read as results of lm-evaluation-harness 0.4.9',
        sha256(bytes),
        '1,273',
        '0.6339355852317361',
        'Kept as an attachment',
        'Not in this record before.',
      ]) {
        expect(page).toContain(shown);
      }
      const { body } = await house.staff.get(`/api/v1/versions/${version.id}/evidence`).expect(200);
      expect((body as { items: unknown[] }).items).toEqual([]);
      const files = {
        ...{ 'files.0.name': 'results.json', 'files.0.sha256': sha256(bytes), 'files.0.role': 'results' },
        ...{
          'files.1.name': 'notes.txt',
          'files.1.sha256': sha256(Buffer.from('Notes of the run')),
          'files.1.role': 'attachment',
        },
      };
      const recorded = await made(`/versions/${version.id}/evidence/new`, {
        ...{
          ...about,
          ...files,
          'statedFacts.0.fact': 'Revision of the question set',
          'statedFacts.0.text': 'Of 2024',
        },
        ...{ [`claimIds.${claim.id}`]: 'on', [`functionIds.${purpose.id}`]: 'on' },
      });
      expect(recorded).toMatchObject({
        title: 'MedQA, zero shots',
        statedFacts: [{ fact: 'Revision of the question set' }],
      });
      const links = await house.staff.get(`/api/v1/evidence/${recorded.id}/links`).expect(200);
      expect((links.body as { items: unknown[] }).items).toHaveLength(2);
    });

    it('tells of bytes that stand in the record already, and keeps what was typed when files come', async () => {
      const path = `/versions/${version.id}/evidence/new`;
      await her.fill(path, { ...about, title: 'Typed before', _keep: 'on' });
      await her.drop(`/versions/${version.id}/evidence/files`, { 'again.json': bytes });
      const { page } = await her.see(path);
      expect(page).toMatch(
        /These bytes stand in the record already: <a href="\/evidence\/[0-9a-f-]{36}">EV-0001 MedQA, zero shots/,
      );
      expect(page).toContain('value="Typed before"');
    });

    it('keeps what a form begins with when files come first', async () => {
      const { body } = await house.staff.get(`/api/v1/versions/${version.id}/evidence`).expect(200);
      const [{ id }] = (body as { items: { id: string }[] }).items;
      await her.drop(`/evidence/${id}/supersede/files`, { 'longer.json': resultsFile({ run: 'longer' }) });
      const { page } = await her.see(`/evidence/${id}/supersede`);
      expect([page.includes('value="MedQA, zero shots"'), page.includes('value="longer.json"')]).toEqual([true, true]);
      expect(page).toContain(`name="claimIds.${claim.id}" value="on" checked`);
      await her.fill(`/evidence/${id}/supersede`, { _discard: 'on' });
    });

    it('is superseded, linked and withdrawn', async () => {
      const { body } = await house.staff.get(`/api/v1/versions/${version.id}/evidence`).expect(200);
      const [{ id }] = (body as { items: { id: string }[] }).items;
      const begun = (await her.see(`/evidence/${id}/supersede`)).page;
      expect([
        begun.includes('value="MedQA, zero shots"'),
        begun.includes(`name="claimIds.${claim.id}" value="on" checked`),
      ]).toEqual([true, true]);
      const next = await made(`/evidence/${id}/supersede`, { ...about, title: 'MedQA again', reason: 'A longer run' });
      expect(
        (await her.fill(`/evidence/${next.id}/links/new`, { claimId: claim.id, functionId: '', reason: '' })).status,
      ).toBe(303);
      expect((await her.fill(`/evidence/${next.id}/withdraw`, { reason: 'It was wrong' })).status).toBe(303);
      expect((await house.staff.get(`/api/v1/evidence/${next.id}`)).body).toMatchObject({
        state: 'withdrawn',
        supersedesId: id,
      });
    });

    it.each([
      ['no file', {}, 422],
      ['a name that no file may have', { 'a\u0001b.json': Buffer.from('{}') }, 422],
    ])('refuses %s, in words', async (_, files, status) => {
      const refused = await her.drop(`/versions/${version.id}/evidence/files`, files);
      expect([refused.status, refused.page.includes('Some fields are not as they must be')]).toEqual([status, true]);
      expect(refused.page).not.toContain('undefined');
    });

    it('refuses a form with files that breaks off', async () => {
      const answer = await fetch(`${house.url}/versions/${version.id}/evidence/files`, {
        ...{ method: 'POST', body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc' },
        headers: {
          accept: 'text/html',
          'sec-fetch-site': 'same-origin',
          'content-type': 'multipart/form-data; boundary=x',
          cookie: (await signedIn(house, { roles: ['specialist'] })).cookie,
        },
      });
      expect(answer.status).toBe(400);
    });
  });

  it('a submission is registered and revised', async () => {
    const sent = {
      ...{
        kind: 'q-sub',
        authority: 'FDA',
        number: 'Q260001',
        submittedOn: '2026-03-01',
        decidedOn: '',
        decisionKind: 'pending',
      },
      ...{ decision: '', productCode: '', regulationNumber: '', reason: '', [`versionIds.${version.id}`]: 'on' },
    };
    const submission = await made(`/models/${model.id}/submissions/new`, sent);
    expect(submission).toMatchObject({ kind: 'q-sub', versionIds: [version.id], functionIds: [], decidedOn: null });
    const answered = {
      ...sent,
      decisionKind: 'feedback-received',
      decidedOn: '2026-05-01',
      decision: 'Feedback in writing',
      reason: 'The letter came',
    };
    const revised = Object.fromEntries(
      Object.entries(answered).filter(([name]) => !['kind', 'authority'].includes(name)),
    );
    expect((await her.fill(`/submissions/${submission.id}/revise`, revised)).status).toBe(303);
    expect((await house.staff.get(`/api/v1/submissions/${submission.id}`)).body).toMatchObject({
      decisionKind: 'feedback-received',
      versionIds: [version.id],
    });
  });

  it('the letter of an authority is added to its submission', async () => {
    const { body } = await house.staff.get('/api/v1/submissions').expect(200);
    const [{ id }] = (body as { items: { id: string }[] }).items;
    const letter = Buffer.from('Dear applicant');
    expect((await her.see(`/submissions/${id}/letters/new`)).page).toContain('Add a letter');
    const sent = await her.drop(`/submissions/${id}/letters/new`, { 'letter.txt': letter });
    expect([sent.status, sent.location]).toEqual([303, `/submissions/${id}`]);
    const { letters } = (await house.staff.get(`/api/v1/submissions/${id}`)).body as { letters: object[] };
    expect(letters).toMatchObject([{ name: 'letter.txt', sha256: sha256(letter) }]);
    expect((await her.drop(`/submissions/${id}/letters/new`, {})).status).toBe(422);
  });

  it('the labeling of what is not released is refused in words', async () => {
    const { status, page } = await her.fill(`/versions/${version.id}/labeling`, {
      issuingAgency: '',
      udiDi: '',
      labelingFile: '',
      statement: 'For adults',
      reason: 'New',
    });
    expect([status, page.includes('only a released version is labeled')]).toEqual([409, true]);
  });
});

describe('Somebody who may not', () => {
  it('is shown no form and writes nothing', async () => {
    const reviewer = new Visitor(house, (await signedIn(house, { roles: ['reviewer'] })).cookie);
    expect((await reviewer.see('/models/new')).status).toBe(403);
    expect(
      (await reviewer.send('/models/new', { _key: 'x', kind: 'own', name: 'Mine', description: 'None' })).status,
    ).toBe(403);
  });
});
