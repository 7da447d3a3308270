import type { Block, DossierDocument } from '../../../src/dossiers/blocks';
import { writeDossier } from '../../../src/dossiers/pdf/write-dossier';
import { partsBetweenWide } from '../../../src/dossiers/pdf/wide';
import { itWith, Parsed, runOn } from './parsed';
import { section, specimen } from './specimen';

const withBlocks = (blocks: Iterable<Block>, changes: Partial<DossierDocument> = {}): DossierDocument =>
  specimen({ sections: [section(1, 'Only section', blocks)], attachments: [], ...changes });

/** Names and signs as people write them; the numeral after each tells where it was lost. */
const SAYINGS = [
  'Þórdís Łukasiewicz-Đặng, Ødegård & Čapek',
  'Αγγελική Παπαδοπούλου, Ψυχή',
  'Юлия Щербакова, Ґалина Їжакевич',
  '王小明、李娜（主任医师）',
  '山田 太郎・さくらクリニック、カルテ',
  'ℝ ⊂ ℂ, ∀x ∈ A: ∅ ≠ ⟦x⟧ ⇒ ∇f ⊕ g',
  'ΔAUC ≥ 0.02 ± 0.004, p ≤ 10⁻³, χ² ≈ 3.84, ∑ x̄ · √n',
  'Հայկ Սարգսյան and ნინო ბერიძე',
];

const FACES_OF = (output: string): string[] =>
  [...output.matchAll(/[A-Z]{6}\+([A-Za-z0-9_-]+)/g)].map(([, name]) => name);

describe('The fonts of a dossier', () => {
  const everywhere: Block[] = [
    ...SAYINGS.map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'heading', level: 2, id: 'EV-1', text: '王小明 ⊂ Αγγελική' },
    {
      kind: 'paragraph',
      voice: 'statement',
      text: [{ text: '漢字 ∅ ж', style: 'strong' }, ' and ', { text: '漢 ∅', style: 'mono' }],
    },
    {
      kind: 'table',
      caption: '测试 ∇',
      columns: [
        { head: '姓名', weight: 1 },
        { head: 'Sign', weight: 1 },
      ],
      rows: SAYINGS.map((text) => ({ cells: [text, { mark: 'met', text }] })),
    },
    { kind: 'form', rows: SAYINGS.map((text) => ({ label: '项目', text })) },
    { kind: 'command', text: '$ echo 王小明 ∅' },
    { kind: 'quotation', text: SAYINGS[3], by: SAYINGS[4] },
  ];

  it('are asked in turn, so that names of many scripts and signs come out as they were written', async () => {
    const { bytes } = await writeDossier(withBlocks(everywhere));
    const parsed = await Parsed.open(bytes);
    const text = (await parsed.text()).replace(/\s+/g, '');
    for (const said of SAYINGS)
      expect(text.split(said.normalize('NFC').replace(/\s+/g, '')).length - 1).toBeGreaterThanOrEqual(4);
    expect(text).toContain('漢字∅жand漢∅');
    expect(text).toContain('$echo王小明∅');
  });

  itWith('pdftotext')('give another program the same text', async () => {
    const { bytes } = await writeDossier(withBlocks(everywhere));
    const text = (runOn(bytes, 'pdftotext', ['-layout', 'FILE', '-']) ?? '').normalize('NFC').replace(/\s+/g, '');
    for (const said of SAYINGS) expect(text).toContain(said.normalize('NFC').replace(/\s+/g, ''));
  });

  itWith('pdffonts')('are embedded only when a character asks for them', async () => {
    const of = async (text: string): Promise<string[]> => {
      const { bytes } = await writeDossier(withBlocks([{ kind: 'paragraph', text }]));
      return FACES_OF(runOn(bytes, 'pdffonts', ['FILE']) ?? '');
    };
    expect((await of('plain')).filter((name) => /DejaVu|Noto/.test(name))).toEqual([]);
    expect((await of('⊕')).filter((name) => /DejaVu|Noto/.test(name))).toEqual(['DejaVuSans']);
    expect((await of('漢')).filter((name) => /DejaVu|Noto/.test(name))).toEqual(['NotoSansSC-Regular']);
  });

  it('break a line between ideographs, and never before a stop or after an opening bracket', async () => {
    expect(partsBetweenWide('患者（18岁）在，FN-1中。')).toEqual(['患', '者', '（18', '岁）', '在，', 'FN-1', '中。']);
    const text = '本产品用于辅助临床医生判断患者是否需要进一步检查，其结果不作为最终诊断依据。'.repeat(12);
    const { bytes } = await writeDossier(withBlocks([{ kind: 'paragraph', text }]));
    const parsed = await Parsed.open(bytes);
    const lines = (await parsed.placed(3)).filter(({ text: said }) => /\p{Script=Han}/u.test(said));
    expect(lines.map(({ text: said }) => said).join('')).toBe(text);
    expect(lines.length).toBeGreaterThan(5);
    for (const { x, width, text: said } of lines) {
      expect(x + width).toBeLessThan(54 + 86 + 289 + 0.1);
      expect(said).not.toMatch(/^[，。]/);
    }
    for (const { width } of lines.slice(0, -1)) expect(width).toBeGreaterThan(289 - 2 * 9.5);
  });

  it('make the same file again with characters of every one of them', async () => {
    const [one, other] = [await writeDossier(withBlocks(everywhere)), await writeDossier(withBlocks(everywhere))];
    expect(other.bytes.equals(one.bytes)).toBe(true);
  });
});
