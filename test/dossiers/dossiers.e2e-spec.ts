import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../src/dossiers/compose';
import { DossierPreviews } from '../../src/dossiers/dossier-previews.service';
import { sha256 } from '../../src/kernel/digest';
import { readyVersion, registered, resultsFile, type Answer } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signWhole } from '../support/signing';
import { ROUTES_OF_GAPS } from './fixtures/routes';
import { Parsed } from './pdf/parsed';

interface Readiness {
  readonly ready: boolean;
  readonly counts: Record<string, number>;
  readonly gaps: { level: string; title: string; cites: string[]; href: string }[];
}

type Job = Record<'id' | 'state' | 'dossierId' | 'href', string> & { problem: Record<string, unknown> | null };

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const readiness = async (versionId: string): Promise<Readiness> =>
  (await house.staff.get(`/api/v1/versions/${versionId}/readiness`).expect(200)).body as Readiness;

const binary = async (path: string, from = house.staff): Promise<Buffer> =>
  (await from.get(path).buffer(true).parse(asBuffer).expect(200).expect('content-type', 'application/pdf'))
    .body as Buffer;

function asBuffer(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

async function finished(href: string): Promise<Job> {
  for (const until = Date.now() + 30_000; Date.now() < until; await sleep(50)) {
    const { body } = (await house.staff.get(href).expect(200)) as unknown as { body: Job };
    if (body.state === 'done' || body.state === 'failed') return body;
  }
  throw new Error(`${href} is not finished after half a minute`);
}

async function requested(versionId: string): Promise<Job> {
  await signWhole(house, versionId);
  const { body } = await house.staff.post(`/api/v1/versions/${versionId}/dossiers`).send({}).expect(202);
  expect(body).toMatchObject({ state: 'queued', versionId, template: 'fda-samd', dossier: null, problem: null });
  return body as Job;
}

async function issued(versionId: string): Promise<Answer & { code: string; sha256: string; pages: number }> {
  const { state, problem, dossierId } = await finished((await requested(versionId)).href);
  expect({ state, problem }).toEqual({ state: 'done', problem: null });
  return (await house.staff.get(`/api/v1/dossiers/${dossierId}`).expect(200)).body as never;
}

describe('Readiness over HTTP', () => {
  it('lists what is missing with its citation and an address that is there, until nothing keeps a dossier back', async () => {
    const { id: modelId } = await registered.model(house);
    const { id: versionId } = await registered.version(house, modelId, { artifacts: [], baseModel: null });
    const all = async (): Promise<string[]> =>
      (await readiness(versionId)).gaps.filter(({ level }) => level === 'error').map(({ title }) => title);
    const errors = async (): Promise<string[]> => (await all()).filter((title) => !title.includes('not signed'));
    const bare = await readiness(versionId);
    expect(bare.ready).toBe(false);
    expect(bare.counts).toEqual({ error: 4, warning: 2, note: 1 });
    for (const { cites, href } of bare.gaps) {
      expect(cites.every((text) => text.length > 3)).toBe(true);
      expect(ROUTES_OF_GAPS.some((route) => route.test(href))).toBe(true);
      const { status } = await house.staff.get(href);
      expect([href, status]).toEqual([href, 200]);
    }
    expect(await errors()).toEqual(['No function', 'No artifact digest', 'No validation evidence']);

    const { id: functionId } = await registered.function(house, modelId);
    expect(await errors()).toContain('FN-1 has no intended use');
    await registered.intendedUse(house, functionId);
    expect(await errors()).toEqual(['No artifact digest', 'FN-1 is not classified', 'No validation evidence']);
    await registered.classification(house, functionId);
    await registered.evidence(house, versionId);
    expect(await errors()).toEqual(['No artifact digest']);
    const artifacts = [{ kind: 'weights', name: 'w', sha256: 'b'.repeat(64) }];
    await house.staff.patch(`/api/v1/versions/${versionId}`).send({ artifacts, reason: 'Hashed' }).expect(200);
    expect(await errors()).toEqual([]);
    expect(await all()).toHaveLength(4);
    await signWhole(house, versionId);
    expect(await readiness(versionId)).toMatchObject({ ready: true, counts: { error: 0 } });
  });

  it('is not ready again when the only evidence is withdrawn', async () => {
    const { version } = await readyVersion(house);
    expect((await readiness(version.id)).ready).toBe(false);
    await signWhole(house, version.id);
    expect((await readiness(version.id)).ready).toBe(true);
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}/evidence`).expect(200);
    const [{ id }] = (body as { items: Answer[] }).items;
    await house.staff.post(`/api/v1/evidence/${id}/withdraw`).send({ reason: 'Wrong split' }).expect(200);
    expect(await readiness(version.id)).toMatchObject({ ready: false, counts: { error: 1 } });
  });

  it('warns that a file names another model', async () => {
    const { version } = await readyVersion(house);
    const other = resultsFile({ model_name: 'Llama-3.1-8B', config: { model_args: 'pretrained=Llama-3.1-8B' } });
    const { sha256: digest } = await registered.file(house, 'other.json', other);
    const files = [{ sha256: digest, name: 'other.json', role: 'results' }];
    await registered.evidence(house, version.id, { files });
    const { gaps } = await readiness(version.id);
    expect(gaps.map(({ level, title }) => `${level}: ${title}`)).toContainEqual(
      expect.stringMatching(/^warning: EV-\d+ names another model$/),
    );
  });

  it('is refused for a version or a template that is not there', async () => {
    const { version } = await readyVersion(house);
    await house.staff.get(`/api/v1/versions/${v7()}/readiness`).expect(404);
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}/readiness?template=ce`).expect(400);
    expect(body).toMatchObject({ type: '/problems/invalid-query', errors: [{ pointer: '/template' }] });
    await house.anybody.get(`/api/v1/versions/${version.id}/readiness`).expect(401);
  });
});

