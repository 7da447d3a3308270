import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { DossierPreviews } from '../../src/dossiers/dossier-previews.service';
import { validationEvidence } from '../../src/dossiers/sections/validation-evidence';
import { Disposals } from '../../src/retention/disposals.service';
import { disposalsDue } from '../../src/retention/disposals-due';
import { DisposedBytes } from '../../src/retention/disposed-bytes';
import { plusMonths } from '../../src/retention/retention.rules';
import { readExport } from '../../src/exports/read/read-export';
import { blocksOf, formRows } from '../dossiers/fixtures/words';
import { type Answer, moved, registered } from '../support/given';
import { APPROVER, type House, openHouse, STAFF } from '../support/house';
import { everyPage, unguarded } from '../support/listed';
import { NOBODY, refused } from '../support/problems';
import { leavesNothing, toldOf } from '../support/trail';
import { exported, Place } from '../exports/fixtures/exported';
import { asked, backdated, filed, type Filed, retiredAgo } from './fixtures';

const API = '/api/v1';
let house: House;
beforeAll(async () => {
  house = await openHouse({ isTold: true });
});
afterAll(() => house.close());

type Body = Record<string, never> & { keptBy: string[]; state: string; mayGoFrom: string | null };
const get = async (path: string): Promise<Body> => (await house.staff.get(`${API}/${path}`).expect(200)).body as Body;
const post = async (path: string, body: object, status = 201): Promise<Answer> =>
  (await house.staff.post(`${API}/${path}`).send(body).expect(status)).body as Answer;
const retention = (sha256: string): Promise<Body> => get(`retention/files/${sha256}`);
const address = (sha256: string): string => join(house.storeDir, 'sha256', sha256.slice(0, 2), sha256);
const download = (sha256: string) => house.staff.get(`${API}/files/${sha256}`);
const approve = (id: string) =>
  house.approver.post(`${API}/disposal-requests/${id}/approve`).send({ reason: 'Agreed' });

