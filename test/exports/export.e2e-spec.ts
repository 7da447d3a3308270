import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXPORTED, LEFT_OUT } from '../../src/exports/exported-tables';
import type { Exported } from '../../src/exports/export-record';
import { readExport } from '../../src/exports/read/read-export';
import { recordIn } from '../../src/exports/read/find-record';
import { sha256 } from '../../src/kernel/digest';
import { type Answer, moved, readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signWhole } from '../support/signing';
import { countOf } from '../support/trail';
import { exported, Place } from './fixtures/exported';

let house: House;
let place: Place;
let made: Exported;
let ready: { model: Answer; version: Answer; functionId: string };
let other: Answer;

async function issueDossier(versionId: string): Promise<void> {
  await signWhole(house, versionId);
  const { body } = (await house.staff
    .post(`/api/v1/versions/${versionId}/dossiers`)
    .send({})
    .expect(202)) as unknown as { body: Answer };
  for (;;) {
    const job = (await house.staff.get(`/api/v1/dossier-jobs/${body.id}`).expect(200)).body as { state: string };
    if (job.state === 'done') return;
    if (job.state === 'failed') throw new Error(JSON.stringify(job));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  house = await openHouse({ isTold: true });
  place = await Place.make();
  ready = await readyVersion(house);
  await registered.claim(house, ready.functionId, { statement: '=HYPERLINK("http://x") in six of ten' });
  other = await registered.model(house, { name: 'Another model' });
  const theirs = await registered.version(house, other.id, { label: 'Theirs' });
  await moved(house, theirs.id, 'in-review');
  await registered.file(house, 'loose.bin', Buffer.from('named by nobody'));
  await issueDossier(ready.version.id);
  made = await exported(house, place.at('whole'));
});
afterAll(async () => {
  await place.remove();
  await house.close();
});

