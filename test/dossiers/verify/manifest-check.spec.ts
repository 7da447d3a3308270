import { madeFiles } from '../../../src/dossiers/attachments/made-files';
import type { Manifest } from '../../../src/dossiers/attachments/manifest';
import { type FoundFile, foundFile, manifestCheck } from '../../../src/dossiers/verify/manifest-check';
import { canonicalBytes } from '../../../src/kernel/digest';
import { dossierRecord, evidence, file, fileBytes } from '../fixtures/record';

const large = file({ attachedAs: 'EV-0001-items.jsonl', size: 30_000_000, kept: 'by owner', sha256: 'c'.repeat(64) });
const gone = file({
  attachedAs: 'EV-0001-old.json',
  kept: 'disposed of',
  disposal: 'on 2026-01-01 under DR-1',
  sha256: 'd'.repeat(64),
});
const record = dossierRecord({ evidence: [evidence({ files: [file(), large, gone] })] });
const { attachments, manifest } = madeFiles(record);
const results = { name: file().attachedAs, bytes: fileBytes.get(file().sha256) ?? Buffer.alloc(0) };
const found: readonly FoundFile[] = [...attachments, results].map(foundFile);

const checked = (files = found, carried: Manifest | Buffer = manifest) =>
  manifestCheck(record, files, Buffer.isBuffer(carried) ? carried : canonicalBytes(carried));
const changed = (name: string, own: Partial<Manifest['files'][number]>): Manifest => ({
  ...manifest,
  files: manifest.files.map((one) => (one.name === name ? { ...one, ...own } : one)),
});

describe('The manifest of a dossier', () => {
  it('holds of the files that are inside, and says what is not', () => {
    expect(checked()).toEqual({
      ...{ check: 'attachments', holds: true },
      detail: `${found.length - 1} files inside have the digests of the manifest; 1 more, kept by the owner under their digest, is not inside; 1 more, disposed of, is not inside`,
    });
  });

  it.each<[string, () => ReturnType<typeof checked>, RegExp]>([
    ['a file that is missing', () => checked(found.slice(0, -1)), /EV-0001-results\.json is missing/],
    [
      'a file that nothing names',
      () => checked([...found, { ...found[0], name: 'more.txt' }]),
      /more\.txt is not named/,
    ],
    ['a file that is there twice', () => checked([...found, found[1]]), /is inside twice/],
    [
      'a file of other bytes',
      () =>
        checked(found.map((one) => ({ ...one, ...(one.name === 'checkpoint.txt' ? { sha256: 'a'.repeat(64) } : {}) }))),
      /checkpoint\.txt has another digest/,
    ],
    [
      'a manifest of other sizes',
      () => checked(found, changed('checkpoint.txt', { size: 3 })),
      /checkpoint\.txt has another digest/,
    ],
    [
      'a manifest that says otherwise of evidence',
      () => checked(found, changed(large.attachedAs, { sha256: 'e'.repeat(64) })),
      /something else of EV-0001-items\.jsonl than the record/,
    ],
    [
      'a manifest that hides what became of a file',
      () => checked(found, changed(gone.attachedAs, { kept: 'by owner' })),
      /something else of EV-0001-old\.json/,
    ],
    [
      'a manifest of another dossier',
      () => checked(found, { ...manifest, dossier: 'PD-2026-000009' }),
      /the manifest is of PD-2026-000009/,
    ],
    [
      'a manifest of another record',
      () => checked(found, { ...manifest, recordSha256: 'f'.repeat(64) }),
      /two digests of the record/,
    ],
    [
      'a manifest that is not canonical',
      () => checked(found, Buffer.from(JSON.stringify(manifest, null, 1))),
      /not in its canonical form/,
    ],
    [
      'a manifest of an unknown shape',
      () => checked(found, Buffer.from('{"schema":"other"}')),
      /shape that this program does not know/,
    ],
    ['no manifest at all', () => checked(found, Buffer.from('nothing')), /not JSON/],
  ])('fails for %s', (_, check, detail) => {
    expect(check()).toEqual({ check: 'attachments', holds: false, detail: expect.stringMatching(detail) as string });
  });
});
