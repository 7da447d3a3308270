import { unzipSync } from 'fflate';
import type { BundleManifest } from '../../../src/dossiers/bundle/bundle-manifest';
import { verifierPage } from '../../../src/dossiers/bundle/verifier';
import { compose } from '../../../src/dossiers/compose';
import { canonicalBytes, sha256 } from '../../../src/kernel/digest';
import { bytesOfFiles, other, small } from '../fixtures/small-dossier';
import { sourceOf, zipped } from './fixtures/bundled';

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
        ...[
          'README.txt',
          'manifest.json',
          'SHA256SUMS',
          'verifier.html',
          'verify.sh',
          'record.json',
          'proofs/checkpoint.txt',
        ],
        ...['version', 'FN-1', 'IU-1.2', 'DT-0007', 'EV-0001'].map((code) => `proofs/${code}.tlog-proof`),
        ...['inside/chai-card.xml', 'inside/bom.cdx.json', 'inside/manifest.json'],
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