const gone = async (sha256: string): Promise<void> => {
  for (let tries = 0; tries < 200 && existsSync(address(sha256)); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(existsSync(address(sha256))).toBe(false);
};

async function disposed(): Promise<Filed & { request: Answer }> {
  const one = await filed(house);
  await retiredAgo(house, one.version.id, 25);
  const request = await asked(house, one.sha256);
  await approve(request.id).expect(200);
  await gone(one.sha256);
  return { ...one, request };
}

const ruleOf = async (kind: string): Promise<Answer> =>
  (await everyPage(house, `${API}/retention-rules`)).find((one) => one.kind === kind)!;

describe('A retention rule', () => {
  it('is there as published, with its citation and edition', async () => {
    const rules = await everyPage(house, `${API}/retention-rules`);
    expect(rules.map(({ kind }) => kind)).toEqual([
      ...['audit-trail', 'clinical-evidence', 'dossier', 'evidence', 'labeling', 'record', 'submission-letter'],
      'unused-file',
    ]);
    expect(rules.find(({ kind }) => kind === 'clinical-evidence')).toMatchObject({
      ...{ months: 24, publishedMonths: 24, countedFrom: 'version-retired', citation: '21 CFR 812.140(d)' },
      ...{ edition: '2026', lengthened: [] },
    });
    expect(rules.find(({ kind }) => kind === 'audit-trail')).toMatchObject({ months: null, countedFrom: 'never' });
  });

  it('is lengthened with a reason, never shortened, and read as it was', async () => {
    const { id } = await ruleOf('labeling');
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const longer = await post(`retention-rules/${id}/lengthen`, { months: 120, reason: 'Our policy' });
    expect(longer).toMatchObject({
      months: 120,
      publishedMonths: 24,
      lengthened: [{ months: 120, reason: 'Our policy' }],
    });
    for (const months of [12, 24, 119, 120]) {
      const send = () => house.staff.post(`${API}/retention-rules/${id}/lengthen`).send({ months, reason: 'Shorter' });
      await leavesNothing(house, ['retention_period'], () => refused(send(), 'validation', '/months'));
    }
    expect(await get(`retention-rules/${id}?asOf=${before}`)).toMatchObject({ months: 24 });
    const events = await house.auditEvents('retention.lengthened');
    expect(events.map(({ reason }) => reason)).toEqual(['Our policy']);
    const forever = await ruleOf('audit-trail');
    await refused(
      house.staff.post(`${API}/retention-rules/${forever.id}/lengthen`).send({ months: 12, reason: 'Why' }),
      'invalid-state',
    );
    await refused(
      house.staff.post(`${API}/retention-rules/${NOBODY}/lengthen`).send({ months: 12, reason: 'Why' }),
      'not-found',
    );
  });
});

describe('A file', () => {
  it('is kept while its version lives, and the computation says so', async () => {
    const { sha256, evidence } = await filed(house);
    expect(await retention(sha256)).toMatchObject({
      ...{ state: 'kept', mayGoFrom: null, holds: [], disposal: null },
      uses: [{ kind: 'evidence', recordId: evidence.id, beginsOn: null, months: 24, keptUntil: null }],
      keptBy: [
        expect.stringMatching(/protocol.txt as evidence .* waits for the retirement of its version, by ISO 13485/),
      ],
    });
    const send = () => house.staff.post(`${API}/disposal-requests`).send({ sha256, reason: 'Away' });
    const { detail } = await refused(send(), 'retention');
    expect(detail).toMatch(/waits for the retirement of its version/);
  });

  it('is kept to the last day of its period and may go the day after', async () => {
    const { sha256, version } = await filed(house, { kind: 'clinical-validation', pillar: 'clinical' });
    await retiredAgo(house, version.id, 3);
    const today = new Date().toISOString().slice(0, 10);
    const found = await retention(sha256);
    const [use] = found.uses as unknown as { beginsOn: string; keptUntil: string; kind: string }[];
    expect(use.kind).toBe('clinical-evidence');
    expect(use.keptUntil).toBe(plusMonths(use.beginsOn, 24));
    expect(found.keptBy).toEqual([expect.stringContaining(`ends with ${use.keptUntil}`)]);
    expect(found.mayGoFrom! > today).toBe(true);
    await backdated(house, version.id, 24);
    expect(await retention(sha256)).toMatchObject({ state: 'kept' });
    await backdated(house, version.id, 25);
    expect(await retention(sha256)).toMatchObject({ state: 'may-go', keptBy: [] });
  });

  it('that stands behind two is kept by whichever lasts longer', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 30);
    expect(await retention(one.sha256)).toMatchObject({ state: 'may-go' });
    const other = await registered.version(house, one.model.id, { semanticVersion: '2.0.0', label: 'Two' });
    await registered.evidence(house, other.id, {
      files: [{ sha256: one.sha256, name: 'again.txt', role: 'attachment' }],
    });
    expect(await retention(one.sha256)).toMatchObject({ state: 'kept', mayGoFrom: null });
  });

  it('that no record names is kept for a month', async () => {
    const { sha256 } = await registered.file(house, 'loose.bin', Buffer.from('loose'));
    expect(await retention(sha256)).toMatchObject({ state: 'kept', uses: [{ kind: 'unused-file', months: 1 }] });
    await unguarded(
      house,
      [`UPDATE stored_file SET stored_at = now() - interval '2 months' WHERE sha256 = $1`, [sha256]],
      [`UPDATE audit_event SET recorded_at = now() - interval '2 months' WHERE subject_type = 'stored_file'`, []],
    );
    expect(await retention(sha256)).toMatchObject({ state: 'may-go' });
  });

  it('is computed for all the files of a piece of evidence, whose row never goes', async () => {
    const { evidence, sha256 } = await filed(house);
    expect(await get(`retention/evidence/${evidence.id}`)).toMatchObject({
      rows: expect.stringContaining('kept for ever') as string,
      files: [{ sha256, state: 'kept' }],
    });
    await refused(house.staff.get(`${API}/retention/evidence/${NOBODY}`), 'not-found');
    await refused(house.staff.get(`${API}/retention/files/${'a'.repeat(64)}`), 'not-found');
  });
});

