import type { NormalForm } from '../../../src/evidence/normal-form';
import type { RecordedEvidence } from '../../../src/dossiers/dossier-record';
import { namesThisModel } from '../../../src/dossiers/sections/evidence-gaps';
import { validationEvidence } from '../../../src/dossiers/sections/validation-evidence';
import { claim, dossierRecord, evidence, file, normalForm, result } from '../fixtures/record';
import { blocksOf, formRows, gapsIn, isKind, rowsOf, textsIn } from '../fixtures/words';

const blocks = (...all: RecordedEvidence[]) => blocksOf(validationEvidence, dossierRecord({ evidence: all }));
const read = (own: Partial<NormalForm>) => blocks(evidence({ results: normalForm(own) }));
const figuresOf = (...records: NormalForm['records']) => rowsOf(read({ records }), /figures as the results file/);
const plotOf = (...records: NormalForm['records']) => read({ records }).find(isKind('interval-plot'));
const ownGaps = (one: RecordedEvidence) => gapsIn(blocks(one)).filter(({ title }) => title.includes(one.code));

describe('The section of validation evidence', () => {
  it('has no gap where every pillar has current evidence of this version', () => {
    expect(gapsIn(blocksOf(validationEvidence, dossierRecord()))).toEqual([]);
  });

  it('has an error where there is no evidence, or none that still holds', () => {
    const withdrawal = { reason: 'Wrong split', at: '2026-03-05T00:00:00.000Z', by: 'ML Lead' };
    for (const all of [[], [evidence({ state: 'withdrawn', withdrawal })], [evidence({ state: 'superseded' })]]) {
      expect(gapsIn(blocks(...all))).toEqual([
        expect.objectContaining({
          level: 'error',
          title: 'No validation evidence',
          cites: [
            { source: 'N41', section: '§7' },
            { source: 'SW-2023-06-14', section: '§VI' },
          ],
          href: '/api/v1/versions/0190a000-0000-7000-8000-0000000000d1/evidence',
        }),
      ]);
    }
  });

  it('warns of each pillar under which no current evidence stands', () => {
    const all = [evidence(), evidence({ code: 'EV-0002', pillar: 'clinical', state: 'superseded' })];
    expect(gapsIn(blocks(...all)).map(({ level, title }) => [level, title])).toEqual([
      ['warning', 'No evidence of valid clinical association'],
      ['warning', 'No evidence of clinical validation'],
    ]);
  });

  it('registers all evidence, also what no longer holds, in words', () => {
    const all = [
      evidence({ lateEntry: true, afterRelease: true }),
      evidence({ code: 'EV-0002', pillar: null, results: null, state: 'superseded' }),
    ];
    expect(rowsOf(blocks(...all), /^Register/)).toEqual([
      [
        ...['EV-0001', 'Medical questions', 'Benchmark', 'Analytical validation', '2026-03-03', '1'],
        'Recorded, late entry, after release',
      ],
      ['EV-0002', 'Medical questions', 'Benchmark', 'no pillar', '2026-03-03', '0', 'Superseded'],
    ]);
  });

  it('says in words what the file and the record do not', () => {
    const results = normalForm({
      tool: { name: 'lm-evaluation-harness', version: null, commit: null },
      model: { id: null, revision: null, digest: null, source: null, args: null },
      evaluatedAt: null,
    });
    expect(formRows(blocks(evidence({ results, protocol: null, staysFresh: null })))).toMatchObject({
      ...{ Protocol: 'none stated', Tool: 'lm-evaluation-harness, version not in file', Run: 'Complete' },
      ...{ 'Model in the file': 'not named', 'Run started': 'not in the file', 'Stays fresh': 'none stated' },
    });
  });

  it('prints every warning of the import, what was stated beside the file, the withdrawal and each file', () => {
    const made = blocks(
      evidence({
        results: normalForm({ warnings: [{ code: 'not-a-number', detail: 'acc of x is NaN', at: '/results/x' }] }),
        ...{ statedFacts: [{ fact: 'decoding', text: 'greedy' }], state: 'withdrawn', supersedes: 'EV-0000' },
        withdrawal: { reason: 'Wrong split', at: '2026-03-05T00:00:00.000Z', by: 'ML Lead' },
        files: [file({ size: 1234567, kept: 'by owner' })],
      }),
    );
    expect(formRows(made)).toMatchObject({
      ...{ Warning: 'acc of x is NaN', Stated: 'decoding: greedy', State: 'Withdrawn', Supersedes: 'EV-0000' },
      ...{ Withdrawn: '2026-03-05 by ML Lead: Wrong split', File: 'results.json, 1,234,567 bytes' },
      'SHA-256': file().sha256,
    });
    expect(textsIn(made)).toEqual(expect.arrayContaining(['not-a-number', '/results/x', 'results; by owner']));
  });

  it('says of made-up figures that they are', () => {
    expect(textsIn(blocks(evidence({ illustrative: true })))).toContain('Illustrative: ');
    expect(textsIn(blocks(evidence()))).not.toContain('Illustrative: ');
  });
});

