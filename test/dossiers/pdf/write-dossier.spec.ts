import { createHash } from 'node:crypto';
import type { Block, DossierDocument, Row } from '../../../src/dossiers/blocks';
import { MissingGlyph, writeDossier, type WrittenDossier } from '../../../src/dossiers/pdf/write-dossier';
import { itWith, Parsed, runOn } from './parsed';
import { attachment, RECORD, section, specimen } from './specimen';

const DIGEST = '83d5a23394c831b566eccda5f4ce69b725ea155a392bb51acb353403018a2e44';
const words = (count: number): string => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');

/** A dossier with just these blocks in its only section. */
const withBlocks = (blocks: Iterable<Block>, changes: Partial<DossierDocument> = {}): DossierDocument =>
  specimen({ sections: [section(1, 'Only section', blocks)], attachments: [], ...changes });

const open = async (document: DossierDocument): Promise<{ written: WrittenDossier; parsed: Parsed }> => {
  const written = await writeDossier(document);
  return { written, parsed: await Parsed.open(written.bytes) };
};

/** Every piece of text of the inner pages is in the live area, the head or the foot. */
async function expectInside(parsed: Parsed): Promise<void> {
  for (let number = 2; number <= parsed.pages; number++) {
    for (const { text, x, y, width } of await parsed.placed(number)) {
      const head = Math.abs(y - (792 - 41)) < 0.1;
      const outside = x < 53.9 || x + width > 558.1 || y > 722 || (y < 72 && y > 45) || y < 30;
      if (outside && !head) throw new Error(`page ${number}: “${text}” at ${x}, ${y}, ${width} wide`);
    }
  }
}

/** What is not printed, or not as it stands: kinds and widths, references, digests that are set in groups. */
const UNSAID = new Set([
  'kind',
  'width',
  'voice',
  'style',
  'ref',
  'id',
  'mark',
  'outcome',
  'align',
  'level',
  'href',
  'field',
  'good',
  'affects',
  'cites',
]);