describe('A legal hold', () => {
  it.each(['all', 'model', 'version', 'evidence', 'file'] as const)(
    'on %s keeps what its period would let go',
    async (scope) => {
      const one = await filed(house);
      await retiredAgo(house, one.version.id, 25);
      const { rows } = await house.database.superuser.query<{ id: string }>(
        'SELECT id FROM stored_file WHERE sha256 = $1',
        [one.sha256],
      );
      const ids = {
        model: one.model.id,
        version: one.version.id,
        evidence: one.evidence.id,
        file: rows[0].id,
        all: undefined,
      };
      const hold = await post('legal-holds', {
        scope,
        scopeId: ids[scope],
        matter: 'Doe v. Us',
        reason: 'Letter of counsel',
      });
      expect(await retention(one.sha256)).toMatchObject({
        ...{ state: 'kept', holds: [{ code: hold.code, matter: 'Doe v. Us' }] },
        keptBy: [`legal hold ${String(hold.code)} (Doe v. Us) stands`],
      });
      const ask = () => house.staff.post(`${API}/disposal-requests`).send({ sha256: one.sha256, reason: 'Away' });
      const { detail } = await refused(ask(), 'retention');
      expect(detail).toContain(String(hold.code));
      await post(`legal-holds/${hold.id}/release`, { reason: 'Settled' }, 200);
      expect(await retention(one.sha256)).toMatchObject({ state: 'may-go', holds: [] });
    },
  );

  it('that comes after the request still keeps the file', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const request = await asked(house, one.sha256);
    const hold = await post('legal-holds', {
      scope: 'model',
      scopeId: one.model.id,
      matter: 'Late',
      reason: 'Late letter',
    });
    await leavesNothing(house, ['disposal'], () => refused(approve(request.id), 'retention'));
    expect((await download(one.sha256)).status).toBe(200);
    await post(`legal-holds/${hold.id}/release`, { reason: 'Settled' }, 200);
  });

  it('names what is there, is released once, and is read as it was', async () => {
    const send = (body: object) =>
      house.staff.post(`${API}/legal-holds`).send({ matter: 'Matter', reason: 'Because', ...body });
    await refused(send({ scope: 'model', scopeId: NOBODY }), 'validation', '/scopeId');
    await refused(send({ scope: 'model' }), 'inconsistent', '/scopeId');
    await refused(send({ scope: 'all', scopeId: NOBODY }), 'inconsistent', '/scopeId');
    await refused(send({ scope: 'everything' }), 'validation', '/scope');
    const { model } = await filed(house);
    const hold = (await send({ scope: 'model', scopeId: model.id }).expect(201)).body as Answer;
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await post(`legal-holds/${hold.id}/release`, { reason: 'Settled' }, 200);
    await refused(house.staff.post(`${API}/legal-holds/${hold.id}/release`).send({ reason: 'Again' }), 'invalid-state');
    expect(await get(`legal-holds/${hold.id}?asOf=${before}`)).toMatchObject({ state: 'standing', release: null });
    expect(await get(`legal-holds/${hold.id}`)).toMatchObject({ state: 'released', release: { reason: 'Settled' } });
    await refused(house.staff.get(`${API}/legal-holds/${hold.id}?asOf=2020-01-01`), 'not-found');
    const standing = await everyPage(house, `${API}/legal-holds`, { state: 'standing' });
    expect(standing.map(({ id }) => id)).not.toContain(hold.id);
    expect((await everyPage(house, `${API}/legal-holds`, { scopeId: model.id })).map(({ id }) => id)).toEqual([
      hold.id,
    ]);
    expect((await toldOf(house, hold.id)).map(({ act }) => act)).toEqual(['legal-hold.placed', 'legal-hold.released']);
  });
});