describe('The figures of a results file', () => {
  it.each(['0.6339355852317361', '1.0', '63.4', '0.30000000000000004', '1e-05', 'NaN', '0'])(
    'keep the digits of the file: %s',
    (valueText) => {
      const value = Number.isNaN(Number(valueText)) ? null : Number(valueText);
      expect(figuresOf(result({ valueText, value }))[0][3]).toBe(valueText);
    },
  );

  it('are in the order of the file, every one of them', () => {
    const records = Array.from({ length: 40 }, (_, index) => result({ task: `t${index}`, valueText: `0.${index}1` }));
    expect(figuresOf(...records).map((row) => row[3])).toEqual(records.map(({ valueText }) => valueText));
  });

  it('say where the file says nothing, and never print a zero for it', () => {
    const bare = { stderr: null, n: null, taskVersion: null, nShot: null, split: null, filter: null };
    expect(figuresOf(result(bare))).toEqual([
      ['medqa', 'acc', 'not in file', '0.6339355852317361', 'not in file', 'not in file'],
    ]);
  });

  it('keep apart what differs in filter, subgroup, shots, version or split', () => {
    const [row] = figuresOf(result({ filter: 'strict-match', subgroup: 'sex=female', nShot: 5, taskVersion: '3' }));
    expect(row.slice(0, 2)).toEqual(['medqa | sex=female, version 3, 5-shot, test', 'acc | filter strict-match']);
  });

  it('say of a group that it pools other rows', () => {
    expect(figuresOf(result({ isGroup: true }))[0][0]).toContain('pools other rows');
  });

  it('give a derived interval in italics under a note that says so', () => {
    const made = read({});
    const table = made.filter(isKind('table')).at(-1);
    const [row] = [...(table?.rows ?? [])];
    expect('cells' in row && row.cells.at(-1)).toEqual({ lines: [[{ text: '0.6075–0.6604', style: 'emphasis' }]] });
    expect(table?.columns.at(-1)).toMatchObject({ head: '95% interval', unit: 'italic: derived' });
    expect(table?.notes?.[0]).toMatch(/^Derived: computed here .* not said by the file/);
  });

  it('give the interval of the file in its own digits, with its level when that is not 95%', () => {
    const own = { ciLow: 0.61, ciHigh: 0.66 };
    expect(figuresOf(result({ ...own, ciLevel: 95 }))[0][5]).toBe('0.61–0.66');
    expect(figuresOf(result({ ...own, ciLevel: 90 }))[0][5]).toContain('90%');
  });
});