const lines = async (path: string, folder = 'whole'): Promise<Record<string, unknown>[]> =>
  (await readFile(join(place.at(folder), path), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('An export', () => {
  it('has every row of every table that it names, and says how many', async () => {
    expect(made.manifest.nouns.length).toBeGreaterThan(25);
    for (const { table, rows, records } of made.manifest.nouns) {
      expect([table, rows]).toEqual([table, await countOf(house, table)]);
      expect((await lines(records)).length).toBe(rows);
    }
  });

  it('has all bytes: files under their digests and by name, dossiers under their codes', async () => {
    const stored = await lines('records/stored-files.jsonl');
    expect(stored.length).toBe(3);
    const [{ code, sha256: pdf }] = await lines('records/dossiers.jsonl');
    expect(sha256(await readFile(join(place.at('whole'), `dossiers/${String(code)}.pdf`)))).toBe(pdf);
    for (const { sha256: digest } of stored.filter((one) => one.sha256 !== pdf)) {
      const path = `files/sha256/${String(digest).slice(0, 2)}/${String(digest)}`;
      expect(sha256(await readFile(join(place.at('whole'), path)))).toBe(digest);
    }
    const names = await readFile(join(place.at('whole'), 'files/names.csv'), 'utf8');
    expect(names).toContain('"results.json","files/sha256/');
    expect(names).toContain('"loose.bin"');
    expect(names).toContain(`"dossiers/${String(code)}.pdf"`);
  });

  it('is checked by tools that are not ours', async () => {
    const cwd = place.at('whole');
    execFileSync('sha256sum', ['-c', '--quiet', '--strict', 'SHA256SUMS'], { cwd });
    const sums = await readFile(join(cwd, 'SHA256SUMS'), 'utf8');
    const all = (await readdir(cwd, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    expect(sums.split('\n').length - 1).toBe(all.length - 1);
    for (const { payload, sha256: digest } of await lines('records/audit-events.jsonl')) {
      expect(sha256(Buffer.from(String(payload), 'utf8'))).toBe(digest);
    }
    const [model] = (await readFile(join(cwd, 'records/models.jsonl'), 'utf8')).split('\n');
    const told = (await lines('records/audit-events.jsonl')).flatMap(
      ({ payload }) => (JSON.parse(String(payload)) as { changes: { after: string }[] }).changes,
    );
    expect(told.map(({ after }) => after)).toContain(sha256(model));
  });

  it('gives people the same in sheets that no spreadsheet computes, and a page without a script', async () => {
    const sheet = await readFile(join(place.at('whole'), 'tables/claim-revisions.csv'), 'utf8');
    expect(sheet).toContain(`"'=HYPERLINK(""http://x"") in six of ten"`);
    const page = await readFile(join(place.at('whole'), 'index.html'), 'utf8');
    expect(page).toContain('records/audit-events.jsonl');
    expect(page).not.toMatch(/<script|https?:/);
    expect(await readFile(join(place.at('whole'), 'README.txt'), 'utf8')).toContain('sha256sum -c');
  });

  it('is read back as whole, each row proven by the trail', async () => {
    const reading = await readExport(place.at('whole'));
    expect(reading.findings).toEqual([]);
    expect(reading).toMatchObject({ isWell: true, manifestSha256: made.manifestSha256, scope: { of: 'record' } });
    const audited = made.manifest.nouns.filter(
      ({ table }) =>
        ![
          'audit_event',
          'record_revision',
          'dossier_job',
          'version_transition',
          'signature_step',
          'migration',
        ].includes(table),
    );
    const rows = audited
      .filter(({ table }) => table !== 'retention_rule' && !table.startsWith('log_'))
      .reduce((sum, one) => sum + one.rows, 0);
    expect(reading.words.join('\n')).toContain(`${rows} rows are the ones of which the audit trail has the digest`);
  });

  it('prints one record with its states and events', async () => {
    const found = await recordIn(place.at('whole'), ready.version.id.toUpperCase());
    expect(found.rows.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['model_version', 'evidence', 'dossier']),
    );
    expect(found.events.map(({ act }) => act)).toContain('version.registered');
    // Registered, put into review, approved.
    expect(found.revisions.length).toBe(3);
    expect((await recordIn(place.at('whole'), '019a0000-0000-7000-8000-000000000000')).rows).toEqual([]);
    await expect(recordIn(place.at('whole'), '.*')).rejects.toThrow(/takes the id/);
  });

  it('keeps out what is no record, and says so', () => {
    const leftOut = made.manifest.leftOut.map(({ table }) => table);
    expect(leftOut).toEqual(expect.arrayContaining(['idempotency_key', 'form_draft']));
    expect(leftOut.filter((table) => !(table in LEFT_OUT))).toEqual([]);
    expect(EXPORTED.map(({ table }) => table).filter((table) => table in LEFT_OUT)).toEqual([]);
  });

  it('of the same state is the same, byte for byte, but for its instant', async () => {
    const { manifest } = await exported(house, place.at('again'));
    const byPath = (files: typeof manifest.files) =>
      files.filter(({ path }) => !['README.txt', 'index.html'].includes(path));
    expect(byPath(manifest.files)).toEqual(byPath(made.manifest.files));
  });

  it('writes over nothing and leaves nothing when it cannot be made', async () => {
    await expect(exported(house, place.at('whole'))).rejects.toThrow(/is there already/);
    await mkdir(place.at('cut.partial'));
    await expect(exported(house, place.at('cut'))).rejects.toThrow(/cut.partial is there/);
    await expect(exported(house, place.at('nobody'), '019a0000-0000-7000-8000-000000000000')).rejects.toThrow(
      /There is no model/,
    );
    expect([existsSync(place.at('nobody')), existsSync(place.at('nobody.partial'))]).toEqual([false, false]);
  });
});

describe('An export of one model', () => {
  it('has all that concerns it and nothing of another, and says what is left out', async () => {
    const { manifest } = await exported(house, place.at('model'), ready.model.id);
    expect(manifest.scope).toMatchObject({ of: 'model', id: ready.model.id, name: ready.model.name });
    const text = await readFile(join(place.at('model'), 'README.txt'), 'utf8');
    expect(text).toContain('not the whole record');
    expect((await lines('records/models.jsonl', 'model')).map(({ id }) => id)).toEqual([ready.model.id]);
    expect((await lines('records/evidence.jsonl', 'model')).length).toBe(1);
    expect((await lines('records/stored-files.jsonl', 'model')).map(({ name }) => name)).not.toContain('loose.bin');
    const events = await readFile(join(place.at('model'), 'records/audit-events.jsonl'), 'utf8');
    expect(events).toContain('dossier.issued');
    expect(events).not.toContain(other.id);
    expect(await readExport(place.at('model'))).toMatchObject({ isWell: true, findings: [] });
  });
});