/** Every text that the sections say, deep inside. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (UNSAID.has(key) ? [] : textsOf(inner)));
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

describe('A written dossier', () => {
  let written: WrittenDossier;
  let parsed: Parsed;

  beforeAll(async () => ({ written, parsed } = await open(specimen())));

  it('says itself what it is, and takes nothing from the clock', async () => {
    const { info } = (await parsed.document.getMetadata()) as unknown as { info: Record<string, unknown> };
    expect(info).toMatchObject({
      PDFFormatVersion: '1.7',
      Title: 'FDA SaMD technical file: Meridian Clinical 2.0.0',
      Author: 'Northmere Health',
      Subject: 'PD-2026-000417 (é)',
      Keywords: `record sha256:${RECORD}`,
      Producer: 'Predicate 0.1.0, writer 1',
      Language: 'en-US',
      CreationDate: 'D:20261120154207Z',
      ModDate: 'D:20261120154207Z',
    });
    expect(parsed.document.fingerprints[0]).toBe(RECORD.slice(0, 32));
    expect(await parsed.document.getMarkInfo()).toMatchObject({ Marked: true });
  });

  it('is the same file when it is written again', async () => {
    expect(
      createHash('sha256')
        .update((await writeDossier(specimen())).bytes)
        .digest('hex'),
    ).toBe(createHash('sha256').update(written.bytes).digest('hex'));
  });

  it('prints the text of every kind of block', async () => {
    const text = squeezed(await parsed.text());
    for (const said of [
      'Is it whole and unchanged?',
      '$ pdfdetach -saveall PD-2026-000417.pdf',
      'Every number in the tables is read from that file',
      'What these checks do not show',
      '$ sha256sum evidence/*',
      'Table 2.2 Functions, each with its own intended use',
      'with control',
      'To give a licensed clinician, for an adult patient in non-emergency care',
      'Medical purpose',
      'HTI-1 (2)(i)',
      'Facts by: ARS, A. Rôle Spécimen, ML lead',
      'Enforcement discretion',
      'FD&C 520(o)(1)(E)(iii)',
      'Met, condition',
      'Episodic, point-in-time measurements',
      'The basis panel folded by default',
      'Éxample Reviewer, PharmD',
      'Figure 5.1 Accuracy by set',
      'In words. Five of six sets rose',
      'GAP-01 Error',
      'GAP-02 Warning',
      'GAP-03 Note',
      'Two tribal health sites, protocol VP-17',
      'line two.',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('has the cover first, then how to verify, then the contents', async () => {
    expect(squeezed(await parsed.text(1))).toContain('not an FDA decision.');
    expect(await parsed.text(2)).toContain('How to verify this file');
    const contents = squeezed(await parsed.text(3));
    expect(contents).toContain('1 How to verify this file 2');
    expect(contents).toContain('4 Classification memo 7');
    expect(contents).toContain('DT-0041 to DT-0044 · criteria, dissent, what would change it');
  });

  it('puts the contents after the cover when no section tells how to verify', async () => {
    const other = await open(withBlocks([{ kind: 'paragraph', text: 'x' }]));
    expect(await other.parsed.text(2)).toContain('Contents');
  });

  it('numbers every page but the cover, of how many', async () => {
    expect(await parsed.text(1)).not.toContain(' of 14');
    for (let page = 2; page <= parsed.pages; page++) expect(await parsed.text(page)).toContain(`Page ${page} of 14`);
    expect(parsed.pages).toBe(written.pages);
  });

  it('names the section in the head, and the version and the record at the foot of each page', async () => {
    const text = await parsed.text(7);
    for (const said of [
      'Classification memo',
      'Issued 2026-11-20',
      'Illustrative data',
      'Meridian Clinical 2.0.0',
      'record 7d6fce0e',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('keeps all text within the live area, and head and foot within their places', () => expectInside(parsed));

  it('breaks lines and pages alike on both papers', async () => {
    const a4 = await open(specimen({ paper: 'a4' }));
    const [width, height] = (await a4.parsed.page(1)).view.slice(2);
    expect([width, height].map(Math.round)).toEqual([595, 842]);
    expect(a4.written.homes).toEqual(written.homes);
    for (let page = 1; page <= parsed.pages; page++) expect(await a4.parsed.text(page)).toBe(await parsed.text(page));
  });

  it('has a bookmark for each section, and under it for its records and gaps', async () => {
    const outline = await parsed.document.getOutline();
    expect(outline.map(({ title }) => title)).toEqual([
      '1 How to verify this file',
      'Contents',
      '2 Parties, roles and functions',
      '3 Intended use, function by function',
      '4 Classification memo',
      '5 Validation evidence',
      '6 Gaps',
    ]);
    const gaps = (outline[6].items as { title: string }[]).map(({ title }) => title);
    expect(gaps[0]).toBe('GAP-01 Too few American Indian and Alaska Native cases');
    expect(gaps.at(-1)).toBe('SG-0093 Example Approver, MD');
    const [page] = outline[4].items[0].dest as [{ num: number; gen: number }];
    expect(await parsed.document.getPageIndex(page)).toBe(written.homes['DT-0041'] - 1);
  });

  it('leads every reference to the page of its record, and prints that page', async () => {
    const destinations = await parsed.document.getDestinations();
    let links = 0;
    for (let number = 1; number <= parsed.pages; number++) {
      const page = await parsed.page(number);
      const placed = await parsed.placed(number);
      for (const link of (await page.getAnnotations()) as {
        subtype: string;
        dest: string;
        rect: number[];
        contentsObj: { str: string };
      }[]) {
        if (link.subtype !== 'Link') continue;
        const [target] = destinations[link.dest] as [{ num: number; gen: number }];
        const at = (await parsed.document.getPageIndex(target)) + 1;
        if (!link.dest.startsWith('section')) expect(at).toBe(written.homes[link.dest]);
        expect(link.contentsObj.str).toBe(`Go to ${link.dest}`);
        const inside = placed.filter(
          ({ x, y }) => x >= link.rect[0] - 0.1 && x < link.rect[2] && y > link.rect[1] && y < link.rect[3],
        );
        const shown = squeezed(inside.map(({ text }) => text).join(''));
        const numbered = / · (\d+)|\(p (\d+)\)/.exec(shown);
        if (numbered !== null) expect(Number(numbered[1] ?? numbered[2])).toBe(at);
        links++;
      }
    }
    expect(links).toBeGreaterThan(60);
    expect(squeezed(await parsed.text(4))).toContain('IU-1.4 · 5');
    expect(squeezed(await parsed.text(9))).toContain('SG-0093 (p 14)');
  });

  it('does not link a record that has no home in the file', async () => {
    const { parsed: other } = await open(
      withBlocks([{ kind: 'paragraph', text: ['See ', { ref: 'XX-1', page: true }, '.'] }]),
    );
    const annotations = (await (await other.page(3)).getAnnotations()) as { dest: string }[];
    expect(annotations.map(({ dest }) => dest)).toEqual([]);
    expect(await other.text(3)).toContain('See XX-1.');
  });

  it('prints a digest whole: one line in forms, two of 32 digits in tables', async () => {
    expect(await parsed.text(12)).toContain(DIGEST);
    const weights = createHash('sha256').update('Weights').digest('hex');
    expect(await parsed.text(1)).toContain(weights);
    expect(await parsed.text(4)).toContain(`${weights.slice(0, 32)}\n${weights.slice(32)}`);
  });

  it('carries its attachments', async () => {
    const files = (await parsed.document.getAttachments()) as Record<
      string,
      { filename: string; content: Uint8Array; description: string }
    >;
    expect(Object.keys(files).sort()).toEqual(['log-proof.json', 'record.json']);
    expect(Buffer.from(files['record.json'].content).toString()).toBe('{"record":true}');
    expect(files['record.json'].description).toBe('The record of facts (é)');
  });

  it('says what every byte of it is', () => {
    expect(written.parts[0].start).toBe(0);
    for (const [at, part] of written.parts.entries()) {
      expect(part.end).toBeGreaterThan(part.start);
      expect(part.start).toBe(at === 0 ? 0 : written.parts[at - 1].end);
    }
    expect(written.parts.at(-1)?.end).toBe(written.bytes.length);
    const labels = new Set(written.parts.map(({ label }) => label));
    for (const label of [
      'file header',
      'page 3',
      'attachment record.json',
      'font SourceSerif4_400Regular',
      'structure tags',
      'outline',
      'document information',
      'catalog',
      'cross-reference table',
      'trailer',
    ]) {
      expect(labels).toContain(label);
    }
    expect([...labels].filter((label) => /^page \d+$/.test(label))).toHaveLength(14);
  });

  itWith('qpdf')('is sound to qpdf', () => {
    expect(runOn(written.bytes, 'qpdf', ['--check', 'FILE'])).toContain('No syntax or stream encoding errors found');
  });

  itWith('pdftotext')('gives pdftotext its digests unbroken', () => {
    const tokens = new Set((runOn(written.bytes, 'pdftotext', ['FILE', '-']) ?? '').split(/\s+/));
    expect(tokens).toContain(DIGEST);
    expect(tokens).toContain(RECORD);
    expect(tokens).toContain('1,273');
    expect(tokens).toContain('90.2–94.3');
  });

  itWith('pdftotext')('gives pdftotext every text of every record', () => {
    const text = (runOn(written.bytes, 'pdftotext', ['-raw', 'FILE', '-']) ?? '').normalize('NFC').replace(/\s+/g, '');
    const said = textsOf(specimen().sections);
    expect(said.length).toBeGreaterThan(250);
    for (const one of said) expect(text).toContain(one.normalize('NFC').replace(/\s+/g, ''));
  });

  itWith('pdfinfo')('has a tree of tags that pdfinfo can read', () => {
    const tree = runOn(written.bytes, 'pdfinfo', ['-struct-text', 'FILE']) ?? '';
    expect(tree).toMatch(/^Document\n {2}Sect\n/);
    expect(tree).toContain('"IU-1.4 FN-1 Clinical decision support"');
    expect(tree).not.toMatch(/Syntax Error/);
  });
});

describe('The tags of a dossier', () => {
  let parsed: Parsed;
  let bytes: Buffer;

  beforeAll(async () => {
    bytes = (await writeDossier(specimen())).bytes;
    parsed = await Parsed.open(bytes);
  });

  it('give every level of heading, and skip none', async () => {
    const levels = (await parsed.allTags()).map(({ role }) => role).filter((role) => /^H\d$/.test(role));
    expect(new Set(levels)).toEqual(new Set(['H1', 'H2', 'H3']));
    let last = 0;
    for (const level of levels.map((role) => Number(role[1]))) {
      expect(level).toBeLessThanOrEqual(last + 1);
      last = level;
    }
  });

  it('make a table of caption, head and body, with all its cells', async () => {
    const tables = (await parsed.allTags()).filter(({ role }) => role === 'Table');
    const table = tables.find(({ text }) => text.includes('Functions, each with'));
    expect(table?.children.map(({ role }) => role)).toEqual(['Caption', 'THead', 'TBody']);
    const [caption, head, body] = table?.children ?? [];
    expect(caption.text).toBe('Table 2.2 Functions, each with its own intended use and its own determination');
    expect(head.children[0].children.map(({ role, text }) => `${role} ${text.trim()}`)).toEqual([
      'TH Id',
      'TH Function',
      'TH Released',
      'TH Intended use and page',
      'TH Determination and page',
      'TH Outcome',
    ]);
    expect(body.children).toHaveLength(6);
    expect(body.children[0].children.map(({ role, text }) => `${role} ${text}`)).toEqual([
      'TH FN-1',
      'TD Clinical decision support',
      'TD yes',
      'TD IU-1.4 · 5',
      'TD DT-0041 · 7',
      'TD Not a device, 520(o)(1)(E)',
    ]);
  });

  it('give a figure its words, a form its labels, a note its place after the text', async () => {
    const all = await parsed.allTags();
    const figures = all.filter(({ role }) => role === 'Figure');
    expect(figures.map(({ alt }) => alt)).toEqual([
      `QR code that says PD-2026-000417 ${RECORD}`,
      expect.stringMatching(/^Five of six sets rose/),
    ]);
    const entry = all.find(({ role, text }) => role === 'LI' && text.startsWith('Medical purpose'));
    expect(entry?.children.map(({ role }) => role)).toEqual(['Lbl', 'LBody']);
    expect(all.some(({ role }) => role === 'Note')).toBe(true);
    expect(all.filter(({ role }) => role === 'TOCI')).toHaveLength(6);
    expect(all.some(({ role, text }) => role === 'BlockQuote' && text.includes('defaults erode'))).toBe(true);
    expect(all.some(({ role, text }) => role === 'Code' && text.startsWith('$ predicate verify'))).toBe(true);
  });

  it('let no word run into the next when lines are joined', async () => {
    const paragraph = (await parsed.allTags()).find(({ text }) => text.startsWith('They show that'));
    expect(paragraph?.text).toBe(
      'They show that the record is complete, unchanged and dated, and who signed it. They do not show that the model is safe, that a determination is right, or that FDA agrees. That is for the reader to judge, from the evidence that follows.',
    );
  });

  itWith('pdfinfo')('have a space at the end of each line but the last, for those who listen', () => {
    const tree = runOn(bytes, 'pdfinfo', ['-struct-text', 'FILE']) ?? '';
    expect(tree).toContain(
      '"They show that the record is complete, unchanged and dated, and who signed it. They do not',
    );
    expect(tree).toContain('"One changed byte anywhere makes this fail. PAdES B-T ETSI EN 319 142-1 "');
    expect(tree).toContain('"Intended use and page"');
  });

  itWith('qpdf')('lead from each marked content back to its element, and from each link to its annotation', () => {
    const { objects, byRef } = readObjects(bytes);
    const elements = objects.filter(([, value]) => value['/Type'] === '/StructElem');
    const root = objects.map(([, value]) => value).find((value) => value['/Type'] === '/StructTreeRoot') ?? {};
    const parents = numbersOf(root['/ParentTree'], byRef);
    let marked = 0;
    for (const [ref, element] of elements) {
      for (const kid of [element['/K'] ?? []].flat() as unknown[]) {
        if (typeof kid === 'number') {
          const page = byRef(element['/Pg']);
          expect((byRef(parents.get(page['/StructParents'] as number)) as unknown as string[])[kid]).toBe(ref);
          marked++;
        } else if (typeof kid === 'object' && (kid as Dictionary)['/Type'] === '/MCR') {
          const { '/Pg': on, '/MCID': id } = kid as { '/Pg': string; '/MCID': number };
          expect((byRef(parents.get(byRef(on)['/StructParents'] as number)) as unknown as string[])[id]).toBe(ref);
          marked++;
        } else if (typeof kid === 'object') {
          const annotation = byRef((kid as Dictionary)['/Obj']);
          expect(parents.get(annotation['/StructParent'] as number)).toBe(ref);
          expect(byRef((kid as Dictionary)['/Pg'])['/Annots']).toContain((kid as Dictionary)['/Obj']);
        } else expect(byRef(kid)['/P']).toBe(ref);
      }
    }
    expect(marked).toBeGreaterThan(500);
    const heads = elements.filter(([, element]) => element['/S'] === '/TH');
    for (const [, head] of heads) expect((head['/A'] as Dictionary)['/Scope']).toMatch(/^\/(Column|Row)$/);
    const notes = elements.filter(([, element]) => element['/S'] === '/Note').map(([, note]) => note['/ID']);
    expect(new Set(notes).size).toBe(notes.length);
  });
});

type Dictionary = Record<string, unknown>;

function readObjects(bytes: Buffer): { objects: [string, Dictionary][]; byRef: (ref: unknown) => Dictionary } {
  const json = JSON.parse(runOn(bytes, 'qpdf', ['--json=2', '--json-stream-data=none', 'FILE']) ?? '{}') as {
    qpdf: [unknown, Record<string, { value?: Dictionary }>];
  };
  const objects = Object.entries(json.qpdf[1]).map(([name, object]): [string, Dictionary] => [
    name.replace('obj:', ''),
    object.value ?? {},
  ]);
  const map = new Map(objects);
  return { objects, byRef: (ref) => map.get(String(ref)) ?? {} };
}

function numbersOf(ref: unknown, byRef: (ref: unknown) => Dictionary): Map<number, string> {
  const entries = (byRef(ref)['/Kids'] as string[]).flatMap((kid) => byRef(kid)['/Nums'] as unknown[]);
  const pairs = new Map<number, string>();
  for (let at = 0; at < entries.length; at += 2) pairs.set(entries[at] as number, entries[at + 1] as string);
  return pairs;
}

describe('A table over several pages', () => {
  const rows = (count: number): Row[] =>
    Array.from({ length: count }, (_, at) => ({
      cells: [`R-${at + 1}`, `text ${at + 1}`, { number: `${at + 1}.50` }],
    }));
  const table = (rowsOf: Iterable<Row>): Block => ({
    kind: 'table',
    caption: 'Rows',
    columns: [
      { head: 'Id', weight: 1 },
      { head: 'Text', weight: 1 },
      { head: 'Value', unit: '%', weight: 1 },
    ],
    rows: rowsOf,
  });

  it('repeats caption and head on each, and has every row once, none alone', async () => {
    const { parsed } = await open(withBlocks([table(rows(200))]));
    const seen: string[] = [];
    for (let page = 3; page <= parsed.pages; page++) {
      const text = squeezed(await parsed.text(page));
      expect(text).toContain(page === 3 ? 'Table 1.1 Rows Id' : 'Table 1.1 Rows (continued) Id');
      expect(text).toContain('Id Text Value %');
      const ids = text.match(/R-\d+/g) ?? [];
      expect(ids.length).toBeGreaterThan(1);
      seen.push(...ids);
    }
    expect(seen).toEqual(rows(200).map((_, at) => `R-${at + 1}`));
    const body = (await parsed.allTags()).filter(({ role }) => role === 'TR');
    expect(body.filter(({ text }) => text.startsWith('R-'))).toHaveLength(200);
  });

  it('takes rows from a generator as it does from an array', async () => {
    function* once(): Generator<Row> {
      yield* rows(80);
    }
    const [a, b] = [await writeDossier(withBlocks([table(rows(80))])), await writeDossier(withBlocks([table(once())]))];
    expect(b.bytes.equals(a.bytes)).toBe(true);
  });

  it.each([41, 42, 43, 44, 45, 46])('leaves no row alone when there are %i', async (count) => {
    const { parsed } = await open(withBlocks([{ kind: 'paragraph', text: 'x' }, table(rows(count))]));
    for (let page = 3; page <= parsed.pages; page++) {
      expect((await parsed.text(page)).match(/R-\d+/g)?.length).toBeGreaterThan(1);
    }
  });

  it('splits a row that no page can hold by its lines, and loses none', async () => {
    const long = words(1500);
    const { parsed } = await open(
      withBlocks([table([...rows(2), { cells: ['R-3', long, { number: '1,234,567,890.50' }] }, ...rows(2)])]),
    );
    expect(parsed.pages).toBeGreaterThan(5);
    const printed = (await parsed.text()).match(/word\d+/g) ?? [];
    expect(printed).toEqual(long.split(' '));
    expect((await parsed.text()).match(/1,234,567,890\.50/g)).toHaveLength(1);
    const cells = (await parsed.allTags()).filter(({ role, text }) => role === 'TD' && text.includes('word'));
    expect(new Set(cells.map(({ text }) => text)).size).toBeGreaterThan(4);
  });

  it('moves a row that a page can hold, whole, to the next', async () => {
    const tall: Row = { cells: ['R-9', { lines: Array.from({ length: 30 }, (_, at) => `line ${at}`) }, ''] };
    const { parsed } = await open(withBlocks([table([...rows(25), tall, ...rows(2)])]));
    for (let page = 3; page <= parsed.pages; page++) {
      expect([0, 30]).toContain((await parsed.text(page)).match(/line \d+/g)?.length ?? 0);
    }
  });

  it('keeps a table of less than half a page on one page', async () => {
    const { parsed } = await open(
      withBlocks([
        { kind: 'paragraph', text: words(230) },
        { kind: 'heading', level: 2, text: 'Heading' },
        table(rows(15)),
      ]),
    );
    expect(await parsed.text(3)).not.toMatch(/R-1\b|Heading/);
    expect(await parsed.text(4)).toMatch(/Heading[^]*R-1\b[^]*R-15/);
  });

  it('aligns numbers on their right edge, and never breaks one', async () => {
    const narrow: Block = {
      kind: 'table',
      caption: 'Numbers',
      columns: [
        { head: 'Text', weight: 50 },
        { head: 'Value', weight: 1 },
      ],
      rows: [{ cells: [words(40), { number: '1,234,567.25' }] }, { cells: ['x', { number: '7.25' }] }],
    };
    const { parsed } = await open(withBlocks([narrow]));
    const ends = (await parsed.placed(3))
      .filter(({ text }) => /^[\d,]+\.25$/.test(text))
      .map(({ x, width }) => x + width);
    expect(ends).toHaveLength(2);
    expect(ends[0]).toBeCloseTo(558, 1);
    expect(ends[1]).toBeCloseTo(558, 1);
  });

  it('breaks a digest by whole groups where the column is narrow', async () => {
    const cells = [words(30), words(30), words(30), { number: '1,234,567,890,123,456,789.25' }, { sha256: DIGEST }];
    const columns = ['a', 'b', 'c', 'd', 'e'].map((head) => ({ head, weight: 1 }));
    const { parsed } = await open(withBlocks([{ kind: 'table', caption: 'x', columns, rows: [{ cells }] }]));
    expect(squeezed(await parsed.text(3))).toContain('1,234,567,890,123,456,789.25');
    for (let at = 0; at < 64; at += 16) expect(await parsed.text(3)).toContain(DIGEST.slice(at, at + 16));
    const ends = (await parsed.placed(3)).map(({ x, width }) => x + width);
    expect(Math.max(...ends)).toBeLessThan(558.2);
  });

  it('leads to a row that is the home of a record', async () => {
    const { written, parsed } = await open(
      withBlocks([
        { kind: 'paragraph', text: [{ ref: 'SI-60', page: true }] },
        table(Array.from({ length: 90 }, (_, at) => ({ id: `SI-${at}`, cells: [`SI-${at}`, 'x', ''] }))),
      ]),
    );
    expect(written.homes['SI-60']).toBe(4);
    expect(await parsed.text(3)).toContain('SI-60 (p 4)');
  });
});

describe('An interval plot', () => {
  it('of a hundred rows goes on over pages, each part a figure with the words', async () => {
    const { parsed } = await open(
      withBlocks([
        {
          kind: 'interval-plot',
          caption: 'Groups',
          labelHead: 'Group',
          axis: { title: 'Sensitivity', low: 0, high: 1 },
          valueHead: 'Value',
          intervalHead: '95% CI',
          intervals: Array.from({ length: 100 }, (_, at) => ({
            label: `Group ${at} ${at === 3 ? words(12) : ''}`,
            n: '500',
            value: at / 100,
            valueText: (at / 100).toFixed(2),
            low: at % 2 === 0 ? null : at / 100 - 0.1,
            high: at % 2 === 0 ? null : at / 100 + 0.1,
            intervalText: '',
            ref: 'EV-1',
          })),
          inWords: 'It rises from 0.00 to 0.99.',
        },
      ]),
    );
    const figures = (await parsed.allTags()).filter(({ role, alt }) => role === 'Figure' && !alt?.startsWith('QR'));
    expect(figures.length).toBe(parsed.pages - 2);
    for (const { alt } of figures) expect(alt).toBe('It rises from 0.00 to 0.99.');
    const rows = (await parsed.allTags()).filter(({ role, text }) => role === 'TR' && text.startsWith('Group '));
    expect(rows.filter(({ children }) => children[0].role === 'TH' && children.length === 5)).not.toHaveLength(0);
    expect((await parsed.text()).match(/Group \d+/g)).toHaveLength(100);
    expect(squeezed(await parsed.text())).toContain(words(12));
    expect(await parsed.text(4)).toContain('Groups (continued)');
  });
});

describe('A page', () => {
  it('repeats the title of a record that goes on, and does not for the next record', async () => {
    const { parsed } = await open(
      withBlocks([
        { kind: 'heading', level: 2, id: 'EV-1', text: 'A long record' },
        { kind: 'paragraph', text: words(700) },
        { kind: 'heading', level: 2, id: 'EV-2', text: 'Another' },
        { kind: 'paragraph', text: 'short' },
      ]),
    );
    expect(await parsed.text(4)).toMatch(/A long record \(continued\)/);
    expect((await parsed.text()).match(/word\d+/g)).toHaveLength(700);
    expect(await parsed.text()).not.toContain('Another (continued)');
  });

  it.each(Array.from({ length: 14 }, (_, at) => 24 + at))('of %i lines never ends in a heading', async (lines) => {
    const { parsed } = await open(
      withBlocks([
        { kind: 'command', text: Array.from({ length: lines }, (_, at) => `$ ${at}`).join('\n') },
        { kind: 'heading', level: 2, id: 'EV-1', text: 'The heading' },
        { kind: 'heading', level: 3, text: 'Below it' },
        { kind: 'list', items: [words(30), words(30)] },
      ]),
    );
    for (let page = 3; page <= parsed.pages; page++) {
      const text = await parsed.text(page);
      if (text.includes('Below it')) expect(text).toMatch(/The heading[^]*Below it[^]*word0/);
      else expect(text).not.toContain('The heading\n');
    }
  });

  it('of a draft says so in its tag and margin, the cover too, and no longer says issued', async () => {
    const { parsed } = await open(specimen({ status: { draft: true, illustrative: false, issuedOn: '2026-11-20' } }));
    for (const page of [1, 2, 3, 9]) {
      const text = await parsed.text(page);
      expect(text).toContain('Draft – not issued');
      expect(text).not.toMatch(/Issued 2026-11-20(?! 15:42)|Illustrative/);
      const turned = (await parsed.placed(page)).filter((placed) => placed.turned);
      expect(turned.map(({ text: said }) => said).join(' ')).toMatch(/DRAFT\s+not issued\s+not for use as a record/);
      for (const { x } of turned) expect(x).toBeLessThan(50);
    }
  });
});

describe('Texts of any length', () => {
  const address = `https://example.org/${'a/very/long/path/'.repeat(12)}end`;
  const long: Block[] = [
    { kind: 'lead', text: words(60) },
    { kind: 'heading', level: 2, id: 'XX-12345678901234567890', text: words(20) },
    { kind: 'paragraph', text: `${words(800)} ${address}`, margin: ['m', words(30), address], cites: [] },
    { kind: 'list', items: [words(20), words(500), address] },
    { kind: 'quotation', text: words(600), by: words(30) },
    {
      kind: 'form',
      rows: [
        { label: words(8), text: words(900), margin: [words(300)] },
        { label: 'x', text: address },
      ],
    },
    { kind: 'command', text: `$ curl  ${address} \\\n  --data "${words(40)}"` },
    {
      kind: 'gap',
      id: 'GAP-9',
      level: 'error',
      title: words(30),
      text: words(700),
      affects: [address, 'GAP-9'],
      closes: words(90),
      cites: [],
      href: '',
    },
    {
      kind: 'criterion',
      label: 'C1',
      mark: 'not-met',
      test: words(90),
      facts: [words(400), words(400)],
      rationale: words(400),
      cites: [],
    },
    { kind: 'verdict', outcome: 'category', title: words(30), detail: words(60) },
    { kind: 'step', numeral: '12', title: words(20), text: words(500), commands: [address], margin: [words(40)] },
    {
      kind: 'table',
      caption: words(40),
      columns: [
        { head: words(5), unit: words(4), weight: 1 },
        { head: 'b', weight: 9 },
        { head: 'c', weight: 1 },
      ],
      rows: [{ group: words(60) }, { cells: [address, words(900), { mark: 'met', text: words(9) }] }],
      notes: [words(80)],
    },
    {
      kind: 'interval-plot',
      caption: words(40),
      labelHead: words(9),
      axis: { title: words(20), low: 0, high: 1 },
      valueHead: words(5),
      intervalHead: words(6),
      intervals: [
        { label: words(30), n: '10', value: 7, valueText: '7', low: -3, high: 9, intervalText: '−3–9', ref: 'GAP-9' },
      ],
      inWords: words(300),
    },
  ];

  it('are printed whole and stay within the live area', async () => {
    const cover = {
      ...specimen().cover,
      name: words(9),
      determinations: specimen().cover.determinations.flatMap((one) => [one, one, one, one]),
    };
    const document = withBlocks(long, { cover, sections: [section(1, words(20), long, words(30))] });
    const { parsed } = await open(document);
    await expectInside(parsed);
    const counted = (JSON.stringify({ ...document, title: '', subject: '' }).match(/word\d+/g) ?? []).length;
    const tags = await parsed.allTags();
    const tops = tags
      .filter(({ role }) => role === 'Sect')
      .map(({ text }) => text)
      .join(' ');
    expect((tops.match(/word\d+/g) ?? []).length).toBe(counted + 20);
    expect(tops.replace(/ /g, '').split(address).length - 1).toBe(8);
  });
});

describe('A character that cannot be printed', () => {
  it.each([
    ['Hebrew, which is read from right to left', 'א', 'U+05D0'],
    ['Arabic, which wants shaping', 'ش', 'U+0634'],
    ['Hangul', '한', 'U+D55C'],
    ['Thai', 'ก', 'U+0E01'],
    ['an emoji', '🙂', 'U+1F642'],
    ['a control', '\u0007', 'U+0007'],
    ['a tab', '\t', 'U+0009'],
    ['a direction mark', '\u202e', 'U+202E'],
    ['a soft hyphen', '\u00ad', 'U+00AD'],
  ])('stops the writer: %s', async (_, character, name) => {
    const text = `before${character}after`;
    const written = writeDossier(withBlocks([{ kind: 'paragraph', text }]));
    await expect(written).rejects.toThrow(MissingGlyph);
    await expect(written).rejects.toMatchObject({ character, text, message: expect.stringContaining(name) as string });
  });

  it('is not one that normalisation makes whole, nor a no-break space', async () => {
    const { parsed } = await open(
      withBlocks([{ kind: 'paragraph', text: 'e\u0301 and n\u00a0= 30, ≥ ≤ ± µ μ − × §, Ω, Đ, Ж' }]),
    );
    expect(await parsed.text(3)).toMatch(/é and n[ \u00a0]= 30, ≥ ≤ ± µ μ − × §, Ω, Đ, Ж/);
  });
});

describe('Two characters of one glyph', () => {
  itWith('pdftotext')('are told apart in a copy', async () => {
    const { bytes } = await writeDossier(withBlocks([{ kind: 'paragraph', text: 'n\u00a0= 30 µ μ' }]));
    expect(runOn(bytes, 'pdftotext', ['FILE', '-'])).toContain('n = 30 µ μ');
  });
});

describe('An attachment', () => {
  it.each(['../record.json', 'a/b', 'a\\b', '', '.'])('is not named %j', async (name) => {
    await expect(writeDossier(specimen({ attachments: [attachment(name, 'x')] }))).rejects.toThrow(/cannot be named/);
  });
});

describe('The edition of the writer', () => {
  /** When this digest changes, equal records give other files: raise `WRITER_EDITION`, then write the new one here. */
  it('is the one under which this dossier has these bytes', async () => {
    const small = withBlocks([{ kind: 'lead', text: 'Small.' }], { attachments: [attachment('record.json', '{}')] });
    const { bytes } = await writeDossier(small, { compress: false });
    expect(createHash('sha256').update(bytes).digest('hex')).toMatchInlineSnapshot(
      `"c5b2ef2233ff8aa89be7ac56d4042a2f7a6fcf71f45be2b41c3e8969a73ed4a7"`,
    );
  });
});