describe('The interval plot of a results file', () => {
  it('draws proportions, the highest first, in percent', () => {
    const plot = plotOf(result({ task: 'a', value: 0.5 }), result({ task: 'b', value: 0.75 }));
    expect(plot?.intervals.map(({ label, valueText }) => [label, valueText])).toEqual([
      ['b, acc', '75.0'],
      ['a, acc', '50.0'],
    ]);
  });

  it('draws no group beside its members, and nothing that is not a proportion', () => {
    const members = [result({ task: 'anatomy' }), result({ task: 'ethics' })];
    const others = [
      result({ task: 'mmlu', isGroup: true }),
      result({ task: 'ppl', metric: 'word_perplexity', value: 0.5 }),
      result({ task: 'nan', value: null, valueText: 'NaN' }),
      result({ task: 'wrong', value: 1.5 }),
    ];
    expect(
      plotOf(...members, ...others)
        ?.intervals.map(({ label }) => label)
        .sort(),
    ).toEqual(['anatomy, acc', 'ethics, acc']);
    expect(plotOf(...others)).toBeUndefined();
  });

  it('labels apart what differs in filter', () => {
    const labels = plotOf(result({ filter: 'strict-match' }), result({ filter: 'flexible-extract' }))?.intervals.map(
      ({ label }) => label,
    );
    expect(new Set(labels).size).toBe(2);
  });

  it('stands apart for subgroups, under the whole set', () => {
    const made = read({ records: [result(), result({ subgroup: 'sex=female', n: 20 })] });
    expect(
      made
        .filter(isKind('interval-plot'))
        .map(({ labelHead, intervals }) => [labelHead, intervals.map(({ mark }) => mark)]),
    ).toEqual([
      ['Test set', ['part']],
      ['Subgroup', ['whole', 'few']],
    ]);
  });

  it('has the limit of a claim that the evidence is to show, and of no other', () => {
    const record = dossierRecord({ claims: [claim(), claim({ code: 'CL-0002', threshold: '0.99', evidence: [] })] });
    const plots = blocksOf(validationEvidence, record).filter(isKind('interval-plot'));
    expect(plots[0].intervals[0].limit).toEqual({ value: 60, good: 'above' });
    expect(plots[0].caption).toContain('bracket: the limit of a claim');
  });

  it('keeps every point and interval on its axis', () => {
    for (const value of [0, 0.004, 0.37, 0.999, 1]) {
      const plot = plotOf(result({ value, stderr: 0.02 }));
      for (const one of plot?.intervals ?? []) {
        expect(one.value).toBeGreaterThanOrEqual(plot?.axis.low ?? NaN);
        expect(one.value).toBeLessThanOrEqual(plot?.axis.high ?? NaN);
      }
      expect(plot?.axis.low).toBeLessThan(plot?.axis.high ?? NaN);
      expect(plot?.axis.high).toBeLessThanOrEqual(110);
    }
  });

  it('says in words how many intervals there are and which of them were derived', () => {
    const derived = result({ task: 'a' });
    const own = result({ task: 'b', ciLow: 0.6, ciHigh: 0.7, ciLevel: 95 });
    const none = result({ task: 'c', stderr: null });
    const words = (...records: NormalForm['records']) => plotOf(...records)?.inWords ?? '';
    expect(words(derived, none)).toContain('2 estimates in percent');
    expect(words(derived, none)).toMatch(/1 has an interval derived/);
    expect(words(own)).not.toContain('derived');
    expect(words(own)).toMatch(/1 has an interval of the file/);
    expect(words(derived, own, none)).toMatch(/1 has an interval of the file.*1 has an interval derived/);
  });

  it('does not call an interval of the file computed here', () => {
    expect(plotOf(result())?.caption).toContain('computed here');
    expect(plotOf(result({ ciLow: 0.6, ciHigh: 0.7, ciLevel: 95 }))?.caption).not.toContain('computed here');
  });
});

describe('The gaps of a piece of evidence', () => {
  it('warn that the file names another model, with its name', () => {
    const other = normalForm({
      model: { id: 'meta-llama/Llama-3.1-8B', revision: null, digest: null, source: null, args: null },
    });
    expect(ownGaps(evidence({ results: other }))).toEqual([
      expect.objectContaining({
        level: 'warning',
        title: 'EV-0001 names another model',
        text: expect.stringContaining('“meta-llama/Llama-3.1-8B”') as string,
        cites: [
          { source: 'ISO-13485', section: '7.5.8' },
          { source: 'N41', section: '§7' },
        ],
        href: '/api/v1/evidence/0190a000-0000-7000-8000-0000000000e1',
      }),
    ]);
  });

  it.each([
    ['Example Model', true],
    ['org/example-model-1.0.0', true],
    ['EXAMPLE_MODEL', true],
    ['/models/example-model-1.0.0/', true],
    ['gpt-2', false],
    ['meta-llama/Llama-3.1-8B', false],
    ['e', false],
    ['1', false],
    ['--', false],
    ['', false],
  ])('take “%s” for a name of this version: %s', (id, expected) => {
    expect(namesThisModel(id, dossierRecord())).toBe(expected);
  });

  it('warn of the facts that the file lacks, until each is stated beside it', () => {
    const results = normalForm({ missing: ['decoding', 'prompt'] });
    const [gap] = ownGaps(evidence({ results, statedFacts: [{ fact: 'decoding', text: 'greedy' }] }));
    expect(gap).toMatchObject({ level: 'warning', title: 'EV-0001: facts that the results file lacks' });
    expect(gap.text).toBe('The file does not say: prompt. Nobody has stated them beside it.');
    const both = ['decoding', 'prompt'].map((fact) => ({ fact, text: 'said' }));
    expect(ownGaps(evidence({ results, statedFacts: both }))).toEqual([]);
  });

  it.each(['partial', 'failed'] as const)('warn that a run is %s', (status) => {
    expect(ownGaps(evidence({ results: normalForm({ status }) }))).toEqual([
      expect.objectContaining({ level: 'warning', title: `EV-0001: the run is ${status}` }),
    ]);
  });

  it('note a late entry', () => {
    expect(ownGaps(evidence({ lateEntry: true }))).toEqual([
      expect.objectContaining({
        level: 'note',
        title: 'EV-0001 is a late entry',
        cites: [{ source: 'CFR-21', section: '11.10(e)' }],
      }),
    ]);
  });

  it('are none once it no longer holds', () => {
    const results = normalForm({ status: 'failed', missing: ['prompt'] });
    expect(ownGaps(evidence({ results, lateEntry: true, state: 'superseded' }))).toEqual([]);
  });
});
