import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { BundleManifest } from '../../../src/dossiers/bundle/bundle-manifest';
import { verifierPage } from '../../../src/dossiers/bundle/verifier';
import { compose } from '../../../src/dossiers/compose';
import { canonicalBytes, sha256 } from '../../../src/kernel/digest';
import { bytesOfFiles, flipped, other, small } from '../fixtures/small-dossier';
import { itWith } from '../pdf/parsed';
import { sourceOf, unpacked, zipped } from './fixtures/bundled';

let pdf: Buffer;
beforeAll(async () => {
  pdf = (await compose(small(), bytesOfFiles)).bytes;
});

const source = () => sourceOf(small(), pdf, bytesOfFiles);

describe('A bundle', () => {
  it('holds the PDF, the record, the evidence by section and id, and the means to check them', async () => {
    const files = unzipSync(await zipped(source()));
    expect(Object.keys(files)).toEqual(
      [
        ...['README.txt', 'manifest.json', 'SHA256SUMS', 'verifier.html', 'verify.sh', 'record.json'],
        ...['PD-2026-000001.pdf', 'evidence/EV-0001-results.json', 'evidence/EV-0002-cases.csv'],
      ].map((path) => `PD-2026-000001/${path}`),
    );
    expect(sha256(files['PD-2026-000001/PD-2026-000001.pdf'])).toBe(sha256(pdf));
    expect(Buffer.from(files['PD-2026-000001/record.json']).equals(canonicalBytes(small()))).toBe(true);
    expect(Buffer.from(files['PD-2026-000001/evidence/EV-0002-cases.csv']).equals(other)).toBe(true);
  });

  it('is the same bytes each time', async () => {
    expect((await zipped(source())).equals(await zipped(source()))).toBe(true);
  });

  it('names in its manifest every file with its size and digest', async () => {
    const files = unzipSync(await zipped(source()));
    const manifest = JSON.parse(Buffer.from(files['PD-2026-000001/manifest.json']).toString()) as BundleManifest;
    expect(manifest).toMatchObject({
      ...{ schema: 'predicate/dossier-bundle/1', absent: [] },
      dossier: { code: 'PD-2026-000001', recordSha256: sha256(canonicalBytes(small())) },
    });
    expect(manifest.files).toEqual(
      Object.entries(files)
        .map(([path, bytes]) => ({
          path: path.split('/').slice(1).join('/'),
          size: bytes.length,
          sha256: sha256(bytes),
        }))
        .filter(({ path }) => !['manifest.json', 'SHA256SUMS'].includes(path)),
    );
  });

  it('takes along what is too large for the PDF, and names what is gone and why', async () => {
    const record = small();
    const [first, second] = record.evidence;
    const kept = (files: typeof first.files, how: 'by owner' | 'disposed of') =>
      files.map((file) => ({
        ...file,
        kept: how,
        ...(how === 'disposed of' ? { disposal: 'Disposed of by the rule' } : {}),
      }));
    const own = {
      ...record,
      evidence: [
        { ...first, files: kept(first.files, 'by owner') },
        { ...second, files: kept(second.files, 'disposed of') },
      ],
    };
    const { bytes } = await compose(own, new Map());
    const files = unzipSync(await zipped(sourceOf(own, bytes, bytesOfFiles)));
    expect(Object.keys(files)).toContain('PD-2026-000001/evidence/EV-0001-results.json');
    expect(Object.keys(files)).not.toContain('PD-2026-000001/evidence/EV-0002-cases.csv');
    const manifest = JSON.parse(Buffer.from(files['PD-2026-000001/manifest.json']).toString()) as BundleManifest;
    expect(manifest.absent).toEqual([
      expect.objectContaining({
        path: 'evidence/EV-0002-cases.csv',
        why: 'Disposed of by the rule',
        sha256: sha256(other),
      }),
    ]);
    expect(Buffer.from(files['PD-2026-000001/README.txt']).toString()).toContain('NOT IN IT');
  });
});

