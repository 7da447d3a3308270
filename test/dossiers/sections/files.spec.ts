import { files } from '../../../src/dossiers/sections/files';
import { canonicalBytes, sha256 } from '../../../src/kernel/digest';
import { dossierRecord, evidence, file } from '../fixtures/record';
import { blocksOf, rowsOf, textsIn } from '../fixtures/words';

const DIGEST: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);

describe('The section of files and authorities', () => {
  it('names the record first, with its size and digest, then every file of every piece of evidence', () => {
    const large = file({
      attachedAs: 'EV-0001-items.jsonl',
      size: 30_000_000,
      kept: 'by owner',
      sha256: 'c'.repeat(64),
    });
    const record = dossierRecord({ evidence: [evidence({ files: [file(), large] })] });
    const bytes = canonicalBytes(record);
    expect(rowsOf(blocksOf(files, record), /^File manifest/)).toEqual([
      ['record.json | application/json', 'Source', expect.stringMatching(/^\d\d,\d{3}$/), 'inside', sha256(bytes)],
      ['checkpoint.txt | text/plain', 'Data', '315', 'inside', sha256(record.log?.checkpoint ?? '')],
      ['chai-card.xml | text/xml', 'Data', expect.stringMatching(/^\d,\d{3}$/), 'inside', DIGEST],
      ['bom.cdx.json | application/vnd.cyclonedx+json', 'Data', expect.stringMatching(/^\d,\d{3}$/), 'inside', DIGEST],
      ['EV-0001-results.json | application/json', 'Supplement', `${file().size}`, 'inside', file().sha256],
      ['EV-0001-items.jsonl | application/json', 'Supplement', '30,000,000', 'by owner', 'c'.repeat(64)],
    ]);
  });

  it('counts the proofs that are alike, and says from which size on a file is kept by the owner', () => {
    const said = textsIn(blocksOf(files, dossierRecord())).join(' ');
    expect(said).toContain('5 more small files are inside, which manifest.json names with their digests: 5 proofs');
    expect(said).toContain('Files over 20 MiB are kept by the owner');
  });

  it('lists each authority that the record cites, with its force and edition, once', () => {
    const rows = rowsOf(blocksOf(files, dossierRecord()), /^Authorities/);
    expect(rows.map(([title]) => title)).toContain('Federal Food, Drug, and Cosmetic Act (21 USC 301 ff.)');
    expect(new Set(rows.map(([title]) => title)).size).toBe(rows.length);
    for (const [, force, edition, readOn] of rows) {
      expect(force).toMatch(/^(law|regulation|guidance, (final|draft)|standard|voluntary)$/);
      expect([edition, readOn].every((text) => text.length > 0)).toBe(true);
    }
  });

  it('lists authorities that only a gap cites', () => {
    const record = dossierRecord();
    const entry = record.dossier.template.sections[0];
    const cites = [{ source: 'HTI-1', section: '(7)(i)' }] as const;
    const gap = {
      kind: 'gap',
      id: 'GAP-01',
      level: 'note',
      title: '',
      text: '',
      affects: [],
      closes: '',
      cites,
      href: '',
    };
    const before = rowsOf(files({ record, entry, gaps: [] }), /^Authorities/).length;
    expect(rowsOf(files({ record, entry, gaps: [gap as never] }), /^Authorities/)).toHaveLength(before + 1);
  });
});
