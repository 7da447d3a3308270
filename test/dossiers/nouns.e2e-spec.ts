import { setTimeout as sleep } from 'node:timers/promises';
import { verifyDossier } from '../../src/dossiers/verify/verify-dossier';
import { DossierPreviews } from '../../src/dossiers/dossier-previews.service';
import type { DossierRecord } from '../../src/dossiers/dossier-record';
import { claim, moved, readyVersion, registered, resultsFile, version } from '../support/given';
import { openHouse, type House } from '../support/house';
import { signWhole } from '../support/signing';
import { ROUTES_OF_GAPS } from './fixtures/routes';

interface Gap {
  readonly level: string;
  readonly title: string;
  readonly href: string;
}

describe('What a dossier says of the nouns around a version', () => {
  let house: House;
  let now = new Date();
  beforeAll(async () => {
    house = await openHouse({ clock: { now: () => now } });
  });
  afterAll(() => house.close());
  beforeEach(() => {
    now = new Date();
  });

  const post = (path: string, body: object) => house.staff.post(`/api/v1/${path}`).send(body);
  const gaps = async (versionId: string): Promise<string[]> => {
    const { body } = await house.staff.get(`/api/v1/versions/${versionId}/readiness`).expect(200);
    const all = (body as { gaps: Gap[] }).gaps;
    for (const { href } of all) {
      expect(ROUTES_OF_GAPS.some((route) => route.test(href))).toBe(true);
      await house.staff.get(href).expect(200);
    }
    return all.map(({ level, title }) => `${level}: ${title}`);
  };
  /** Gaps other than that nobody has signed: who signs is another test's. */
  const mended = async (versionId: string): Promise<string[]> =>
    (await gaps(versionId)).filter((title) => !/ (is|are) not signed$/.test(title));
  const recordOf = (versionId: string): Promise<DossierRecord> =>
    house.app.get(DossierPreviews).record(versionId, 'fda-samd', { id: 'draft', code: 'DRAFT', by: 'Somebody' });
  const ran = async (versionId: string, own: object, at: Date): Promise<string> => {
    const bytes = resultsFile({ date: Math.floor(at.getTime() / 1000), ...own });
    const { sha256 } = await registered.file(house, 'results.json', bytes);
    const files = [{ sha256, name: 'results.json', role: 'results' }];
    return (await registered.evidence(house, versionId, { performedOn: at.toISOString().slice(0, 10), files })).id;
  };

  it('a claim is a gap until evidence shows it, holds then, and is printed in the issued file', async () => {
    const { version: one, functionId } = await readyVersion(house);
    expect(await gaps(one.id)).toContain('note: FN-1 has no claim');
    const { id: claimId, code } = await registered.claim(house, functionId);
    expect(await gaps(one.id)).toContain(`warning: ${code as string} is not shown`);
    now = new Date(now.getTime() + 60_000);
    const evidenceId = await ran(one.id, { run: 'held' }, now);
    await post(`evidence/${evidenceId}/links`, { claimId }).expect(201);
    expect((await mended(one.id)).filter((title) => title.includes('CL-'))).toEqual([]);
    const record = await recordOf(one.id);
    expect(record.claims).toMatchObject([
      { code, threshold: '0.60', judgement: { outcome: 'holds' }, evidence: [{ statedAfterRun: false }] },
    ]);
    expect(record.events.map(({ act }) => act)).toEqual(
      expect.arrayContaining(['claim.stated', 'evidence-link.added']),
    );

    await post(`claims/${claimId}/revise`, claim({ threshold: '0.70', reason: 'A higher bar' }))
      .set('If-Match', '"r1"')
      .expect(201);
    expect((await mended(one.id)).filter((title) => title.includes('CL-'))).toEqual([
      ...[`warning: ${code as string} does not hold`, `warning: ${code as string} was stated after the run`],
    ]);
    await signWhole(house, one.id);
    const { body } = await post(`versions/${one.id}/dossiers`, {}).expect(202);
    const dossierId = await finished((body as { href: string }).href);
    const pdf = await house.staff.get(`/api/v1/dossiers/${dossierId}/pdf`).buffer(true).parse(asBuffer).expect(200);
    expect(await verifyDossier(pdf.body as Buffer)).toMatchObject({ verdict: 'unchanged' });
  });

  it('evidence that is withdrawn, and a link that is ended, show nothing any more', async () => {
    const { version: one, functionId } = await readyVersion(house);
    const { id: claimId } = await registered.claim(house, functionId);
    now = new Date(now.getTime() + 60_000);
    const [first, second] = [await ran(one.id, { run: 'a' }, now), await ran(one.id, { run: 'b' }, now)];
    const { body } = await post(`evidence/${first}/links`, { claimId }).expect(201);
    await post(`evidence/${second}/links`, { claimId }).expect(201);
    const outcome = async () => {
      const [{ evidence, judgement }] = (await recordOf(one.id)).claims;
      return [evidence.length, judgement.outcome];
    };
    expect(await outcome()).toEqual([2, 'holds']);
    await post(`evidence-links/${(body as { id: string }).id}/end`, { reason: 'Another set' }).expect(200);
    expect(await outcome()).toEqual([1, 'holds']);
    await post(`evidence/${second}/withdraw`, { reason: 'Wrong split' }).expect(200);
    expect(await outcome()).toEqual([0, 'not-shown']);
  });

  it('a classification or an intended use that is withdrawn holds no more and keeps a dossier back', async () => {
    const { version: one, functionId } = await readyVersion(house);
    const listed = async (what: string) =>
      (
        (await house.staff.get(`/api/v1/functions/${functionId}/${what}`).expect(200)).body as {
          items: { id: string }[];
        }
      ).items;
    const [{ id }] = await listed('classifications');
    await post(`classifications/${id}/withdraw`, { reason: 'A fact was wrong' }).expect(200);
    expect(await gaps(one.id)).toContain('error: FN-1 is not classified');
    const [{ id: useId }] = await listed('intended-uses');
    await post(`intended-uses/${useId}/withdraw`, { reason: 'Not offered' }).expect(200);
    expect(await gaps(one.id)).toContain('error: FN-1 has no intended use');
    await registered.intendedUse(house, functionId);
    await registered.classification(house, functionId);
    expect((await mended(one.id)).filter((title) => title.startsWith('error'))).toEqual([]);
  });

  it('a submission is told with its letter, only where it covers the version', async () => {
    const { version: one, model, functionId } = await readyVersion(house);
    const { id: other } = await registered.version(house, model.id, version({ semanticVersion: '2.0.0' }));
    const decided = { decisionKind: 'substantially-equivalent', decidedOn: '2026-03-04' };
    const said = { modelId: model.id, kind: '510k', authority: 'FDA', number: 'K900001', submittedOn: '2026-01-02' };
    const covers = { versionIds: [one.id], functionIds: [functionId] };
    const { body } = await post('submissions', { ...said, ...decided, ...covers }).expect(201);
    expect(await gaps(one.id)).toContain('warning: No letter behind 510(k) K900001');
    const { sha256 } = await registered.file(house, 'letter.pdf', Buffer.from('letter of K900001'));
    await post(`submissions/${(body as { id: string }).id}/letters`, { sha256, name: 'K900001.pdf' }).expect(201);
    const { submissions, events } = await recordOf(one.id);
    expect(submissions).toMatchObject([
      { number: 'K900001', ...decided, functions: ['FN-1'], letters: [{ name: 'K900001.pdf', sha256 }] },
    ]);
    expect(events.map(({ act }) => act)).toContain('submission.letter-added');
    expect((await recordOf(other)).submissions).toEqual([]);
  });

  it('the labeling of a released version is told with its identifier', async () => {
    const { version: one } = await readyVersion(house);
    await moved(house, one.id, 'in-review', 'approved', 'released');
    const said = { issuingAgency: 'GS1', udiDi: '00614141999996', statement: 'At start-up', reason: 'Released' };
    await post(`versions/${one.id}/labeling`, said).expect(201);
    const { version: recorded, events } = await recordOf(one.id);
    expect(recorded.labeling).toMatchObject([{ udiDi: '00614141999996', issuingAgency: 'GS1', file: null }]);
    expect(events.map(({ act }) => act)).toContain('labeling.recorded');
  });

  it('a vendor’s model is ready with a supplier and its statement, without digests', async () => {
    const { id: modelId } = await registered.model(house, { kind: 'third-party' });
    const { id } = await registered.version(house, modelId, { artifacts: [] });
    expect(await gaps(id)).toEqual(
      expect.arrayContaining(['error: No supplier is named', 'error: No statement of the supplier']),
    );
    const { id: organizationId } = await registered.organization(house);
    await post(`models/${modelId}/parties`, { organizationId, role: 'supplier' }).expect(201);
    const { id: stated } = await registered.version(house, modelId, {
      ...{ artifacts: [], semanticVersion: '2.0.0', supplierStatement: 'Release 4.2 of the service' },
    });
    const left = await gaps(stated);
    expect(left.filter((title) => /supplier|digest/i.test(title))).toEqual([]);
  });

  async function finished(href: string): Promise<string> {
    for (;;) {
      const { body } = await house.staff.get(href).expect(200);
      const { state, dossierId, problem } = body as { state: string; dossierId: string; problem: unknown };
      if (state === 'failed') throw new Error(JSON.stringify(problem));
      if (state === 'done') return dossierId;
      await sleep(50);
    }
  }
});

function asBuffer(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