describe('The verifier as one page', () => {
  it('loads nothing and asks for nothing', () => {
    const page = verifierPage();
    expect(page).not.toMatch(
      /\b(src|href)="(?!data:,)|https?:\/\/(?!c2sp\.org|www\.w3\.org\/2000\/svg)|\bfetch\(|import\s/,
    );
    expect(page).toContain('class Sha256');
    expect(page).not.toMatch(/\/\* (script|style) \*\//);
  });
});

const hasSums = ['sha256sum', 'shasum'].some((tool) => spawnSync(tool, ['--version']).error === undefined);
if (!hasSums) console.warn('Neither sha256sum nor shasum is installed: the tests of verify.sh are skipped.');

(hasSums ? describe : describe.skip)('verify.sh', () => {
  const run = (folder: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('sh', ['verify.sh', ...args], { cwd: folder, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  let folder: string;
  beforeEach(async () => {
    folder = unpacked(await zipped(source()));
  });
  afterEach(() => rmSync(dirname(folder), { recursive: true }));

  it('finds a bundle whole, and says what it cannot say', () => {
    const { status, said } = run(folder);
    expect(said).not.toContain('FAILS');
    expect(said).toMatch(/holds +8 files have the SHA-256 that SHA256SUMS says/);
    expect(said).toMatch(/holds +2 files of the evidence/);
    expect(said).toMatch(/It does not say that the pages show what the record says/);
    expect(status).toBe(0);
  });

  itWith('pdfdetach')('looks into the PDF', () => {
    expect(run(folder).said).toMatch(/holds +PD-2026-000001\.pdf carries the same record\.json/);
  });

  const path = (name: string) => join(folder, name);
  const flip = (name: string) => writeFileSync(path(name), flipped(readFileSync(path(name)), 20));
  /** A forger who makes the list say what the file has. */
  const relisted = (name: string) => {
    const sums = readFileSync(path('SHA256SUMS'), 'utf8').replace(
      new RegExp(`^[0-9a-f]{64}(?=  ${name.replaceAll('.', '\\.')}$)`, 'm'),
      sha256(readFileSync(path(name))),
    );
    writeFileSync(path('SHA256SUMS'), sums);
  };

  it.each([
    [
      'a file of the evidence is changed',
      () => flip('evidence/EV-0002-cases.csv'),
      /EV-0002-cases\.csv has another SHA-256/,
    ],
    ['the PDF is changed', () => flip('PD-2026-000001.pdf'), /PD-2026-000001\.pdf has another SHA-256/],
    ['the manifest is changed', () => flip('manifest.json'), /manifest\.json has another SHA-256/],
    ['a file is missing', () => rmSync(path('evidence/EV-0001-results.json')), /EV-0001-results\.json is missing/],
    [
      'a file is added',
      () => writeFileSync(path('evidence/EV-0003-more.csv'), 'x'),
      /EV-0003-more\.csv is not named by SHA256SUMS/,
    ],
    [
      'files are swapped',
      () => {
        renameSync(path('evidence/EV-0001-results.json'), path('x'));
        renameSync(path('evidence/EV-0002-cases.csv'), path('evidence/EV-0001-results.json'));
        renameSync(path('x'), path('evidence/EV-0002-cases.csv'));
      },
      /EV-0001-results\.json has another SHA-256/,
    ],
    ['the list is emptied', () => writeFileSync(path('SHA256SUMS'), ''), /names no file/],
    [
      'the list leads outside',
      () => appendFileSync(path('SHA256SUMS'), `${'0'.repeat(64)}  ../../etc/passwd\n`),
      /etc\/passwd is missing/,
    ],
    [
      'evidence is changed and the list with it',
      () => {
        flip('evidence/EV-0002-cases.csv');
        relisted('evidence/EV-0002-cases.csv');
      },
      /EV-0002-cases\.csv is not a file that the record names/,
    ],
  ])('fails where %s', (_, tamper, words) => {
    tamper();
    const { status, said } = run(folder);
    expect(said).toMatch(words);
    expect(said).toContain('Do not rely on this copy');
    expect(status).toBe(1);
  });

  itWith('pdfdetach')('fails where the record is another than the PDF carries, though every list says so', () => {
    const forged = canonicalBytes({ ...small(), parties: [] });
    const own = sha256(canonicalBytes(small()));
    writeFileSync(path('record.json'), forged);
    const manifest = readFileSync(path('manifest.json'), 'utf8').replaceAll(own, sha256(forged));
    writeFileSync(path('manifest.json'), manifest);
    for (const name of ['record.json', 'manifest.json']) relisted(name);
    const { status, said } = run(folder);
    expect(said).toMatch(/FAILS +PD-2026-000001\.pdf carries another record\.json/);
    expect(status).toBe(1);
  });

  it('ends with 2 where there is nothing to look at', () => {
    const { status, said } = run(folder, dirname(folder));
    expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining('is no unpacked bundle') });
    expect(run(folder, '--nonsense').status).toBe(2);
  });
});
