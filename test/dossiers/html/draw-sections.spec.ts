import type { Block, DrawnSection } from '../../../src/dossiers/blocks';
import { drawnSections } from '../../../src/dossiers/assemble';
import { sectionsOf } from '../../../src/dossiers/gap-numbers';
import { drawSections } from '../../../src/dossiers/html/draw-sections';
import { cite } from '../../../src/kernel/citation';
import { aFunction, dossierRecord, evidence, version } from '../fixtures/record';
import { textsIn } from '../fixtures/words';

const ground = { sprite: '/assets/e/icons.svg', mends: () => '/where' };
const BOLD = '<b>bold</b> & "so"';

const BLOCKS: readonly Block[] = [
  { kind: 'lead', text: BOLD },
  { kind: 'paragraph', text: [{ text: BOLD, style: 'strong' }], margin: [BOLD], cites: [cite('CFR-21', '801.4')] },
  { kind: 'paragraph', voice: 'statement', text: [{ ref: 'EV-0001', page: true }, ' and ', { ref: 'EV-0009' }] },
  {
    kind: 'paragraph',
    voice: 'note',
    text: [
      { text: BOLD, style: 'mono' },
      { text: BOLD, style: 'muted' },
    ],
  },
  { kind: 'heading', level: 2, id: 'EV-0001', text: BOLD },
  { kind: 'heading', level: 2, id: 'EV-0001', text: 'The same again' },
  { kind: 'heading', level: 3, text: BOLD },
  { kind: 'list', items: [BOLD, 'Another'], margin: [BOLD] },
  {
    ...{ kind: 'table', caption: BOLD, notes: [BOLD], dense: true },
    columns: [
      { head: BOLD, unit: BOLD, weight: 1 },
      { head: 'n', weight: 1, align: 'right' },
    ],
    rows: [
      { group: BOLD },
      {
        id: 'CL-0001',
        cells: [
          { mark: 'met', text: BOLD },
          { number: '1,273', strong: true },
        ],
      },
      { cells: [{ outcome: 'enforcement-discretion', text: BOLD }, { sha256: 'ab'.repeat(32) }] },
      { cells: [{ lines: [BOLD, [{ ref: 'CL-0001' }]] }] },
    ],
  },
  {
    ...{ kind: 'interval-plot', caption: BOLD, valueHead: '%', intervalHead: '95% CI', inWords: BOLD },
    axis: { title: 'Estimate, %', low: 50, high: 80 },
    intervals: [
      {
        ...{ label: BOLD, n: '1,273', value: 63, valueText: '63.0', low: 60, high: 66, intervalText: '60.0–66.0' },
        ...{ limit: { value: 60, good: 'above' as const }, ref: 'EV-0001' },
      },
    ],
  },
  {
    kind: 'form',
    rows: [
      { label: BOLD, text: BOLD, margin: [BOLD] },
      { label: 'SHA-256', text: { sha256: 'cd'.repeat(32) } },
    ],
  },
  { kind: 'verdict', outcome: 'not-device', title: BOLD, detail: BOLD },
  {
    kind: 'criterion',
    label: 'C1',
    mark: 'unknown',
    test: BOLD,
    facts: [BOLD],
    rationale: BOLD,
    cites: [cite('FDC', '201')],
  },
  { kind: 'step', numeral: '1', title: BOLD, text: BOLD, commands: [BOLD], margin: [BOLD] },
  { kind: 'quotation', text: BOLD, by: BOLD },
  { kind: 'command', text: BOLD },
  {
    ...{ kind: 'gap', id: 'GAP-01', level: 'error', title: BOLD, text: BOLD, affects: ['EV-0001', 'FN-1'] },
    ...{ closes: BOLD, cites: [cite('N41', '§7')], href: '/api/v1/evidence/1' },
  },
];

const drawn = (blocks: readonly Block[]): string => {
  const section: DrawnSection = { number: 4, title: 'Section', summary: '', blocks };
  const [{ html }] = drawSections([section], ground);
  return html;
};

describe('A section as HTML', () => {
  it.each(BLOCKS.map((block) => [block.kind, block] as const))(
    'prints what was recorded in a %s as text',
    (_, block) => {
      const html = drawn([block]);
      expect(html).not.toMatch(/<b>|style=|<script|undefined|\[object|NaN/);
      expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
    },
  );

  it('loses no word of any block', () => {
    const html = drawn(BLOCKS);
    expect(html.split('&lt;b&gt;bold&lt;/b&gt; &amp; &quot;so&quot;').length - 1).toBeGreaterThanOrEqual(
      textsIn(BLOCKS).filter((text) => text === BOLD).length,
    );
    for (const code of ['21 CFR 801.4', 'FD&amp;C 201', '1,273', 'ab'.repeat(32), 'cd'.repeat(32), 'GAP-01'])
      expect(html).toContain(code);
  });

  it('leads from a reference to the one home of its record, and to none that is not on the page', () => {
    const html = drawn(BLOCKS);
    expect(html).toContain('<a href="#EV-0001">EV-0001</a>');
    expect(html.match(/id="EV-0001"/g)).toHaveLength(1);
    expect(html).toContain('<tr id="CL-0001">');
    expect(html).not.toContain('#EV-0009');
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('says of tables and figures what they are, with heads that know what they head', () => {
    const html = drawn(BLOCKS);
    expect(html).toContain('<caption>Table 4.1 ');
    expect(html).toContain('<strong>Figure 4.1</strong>');
    expect(html).toMatch(/<th scope="col">.*<th scope="rowgroup" colspan="2">.*<th scope="row">/s);
    expect(html).toMatch(
      /<svg class="plot" viewBox="0 0 \d+ \d+" role="img" aria-labelledby="figure-4-1-title figure-4-1-desc">/,
    );
  });

  it('leads from a gap to where it is mended', () => {
    expect(drawn(BLOCKS)).toContain('<a href="/where">');
  });

  it.each([
    ['nothing missing', {}],
    ['much missing', { parties: [], functions: [aFunction({ intendedUse: null, classifications: [] })], claims: [] }],
    ['figures in subgroups', { evidence: [evidence()], version: version({ artifacts: [] }) }],
  ])('has every section of a record with %s, with no id twice on the page', (_, own) => {
    const sections = drawnSections(sectionsOf(dossierRecord(own)));
    const shown = drawSections(sections, ground);
    expect(shown.map(({ title }) => title)).toEqual(sections.map(({ title }) => title));
    const page = shown.map(({ html }) => html).join('');
    expect(page).not.toMatch(/style=|undefined|\[object|NaN/);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const [, to] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to);
  });
});