describe('A disposal', () => {
  it('takes the bytes away, once it is recorded, and leaves a tombstone that says what they were', async () => {
    const { sha256, request, evidence } = await disposed();
    const { detail } = await refused(download(sha256), 'gone');
    expect(detail).toMatch(
      /^protocol.txt \(\d+ bytes, SHA-256 [0-9a-f]{64}\) was disposed of on .* under ISO 13485 4.2.5/,
    );
    expect(await get(`disposal-requests/${request.id}`)).toMatchObject({
      state: 'disposed',
      disposal: {
        sha256,
        name: 'protocol.txt',
        uses: [{ recordId: evidence.id, kind: 'evidence' }],
        approvedBy: APPROVER,
      },
    });
    expect(await retention(sha256)).toMatchObject({ state: 'disposed', keptBy: [] });
    expect(await get(`evidence/${evidence.id}`)).toMatchObject({ files: [{ sha256, name: 'protocol.txt' }] });
    expect((await toldOf(house, request.id)).map(({ act }) => act)).toEqual([
      'disposal.requested',
      'disposal.approved',
    ]);
    await refused(approve(request.id), 'invalid-state');
    await refused(house.staff.post(`${API}/disposal-requests`).send({ sha256, reason: 'Again' }), 'invalid-state');
  });

  it('is asked for once, and rejected with a reason', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const request = await asked(house, one.sha256);
    const again = () => house.staff.post(`${API}/disposal-requests`).send({ sha256: one.sha256, reason: 'Again' });
    await refused(again(), 'duplicate');
    const open = await everyPage(house, `${API}/disposal-requests`, { state: 'open', sha256: one.sha256 });
    expect(open.map(({ id }) => id)).toEqual([request.id]);
    await post(`disposal-requests/${request.id}/reject`, { reason: 'Keep it' }, 200);
    await refused(approve(request.id), 'invalid-state');
    expect(await get(`disposal-requests/${request.id}`)).toMatchObject({
      state: 'rejected',
      rejection: { reason: 'Keep it' },
    });
    expect((await download(one.sha256)).status).toBe(200);
    await again().expect(201);
  });

  it('is not approved by who asked for it, where there are people', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const request = await asked(house, one.sha256);
    await unguarded(house, ['UPDATE disposal_request SET requested_by_id = $2 WHERE id = $1', [request.id, 'ann']]);
    const disposals = house.app.get(Disposals);
    const person = (id: string) => ({
      id,
      name: id,
      role: 'approver',
      via: { kind: 'program', id: null } as const,
      requestId: null,
    });
    await expect(disposals.approve(person('ann'), request.id, 'Mine')).rejects.toMatchObject({
      type: 'separation-of-duties',
    });
    expect(await disposals.approve(person('bob'), request.id, 'Yours')).toMatchObject({
      disposal: { approvedBy: 'bob', approvedById: 'bob' },
    });
    await gone(one.sha256);
  });

  it('of two that are approved at once is done once', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const request = await asked(house, one.sha256);
    const answers = await Promise.all(Array.from({ length: 6 }, () => approve(request.id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 409, 422].includes(status))).toBe(true);
  });

  it('that a killed process left half done is done at the next start, any number of times', async () => {
    const { sha256 } = await disposed();
    await house.store.put(bytesOf('the bytes came back by a hand'));
    const { rows } = await house.database.superuser.query<{ sha256: string }>('SELECT sha256 FROM disposal');
    expect(rows.map((row) => row.sha256)).toContain(sha256);
    const bytes = house.app.get(DisposedBytes);
    expect(await bytes.removeAll()).toBe(0);
    await mkdir(join(house.storeDir, 'sha256', sha256.slice(0, 2)), { recursive: true });
    await cp(join(__dirname, 'fixtures.ts'), address(sha256));
    await refused(download(sha256), 'gone');
    expect([await bytes.removeAll(), await bytes.removeAll()]).toEqual([1, 0]);
    await gone(sha256);
  });

  it('leaves nothing that new evidence, letters or claims of bytes could rest on', async () => {
    const { sha256, model } = await disposed();
    const version = await registered.version(house, model.id, { semanticVersion: '9.0.0', label: 'Nine' });
    const send = house.staff.post(`${API}/versions/${version.id}/evidence`).send({
      ...{ kind: 'other', title: 'Rests on nothing', performedOn: '2026-01-01', performedBy: 'Nobody' },
      ...{ files: [{ sha256, name: 'x.txt', role: 'attachment' }] },
    });
    await refused(send, 'validation', '/files/0/sha256');
    const submission = await post('submissions', {
      modelId: model.id,
      kind: 'q-sub',
      authority: 'FDA',
      submittedOn: '2026-01-01',
    });
    const letter = house.staff.post(`${API}/submissions/${submission.id}/letters`).send({ sha256, name: 'x.txt' });
    await refused(letter, 'validation', '/sha256');
  });

  it('is undone by nobody, but the same bytes are stored anew', async () => {
    const one = await filed(house);
    const { rows } = await house.database.superuser.query<{ n: string }>('SELECT count(*) AS n FROM stored_file');
    const bytes = await readFile(address(one.sha256));
    await retiredAgo(house, one.version.id, 25);
    const request = await asked(house, one.sha256);
    await approve(request.id).expect(200);
    await gone(one.sha256);
    const answers = await Promise.all(Array.from({ length: 4 }, () => registered.file(house, 'protocol.txt', bytes)));
    expect(new Set(answers.map(({ sha256 }) => sha256))).toEqual(new Set([one.sha256]));
    expect((await download(one.sha256)).status).toBe(200);
    expect(await house.auditEvents('file.stored-again')).toHaveLength(1);
    const after = await house.database.superuser.query<{ n: string }>('SELECT count(*) AS n FROM stored_file');
    expect(after.rows).toEqual(rows);
    expect(await house.app.get(DisposedBytes).removeAll()).toBe(0);
    expect((await download(one.sha256)).status).toBe(200);
    expect(await retention(one.sha256)).toMatchObject({ state: 'may-go' });
    const second = await asked(house, one.sha256);
    await approve(second.id).expect(200);
    await gone(one.sha256);
    await refused(download(one.sha256), 'gone');
  });

  it('is said in a dossier, which is made without the bytes', async () => {
    const one = await disposed();
    const previews = house.app.get(DossierPreviews);
    const record = await previews.record(one.version.id, 'fda-samd', { id: 'draft', code: 'DRAFT', by: STAFF });
    expect(record.evidence[0].files).toMatchObject([
      { kept: 'disposed of', disposal: expect.stringMatching(/^on \d{4}-\d{2}-\d{2} under ISO 13485 4.2.5/) as string },
    ]);
    expect(formRows(blocksOf(validationEvidence, record))).toMatchObject({
      'Disposed of': record.evidence[0].files[0].disposal,
    });
    await house.staff.get(`${API}/versions/${one.version.id}/dossier-preview`).expect(200);
  });
});