describe('A preview', () => {
  it('has DRAFT on every page, of a version with gaps too, and is stored nowhere', async () => {
    const { id: modelId } = await registered.model(house);
    await registered.function(house, modelId);
    const { id } = await registered.version(house, modelId, { artifacts: [] });
    const before = (await house.auditEvents()).length;
    const pdf = await Parsed.open(await binary(`/api/v1/versions/${id}/dossier-preview`));
    for (let page = 1; page <= pdf.pages; page += 1) expect(await pdf.text(page)).toContain('DRAFT');
    expect(await house.auditEvents()).toHaveLength(before);
  });
});

describe('A dossier over HTTP', () => {
  it('is asked for, made, and can be had whole under the digest that the record names', async () => {
    const { version } = await readyVersion(house);
    const dossier = await issued(version.id);
    const pdf = await binary(`/api/v1/dossiers/${dossier.id}/pdf`);
    expect(dossier).toMatchObject({
      ...{ sha256: sha256(pdf), versionId: version.id, template: 'fda-samd', supersedesId: null },
      code: expect.stringMatching(/^PD-\d{4}-\d{6}$/) as string,
      pages: (await Parsed.open(pdf)).pages,
    });
    expect(await (await Parsed.open(pdf)).text()).not.toContain('DRAFT');
    const events = await house.auditEvents('dossier.issued');
    expect(events.filter(({ subject_id }) => subject_id === dossier.id)).toHaveLength(1);
  });

  it('supersedes the one before, in its row and on its cover', async () => {
    const { version } = await readyVersion(house);
    const first = await issued(version.id);
    const second = await issued(version.id);
    expect(second).toMatchObject({ supersedesId: first.id });
    expect(await (await Parsed.open(await binary(`/api/v1/dossiers/${second.id}/pdf`))).text(1)).toContain(first.code);
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}/dossiers`).expect(200);
    expect((body as { items: Answer[] }).items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
  });

  it('is made once for what is asked while it is made, and each supersedes the one before', async () => {
    const { version } = await readyVersion(house);
    await signWhole(house, version.id);
    const ask = async (): Promise<Job> => {
      const { body } = await house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}).expect(202);
      return body as Job;
    };
    const jobs = await Promise.all(Array.from({ length: 4 }, () => ask()));
    const made = new Set(jobs.map(({ href }) => href));
    const done = await Promise.all([...made].map(finished));
    expect(new Set(done.map(({ state }) => state))).toEqual(new Set(['done']));
    await issued(version.id);
    const { body } = await house.staff.get(`/api/v1/versions/${version.id}/dossiers`).expect(200);
    const chain = (body as { items: { supersedesId: string | null }[] }).items.map(({ supersedesId }) => supersedesId);
    expect(chain).toHaveLength(made.size + 1);
    expect(new Set(chain).size).toBe(made.size + 1);
  });

  it('is refused with every gap named while something keeps it back, and leaves no job', async () => {
    const { id: modelId } = await registered.model(house);
    const { id } = await registered.version(house, modelId, { artifacts: [] });
    const { body } = await house.staff
      .post(`/api/v1/versions/${id}/dossiers`)
      .send({})
      .expect(409)
      .expect('content-type', /application\/problem\+json/);
    expect(body).toMatchObject({ type: '/problems/not-ready' });
    expect((body as { errors: { detail: string }[] }).errors.map(({ detail }) => detail.split(':')[0])).toEqual([
      ...['No function', 'No artifact digest', 'No validation evidence', 'The version Model 1.0.0 is not signed'],
    ]);
    const { rows } = await house.database.superuser.query('SELECT 1 FROM dossier_job WHERE version_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it.each([
    ['한', 'U+D55C'],
    ['🩺', 'U+1FA7A'],
  ])('fails for %s, naming the record and the field, and never prints a blank', async (character, code) => {
    const { version } = await readyVersion(house);
    const { code: evidenceCode } = await registered.evidence(house, version.id, { title: `On ${character} text` });
    const { state, problem, dossierId } = await finished((await requested(version.id)).href);
    expect({ state, dossierId }).toEqual({ state: 'failed', dossierId: null });
    expect(problem).toMatchObject({
      ...{ type: '/problems/unprintable-character', status: 422 },
      detail: expect.stringContaining(`${code} that stands in ${evidenceCode as string}, field title`) as string,
      errors: [{ pointer: expect.stringMatching(/^\/evidence\/\d+\/title$/) as string }],
    });
    await house.staff.get(`/api/v1/versions/${version.id}/dossier-preview`).expect(422);
  });

  it('is the same bytes when the same record is drawn twice', async () => {
    const { version } = await readyVersion(house);
    const previews = house.app.get(DossierPreviews);
    const record = await previews.record(version.id, 'fda-samd', { id: v7(), code: 'PD-2026-999999', by: 'Somebody' });
    const files = await previews.bytesOf(record);
    const [first, second] = [await compose(record, files), await compose(record, files)];
    expect(sha256(first.bytes)).toBe(sha256(second.bytes));
  });

  it('says of what is not there that it is not there', async () => {
    for (const path of ['dossiers/ID', 'dossiers/ID/pdf', 'dossier-jobs/ID', 'versions/ID/dossiers']) {
      await house.staff.get(`/api/v1/${path.replace('ID', v7())}`).expect(404);
    }
    await house.staff.get(`/api/v1/dossiers/${randomUUID().slice(0, 8)}`).expect(404);
    await house.staff.post(`/api/v1/versions/${v7()}/dossiers`).send({}).expect(404);
  });
});

describe('The verification of a dossier by anybody', () => {
  let pdf: Buffer;
  let versionId: string;
  beforeAll(async () => {
    ({
      version: { id: versionId },
    } = await readyVersion(house));
    const { id } = await issued(versionId);
    pdf = await binary(`/api/v1/dossiers/${id}/pdf`);
  });

  const verified = (bytes: Buffer, type = 'application/pdf') =>
    house.anybody.post('/api/v1/verifications').set('Content-Type', type).send(bytes);

  it('calls a good one unchanged, with no token', async () => {
    const { body } = await verified(pdf).expect(200);
    expect(body).toMatchObject({ verdict: 'unchanged', sha256: sha256(pdf), dossier: { draft: false } });
  });

  it.each([
    ['in the middle', 0.5, /Do not rely.*(?: in: | damaged)/],
    ['under the name of the seal', 1, /Do not rely.*The seal does not hold: Something was changed/],
  ])('calls one that was altered %s altered, and names the part', async (_, share, words) => {
    const copy = Buffer.from(pdf);
    copy[Math.floor(copy.length * share) - 10] ^= 1;
    const { body } = await verified(copy).expect(200);
    expect(body).toMatchObject({ verdict: 'altered', words: expect.stringMatching(words) as string });
  });

  it('says of a draft that it was never issued', async () => {
    const { body } = await verified(await binary(`/api/v1/versions/${versionId}/dossier-preview`)).expect(200);
    expect(body).toMatchObject({ dossier: { code: 'DRAFT', draft: true } });
    expect((body as { words: string }).words).toContain('never issued');
  });

  it('refuses what is no dossier, and nothing at all', async () => {
    const { body } = await verified(Buffer.from('Dear reader')).expect(422);
    expect(body).toMatchObject({ type: '/problems/unreadable-file' });
    expect((await verified(Buffer.alloc(0)).expect(400)).body).toMatchObject({ type: '/problems/empty-body' });
    await verified(pdf, 'text/html').expect(415);
  });

  it('stores nothing', async () => {
    const before = (await house.auditEvents()).length;
    await verified(pdf).expect(200);
    expect(await house.auditEvents()).toHaveLength(before);
  });

  it('refuses what is larger than any dossier before it is all read', async () => {
    const block = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        if (sent > 330) controller.close();
        else controller.enqueue(block);
      },
    });
    const request = { method: 'POST', headers: { 'content-type': 'application/pdf' }, body, duplex: 'half' } as const;
    const response = await fetch(`${house.url}/api/v1/verifications`, request);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ type: '/problems/payload-too-large' });
  });
});
