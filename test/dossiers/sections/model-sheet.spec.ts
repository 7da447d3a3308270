import { short } from '../../../src/dossiers/sections/model-facts';
import { modelSheet } from '../../../src/dossiers/sections/model-sheet';
import type { MetricsBlock } from '../../../src/dossiers/card-blocks';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { claim, dossierRecord, evidence, normalForm, result } from '../fixtures/record';
import { textsIn } from '../fixtures/words';

const drawn = (own: Partial<DossierRecord> = {}) => {
  const record = dossierRecord(own);
  const [entry] = record.dossier.template.sections;
  return modelSheet({ record, entry, gaps: [] });
};
const metricsOf = (own: Partial<DossierRecord>): MetricsBlock =>
  drawn(own).find((block): block is MetricsBlock => block.kind === 'metrics')!;

const bare = (code: string, own = {}) =>
  claim({ code, evidence: [], judgement: { outcome: 'not-shown', reasons: ['Nothing'], figures: [] }, ...own });

describe('The model sheet', () => {
  it('has six boxes of facts around one table, and says of what is not known that it is not', () => {
    const blocks = drawn();
    expect(blocks.map(({ kind }) => kind)).toEqual(['lead', 'facts', 'metrics', 'facts']);
    expect(textsIn(blocks).join(' ')).toContain('not stated in the record');
  });

  it('shows a figure in percent with its interval, beside the limit of its claim', () => {
    const [{ title, metrics }] = metricsOf({}).groups;
    expect(title).toBe('Usefulness, usability and efficacy');
    expect(metrics[0]).toMatchObject({
      ...{ label: 'medqa, acc', n: '1,273', valueText: '63.4', intervalText: '60.7–66.0', limitText: '≥ 0.60' },
      ...{ mark: 'met', markText: 'met', plot: { value: 63.39355852317361, limit: { value: 60, good: 'above' } } },
    });
  });

  it('shows a claim that failed and one that nothing shows like one that holds', () => {
    const failed = claim({ judgement: { ...claim().judgement, outcome: 'does-not-hold' } });
    const { groups } = metricsOf({ claims: [failed, bare('CL-0002')] });
    expect(groups[0].metrics.map(({ mark, markText }) => [mark, markText])).toEqual([
      ['not-met', 'not met'],
      ['gap', 'not shown'],
    ]);
  });

  it('has a row for every claim however many there are, and says how many figures have none', () => {
    const records = Array.from({ length: 40 }, (_, at) => result({ task: `task ${at}` }));
    const claims = Array.from({ length: 20 }, (_, at) => claim({ code: `CL-${at}`, task: `task ${at}` }));
    const own = { evidence: [evidence({ results: normalForm({ records }) })] };
    expect(metricsOf({ ...own, claims }).groups[0].metrics).toHaveLength(20);
    const few = metricsOf({ ...own, claims: [] });
    expect(few.groups[0].metrics).toHaveLength(11);
    expect(textsIn(few.notes).join()).toContain('29 more figures');
  });

  it('draws no plot of what is no share', () => {
    const records = [result({ metric: 'latency', value: 2.5, valueText: '2.50', unit: 's', stderr: null })];
    const [metric] = metricsOf({ claims: [], evidence: [evidence({ results: normalForm({ records }) })] }).groups[0]
      .metrics;
    expect(metric).toMatchObject({ valueText: '2.50 s', intervalText: '–', plot: null, limitText: 'none' });
  });

  it('cuts a long text at a word, and says so by an ellipsis', () => {
    expect(short('one two three four', 10)).toBe('one two …');
    expect(short('one two', 10)).toBe('one two');
    expect(short('x'.repeat(20), 10)).toBe(`${'x'.repeat(5)} …`);
  });
});