describe('What is due', () => {
  it('is listed, and nothing is disposed of by that', async () => {
    const one = await filed(house);
    await retiredAgo(house, one.version.id, 25);
    const held = await filed(house);
    await retiredAgo(house, held.version.id, 25);
    const hold = await post('legal-holds', {
      scope: 'evidence',
      scopeId: held.evidence.id,
      matter: 'Held',
      reason: 'Because',
    });
    const young = await filed(house);
    const due = async (limit?: number) =>
      (await disposalsDue(house.app.get(DataSource).manager, limit)).map(({ sha256 }) => sha256);
    const found = await due();
    expect(found).toContain(one.sha256);
    expect(found).not.toContain(held.sha256);
    expect(found).not.toContain(young.sha256);
    expect(await due(1)).toHaveLength(1);
    await asked(house, one.sha256);
    expect(await due()).not.toContain(one.sha256);
    expect((await download(one.sha256)).status).toBe(200);
    await post(`legal-holds/${hold.id}/release`, { reason: 'Settled' }, 200);
  });
});

describe('An export', () => {
  it('has holds, periods, requests and disposals, and says which bytes are gone', async () => {
    const place = await Place.make();
    try {
      const { sha256 } = await disposed();
      await moved(house, (await filed(house)).version.id, 'in-review');
      const { manifest } = await exported(house, place.at('all'));
      const rows = Object.fromEntries(manifest.nouns.map(({ noun, rows: n }) => [noun, n]));
      for (const noun of ['retention-rules', 'retention-periods', 'legal-holds', 'legal-hold-releases']) {
        expect([noun, rows[noun] > 0]).toEqual([noun, true]);
      }
      for (const noun of ['disposal-requests', 'disposal-rejections', 'disposals', 'files-stored-again']) {
        expect([noun, rows[noun] > 0]).toEqual([noun, true]);
      }
      expect(manifest.disposed.map((one) => one.sha256)).toContain(sha256);
      expect(manifest.disposed[0].reason).toMatch(/^disposed of on .* under ISO 13485/);
      expect(manifest.faults).toEqual([]);
      const { findings } = await readExport(place.at('all'));
      // What the superuser's hand put back in time here is not what the trail says, and the reader knows.
      expect([...new Set(findings.map(({ what, where }) => `${what} ${where.split(':')[0]}`))].sort()).toEqual([
        ...['disposal-requests', 'stored-files', 'versions'].map((noun) => `altered-row records/${noun}.jsonl`),
      ]);
    } finally {
      await place.remove();
    }
  });
});

it('The calendar of the database is the one of the rules', async () => {
  for (const from of ['2024-02-29', '2026-01-31', '2026-08-31', '1999-12-31', '2026-11-24']) {
    const { rows } = await house.database.superuser.query<{ until: string[] }>(
      `SELECT array_agg(to_char(($1::date + make_interval(months => m))::date, 'YYYY-MM-DD') ORDER BY m) AS until
       FROM generate_series(1, 1200) m`,
      [from],
    );
    expect(Array.from({ length: 1200 }, (_, index) => plusMonths(from, index + 1))).toEqual(rows[0].until);
  }
});

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
