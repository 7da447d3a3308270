import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, DossierDocument } from '../../../../src/dossiers/blocks';
import { compose } from '../../../../src/dossiers/compose';
import { writeDossier } from '../../../../src/dossiers/pdf/write-dossier';
import { dossierRecord, fileBytes } from '../../fixtures/record';
import { itWith, runOn } from '../parsed';
import { attachment, section, specimen } from '../specimen';
import { OpenedPdf } from './opened-pdf';
import { nameOf } from './rule';
import { brokenRules, RULES } from './rules';

const NAMES = 'Łukasz Đặng, Παπαδοπούλου, Щербакова, 王小明, 山田太郎, ∀x ∈ ℝ: ∅ ≠ ⊕';

const words = (count: number, stem = 'word'): string =>
  Array.from({ length: count }, (_, at) => `${stem}${at}`).join(' ');

/** What tries a file hardest: rows and forms of many pages, names of all scripts, a hundred links, many files. */
const hard = (): Block[] => [
  { kind: 'lead', text: `${NAMES} & <b> "q"` },
  { kind: 'heading', level: 3, text: 'Small first' },
  { kind: 'heading', level: 2, id: 'EV-1', text: `${NAMES} & more` },
  { kind: 'form', rows: [{ label: 'Long', text: words(1500), margin: [words(40)] }] },
  {
    kind: 'table',
    caption: NAMES,
    columns: [
      { head: 'Id', weight: 1 },
      { head: 'What', unit: '(x)', weight: 4 },
    ],
    rows: [
      { group: 'Group' },
      ...Array.from({ length: 60 }, (_, at) => ({
        cells: [`EV-${at}`, at === 7 ? words(1500) : NAMES],
        id: `ROW-${at}`,
      })),
    ],
    notes: [[{ ref: 'ROW-3', page: true }, ' is a note']],
  },
  { kind: 'paragraph', text: Array.from({ length: 60 }, (_, at) => [{ ref: `ROW-${at}`, page: true }, ', ']).flat() },
  { kind: 'quotation', text: words(900), by: NAMES },
  { kind: 'list', items: [NAMES, words(500)] },
];

const DOSSIERS: Readonly<Record<string, () => DossierDocument>> = {
  'with every kind of block': () => specimen(),
  'on A4, a draft': () =>
    specimen({ paper: 'a4', status: { draft: true, illustrative: true, issuedOn: '2026-11-20' } }),
  'with rows of several pages, names of many scripts and signs that XML knows': () =>
    specimen({
      title: 'R&D <model> "x" (y) \\ 王小明',
      author: 'Äsculap & Søn <gmbh>',
      subject: '> & <',
      sections: [section(1, `A & B ${NAMES}`, hard()), section(2, 'Empty', [])],
      attachments: Array.from({ length: 30 }, (_, at) => attachment(`file ${at} é.txt`, `${at}`)),
    }),
  'with nothing in it': () => specimen({ sections: [], attachments: [] }),
};

describe.each(Object.entries(DOSSIERS))('A dossier %s', (_, document) => {
  let bytes: Buffer;
  let pdf: OpenedPdf;

  beforeAll(async () => {
    ({ bytes } = await writeDossier(document()));
    pdf = new OpenedPdf(bytes);
  });

  it.each(RULES.map((rule) => [`${nameOf(rule)}: ${rule.says}`, rule] as const))('keeps %s', (_name, { broken }) => {
    expect(broken(pdf).slice(0, 5)).toEqual([]);
  });

  itWith('qpdf')('is sound to qpdf', () => {
    expect(runOn(bytes, 'qpdf', ['--check', 'FILE'])).toContain('No syntax or stream encoding errors found');
  });

  itWith('pdfinfo')('has a tree of tags that poppler reads', () => {
    const tree = runOn(bytes, 'pdfinfo', ['-struct-text', 'FILE']) ?? '';
    expect(tree).toMatch(/^Document\n {2}Sect\n/);
    expect(tree).toMatch(/^ {4}Form\b/m);
  });

  itWith('pdfdetach')('gives its files back as they were', () => {
    const folder = mkdtempSync(join(tmpdir(), 'attached-'));
    try {
      for (const [at, { name, bytes: content }] of document().attachments.entries()) {
        runOn(bytes, 'pdfdetach', [
          '-save',
          String(
            numberOf(
              document().attachments.map((one) => one.name),
              name,
            ),
          ),
          '-o',
          join(folder, `${at}`),
          'FILE',
        ]);
        expect(sha256(readFileSync(join(folder, `${at}`)))).toBe(sha256(content as Uint8Array));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const flavour of ['3a', 'ua1']) {
    itWith('verapdf')(`is taken as ${flavour} by verapdf`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'verapdf-'));
      writeFileSync(join(folder, 'dossier.pdf'), bytes);
      const run = spawnSync('verapdf', ['--flavour', flavour, '--format', 'text', join(folder, 'dossier.pdf')], {
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true });
      expect(run.stdout).toMatch(/^PASS/m);
    });
  }
});

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Programs number the files in the order of the name tree. */
const numberOf = (names: readonly string[], name: string): number =>
  [...names].sort((a, b) => Buffer.compare(keyOf(a), keyOf(b))).indexOf(name) + 1;

const keyOf = (name: string): Buffer =>
  /^[\0-\x7f]*$/.test(name)
    ? Buffer.from(name)
    : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(name, 'utf16le').swap16()]);

describe('A dossier of a whole record', () => {
  it('keeps every rule, with every section that its template has', async () => {
    const { bytes } = await compose(dossierRecord(), fileBytes);
    expect(brokenRules(bytes)).toEqual(new Map());
  });
});

describe('A file of another kind', () => {
  it('is said to be one', () => {
    expect([...brokenRules(Buffer.from('%PDF-1.4\n')).keys()]).toEqual(['unreadable']);
  });
});
