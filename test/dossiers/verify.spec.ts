import { compose } from '../../src/dossiers/compose';
import type { DossierRecord } from '../../src/dossiers/dossier-record';
import { readAttachments } from '../../src/dossiers/pdf/read-attachments';
import type { WrittenDossier } from '../../src/dossiers/pdf/write-dossier';
import { thisProducer } from '../../src/dossiers/producer';
import { exitCodeOf, type Verdict } from '../../src/dossiers/verify/verdict';
import { verifyDossier } from '../../src/dossiers/verify/verify-dossier';
import { canonicalBytes, sha256 } from '../../src/kernel/digest';
import { file, fileBytes } from './fixtures/record';
import {
  bytesOfFiles,
  flipped,
  judged,
  other,
  random,
  small,
  verdictOf,
  withStream,
  wordsOf,
} from './fixtures/small-dossier';

describe('A verification', () => {
  let whole: WrittenDossier;
  beforeAll(async () => {
    whole = await compose(small(), bytesOfFiles);
  });

  it('calls the file unchanged that its record makes, and says what it cannot say', async () => {
    const verdict = await verifyDossier(whole.bytes);
    expect(verdict).toMatchObject({
      ...{ verdict: 'unchanged', sha256: sha256(whole.bytes), recordSha256: sha256(canonicalBytes(small())) },
      dossier: { code: 'PD-2026-000001', model: 'Example Model', version: '1.0.0', draft: false },
    });
    expect(verdict.checks.map(({ check, holds }) => [check, holds])).toEqual([
      ['record', true],
      ['attachments', true],
      ['signatures', true],
      ['log', true],
      ['witnesses', true],
      ['seal', null],
      ['rebuilt', true],
      ['issued', true],
    ]);
    expect(verdict.limits.join(' ')).toMatch(/Who made the file.*FDA agrees/);
    expect(exitCodeOf(verdict)).toBe(0);
  });

  it('knows every byte of the file by the part in which it lies', () => {
    expect(whole.parts[0].start).toBe(0);
    expect(whole.parts.at(-1)?.end).toBe(whole.bytes.length);
    whole.parts.slice(1).forEach(({ start }, index) => expect(start).toBe(whole.parts[index].end));
  });

  it('finds a changed byte in the record, whatever it does to it', async () => {
    const record = whole.parts.filter(({ label }) => label === 'attachment record.json');
    const next = random(7);
    for (const { start, end } of record) {
      for (let count = 0; count < 40; count += 1) {
        const at = start + Math.floor(next() * (end - start));
        const judgement = await judged(flipped(whole.bytes, at, 0xff));
        expect(verdictOf(judgement)).not.toBe('unchanged');
        expect(wordsOf(judgement)).toMatch(/record|a file specification cannot be read/);
      }
    }
  });

  it('calls a dossier altered, and never unreadable, when one byte of a file inside is changed', async () => {
    for (const { start, end } of readAttachments(whole.bytes)) {
      for (const at of [start + 2, start + Math.floor((end - start) / 2), end - 1]) {
        const judgement = await judged(flipped(whole.bytes, at));
        expect(judgement).toMatchObject({ verdict: 'altered' });
        expect(exitCodeOf(judgement as Verdict)).toBe(1);
      }
    }
  });

  it('finds a file that was cut off anywhere', async () => {
    const next = random(3);
    for (let count = 0; count < 25; count += 1) {
      const length = Math.floor(next() * whole.bytes.length);
      expect(verdictOf(await judged(whole.bytes.subarray(0, length)))).not.toBe('unchanged');
    }
    expect(verdictOf(await judged(whole.bytes.subarray(0, -1)))).toBe('altered');
  });

  it('finds bytes that were added after the end, or before the beginning', async () => {
    for (const added of ['\n', ' ', '%%EOF\n', 'x'.repeat(5000)]) {
      const judgement = await judged(Buffer.concat([whole.bytes, Buffer.from(added)]));
      expect(judgement).toMatchObject({ verdict: 'altered' });
      expect(wordsOf(judgement)).toContain('what was added after the end');
    }
    expect(verdictOf(await judged(Buffer.concat([Buffer.from('\n'), whole.bytes])))).not.toBe('unchanged');
  });

  it('finds an update that a PDF editor would append', async () => {
    const update = Buffer.from('\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n');
    expect(verdictOf(await judged(Buffer.concat([whole.bytes, update])))).toBe('altered');
  });

  it('names a file inside whose bytes are others', async () => {
    const judgement = await judged(
      withStream(whole.bytes, 'EV-0002-cases.csv', Buffer.from('site,cases\nNorth,999\n')),
    );
    expect(judgement).toMatchObject({ verdict: 'altered' });
    expect(wordsOf(judgement)).toContain('attachment EV-0002-cases.csv has another digest than the manifest says');
  });

  it('names both files that were swapped', async () => {
    const results = fileBytes.get(file().sha256) ?? new Uint8Array();
    const first = withStream(whole.bytes, 'EV-0002-cases.csv', results);
    const judgement = await judged(withStream(first, 'EV-0001-results.json', other));
    expect(judgement).toMatchObject({ verdict: 'altered' });
    for (const name of ['EV-0001-results.json', 'EV-0002-cases.csv']) {
      expect(wordsOf(judgement)).toContain(`attachment ${name} has another digest`);
    }
  });

  it('finds a record that was replaced by another canonical one', async () => {
    const forged = small({ version: { ...small().version, semanticVersion: '9.9.9' } });
    const judgement = await judged(withStream(whole.bytes, 'record.json', canonicalBytes(forged)));
    expect(judgement).toMatchObject({ verdict: 'altered', recordSha256: sha256(canonicalBytes(forged)) });
    expect(wordsOf(judgement)).toMatch(/Byte \d+ is not as the record makes it, in: /);
  });

  it.each([
    [
      'not canonical',
      (record: DossierRecord) => Buffer.from(JSON.stringify(record, null, 1)),
      /not in its canonical form/,
    ],
    [
      'of another schema',
      (record: DossierRecord) => canonicalBytes({ ...record, schema: 'x/9' }),
      /a shape that this program/,
    ],
    ['not JSON', () => Buffer.from('{'), /not JSON in UTF-8/],
    ['not UTF-8', () => Buffer.from([0x22, 0xff, 0x22]), /not JSON in UTF-8/],
    ['null', () => Buffer.from('null'), /a shape that this program/],
    ['a list', () => Buffer.from('[]'), /a shape that this program/],
    [
      'empty of all but its schema',
      ({ schema }: DossierRecord) => canonicalBytes({ schema }),
      /lacks what a dossier must have/,
    ],
  ])('finds a record that is %s', async (_, forge, words) => {
    const judgement = await judged(withStream(whole.bytes, 'record.json', forge(small())));
    expect(judgement).toMatchObject({ verdict: 'altered' });
    expect(exitCodeOf(judgement as Verdict)).toBe(1);
    expect(wordsOf(judgement)).toMatch(words);
  });

  it('does not judge the pages of another producer, and says what it checked instead', async () => {
    const producer = { ...thisProducer(), program: 'predicate 9.0.0' };
    const { bytes } = await compose(small({ producer }), bytesOfFiles);
    const verdict = await verifyDossier(bytes);
    expect(verdict).toMatchObject({ verdict: 'not-rebuilt' });
    expect(verdict.words).toMatch(/predicate 9\.0\.0 .*made it, and this is predicate/);
    expect(verdict.words).toContain('Checked instead: the record is in its canonical form, and every file inside');
    expect(verdict.checks.find(({ check }) => check === 'rebuilt')?.holds).toBeNull();
    expect(exitCodeOf(verdict)).toBe(2);
  });

  it('finds an altered file in a dossier of another producer all the same', async () => {
    const producer = { ...thisProducer(), zlib: '0.0.0' };
    const { bytes } = await compose(small({ producer }), bytesOfFiles);
    const judgement = await judged(withStream(bytes, 'EV-0002-cases.csv', Buffer.from('x')));
    expect(judgement).toMatchObject({ verdict: 'altered' });
    expect(exitCodeOf(judgement as Verdict)).toBe(1);
  });

  it('says of a preview that it was never issued, and is not well', async () => {
    const { dossier } = small();
    const { bytes } = await compose(small({ dossier: { ...dossier, code: 'DRAFT', draft: true } }), bytesOfFiles);
    const verdict = await verifyDossier(bytes);
    expect(verdict).toMatchObject({ dossier: { code: 'DRAFT', draft: true } });
    expect(verdict.words).toContain('never issued');
    expect(exitCodeOf(verdict)).toBe(1);
  });

  it.each([
    ['nothing', ''],
    ['a text', 'Dear reader'],
    ['another PDF', '%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n'],
    ['a few zeros', '\0\0\0\0'],
  ])('refuses %s as no dossier', async (_, text) => {
    await expect(verifyDossier(Buffer.from(text))).rejects.toMatchObject({ type: 'unreadable-file' });
  });

  it('is of the same bytes when the same record is composed twice', async () => {
    const again = await compose(JSON.parse(JSON.stringify(small())) as DossierRecord, bytesOfFiles);
    expect(sha256(again.bytes)).toBe(sha256(whole.bytes));
  });
});
