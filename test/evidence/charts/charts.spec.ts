import type { CalibrationChart, Chart, IntervalChart } from '../../../src/evidence/charts/chart';
import type { Charted, ChartedCriterion } from '../../../src/evidence/charts/charted';
import { chartsOfEvidence, chartsOfVersion } from '../../../src/evidence/charts/charts-of';
import type { ResultRecord } from '../../../src/evidence/normal-form';
import { normalForm, result } from '../../dossiers/fixtures/record';

const criterion = (own: Partial<ChartedCriterion> = {}): ChartedCriterion => ({
  ...{ code: 'CL-0001', metric: 'acc', comparator: '>=', threshold: '0.60', unit: null, task: null, subgroup: null },
  minimumN: 100,
  ...own,
});
const charted = (records: readonly ResultRecord[], criteria: readonly ChartedCriterion[] = [], own = {}): Charted => ({
  ...{ code: 'EV-0001', title: 'Medical questions', illustrative: false, results: normalForm({ records }), criteria },
  ...own,
});
const intervals = (charts: readonly Chart[]): IntervalChart[] => charts.filter((one) => one.kind === 'intervals');
const calibrations = (charts: readonly Chart[]): CalibrationChart[] =>
  charts.filter((one) => one.kind === 'calibration');
/** A figure in the digits of its value. */
const figure = (value: number, own: Partial<ResultRecord> = {}): ResultRecord =>
  result({ value, valueText: String(value), ...own });
const readings = (...of: Parameters<typeof charted>): string[] =>
  intervals(chartsOfEvidence(charted(...of))).flatMap(({ rows }) => rows.map(({ reading }) => reading.text));

describe('The chart of a piece of evidence', () => {
  it('has its proportions on the whole set, the highest first, with the interval of the file or a derived one', () => {
    const own = result({ task: 'b', value: 0.75, ciLow: 0.7, ciHigh: 0.8, ciLevel: 95 });
    const [chart] = intervals(chartsOfEvidence(charted([result({ task: 'a', value: 0.5 }), own])));
    expect(
      chart.rows.map(({ label, valueText, intervalText, from }) => [label, valueText, intervalText, from]),
    ).toEqual([
      ['b, acc', '75.0', '70.0–80.0', 'file'],
      ['a, acc', '50.0', '47.4–52.6', 'derived'],
    ]);
    expect(chart.axis).toEqual({ title: 'Estimate, %', low: 45, high: 80 });
  });

  it('shows no interval of another level beside those of 95%, and none where the file has nothing to make one of', () => {
    const ninety = result({ task: 'a', ciLow: 0.6, ciHigh: 0.7, ciLevel: 90 });
    const bare = result({ task: 'b', stderr: null });
    const [{ rows, inWords }] = intervals(chartsOfEvidence(charted([ninety, bare])));
    expect(rows.map(({ low, intervalText }) => [low, intervalText])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(inWords).toContain('2 have none and are dots');
  });

  it.each([
    ['meets its limit with all of its interval', figure(0.7, { stderr: 0.01 }), 'Above 60'],
    ['meets it, and the interval does not', figure(0.61, { stderr: 0.01 }), 'Interval reaches below 60'],
    ['does not meet it', figure(0.59), 'Does not meet 60'],
    ['is of too few items', figure(0.9, { n: 41 }), 'Too few to conclude'],
    ['has no number of items', result({ n: null }), 'Not counted: the file does not say on how many items'],
  ])('says of a figure that %s', (_, record, words) => {
    expect(readings([record], [criterion()])).toEqual([words]);
  });

  it('says that no limit was fixed, and below thirty items that they are too few even so', () => {
    expect(readings([result()])).toEqual(['No limit fixed']);
    expect(readings([result({ n: 29 })])).toEqual(['Too few to conclude']);
  });

  it('holds against the hardest of several limits, and reads a limit that is a ceiling', () => {
    const hard = criterion({ code: 'CL-0002', threshold: '90', unit: '%' });
    expect(readings([figure(0.8)], [criterion(), hard])).toEqual(['Does not meet 90']);
    const ceiling = criterion({ metric: 'brier_score', comparator: '<=', threshold: '0.25' });
    expect(readings([figure(0.1, { metric: 'brier_score', stderr: 0.01 })], [ceiling])).toEqual(['Below 25']);
  });

  it('keeps the limit on the axis, however far it is', () => {
    const [{ axis }] = intervals(
      chartsOfEvidence(charted([result({ value: 0.2 })], [criterion({ threshold: '0.95' })])),
    );
    expect([axis.low <= 17, axis.high >= 95]).toEqual([true, true]);
  });

  it('of subgroups has the whole first as a diamond, each part under it, and an open ring where it is too small', () => {
    const parts = ['sex=female', 'sex=male', 'age=75+'].map((subgroup, at) =>
      result({ subgroup, n: [470, 527, 41][at] }),
    );
    const charts = intervals(chartsOfEvidence(charted([result(), ...parts], [criterion({ subgroup: 'age=75+' })])));
    expect(charts.map(({ title }) => title)).toEqual(['Medical questions', 'medqa, acc by subgroup']);
    expect(charts[1].rows.map(({ label, mark }) => [label, mark])).toEqual([
      ['The whole set', 'whole'],
      ['sex=female', 'part'],
      ['sex=male', 'part'],
      ['age=75+', 'few'],
    ]);
    expect(charts[1].inWords).toContain('1 is of too few items to conclude');
  });

  it('of calibration has its bins by what was predicted, and says which lies farthest from the diagonal', () => {
    const bin = (name: string, predicted: number, observed: number) => [
      result({ task: 'risk', subgroup: `bin=${name}`, metric: 'mean_predicted', value: predicted, stderr: null }),
      result({ task: 'risk', subgroup: `bin=${name}`, metric: 'observed_rate', value: observed, n: 200 }),
    ];
    const [chart] = calibrations(
      chartsOfEvidence(charted([...bin('0.5-1', 0.8, 0.6), ...bin('0-0.5', 0.2, 0.22), result({ subgroup: 'bin=x' })])),
    );
    expect(chart.bins.map(({ label, predicted, observed, n }) => [label, predicted, observed, n])).toEqual([
      ['0-0.5', 20, 22, 200],
      ['0.5-1', 80, 60, 200],
    ]);
    expect(chart.inWords).toContain('Farthest from the diagonal: 0.5-1, predicted 80.0, observed 60.0');
    expect(calibrations(chartsOfEvidence(charted([result()])))).toEqual([]);
  });

  it('is none where nothing can be placed between nought and all', () => {
    expect(chartsOfEvidence(charted([result({ metric: 'word_perplexity' }), result({ value: null })]))).toEqual([]);
    expect(chartsOfEvidence(charted([], [], { results: null }))).toEqual([]);
  });
});

describe('The chart from version to version', () => {
  const of = (semanticVersion: string, ...records: ResultRecord[]) => ({
    semanticVersion,
    evidence: [charted(records)],
  });

  it('has what two versions measured alike, oldest first, and this version as a diamond', () => {
    const versions = [
      of('1.0.0', result({ value: 0.6 }), result({ task: 'pubmedqa' })),
      of('1.1.0', result({ value: 0.65 })),
    ];
    const [chart, ...others] = intervals(chartsOfVersion(versions, '1.1.0'));
    expect(chart.title).toBe('medqa, acc, version to version');
    expect(chart.rows.map(({ label, valueText, mark }) => [label, valueText, mark])).toEqual([
      ['1.0.0', '60.0', 'part'],
      ['1.1.0', '65.0', 'whole'],
    ]);
    expect(others.map(({ title }) => title)).toEqual(['Medical questions']);
  });

  it('names the evidence where a version has several figures of one name', () => {
    const both = {
      semanticVersion: '2.0.0',
      evidence: [charted([result()]), charted([result()], [], { code: 'EV-0002' })],
    };
    const [chart] = intervals(chartsOfVersion([of('1.0.0', result()), both], '2.0.0'));
    expect(chart.rows.map(({ label }) => label)).toEqual(['1.0.0', '2.0.0, EV-0001', '2.0.0, EV-0002']);
    expect(chart.of).toEqual(['EV-0001', 'EV-0002']);
  });

  it('is none where only one version has the figure', () => {
    expect(intervals(chartsOfVersion([of('1.0.0', result())], '1.0.0')).map(({ title }) => title)).toEqual([
      'Medical questions',
    ]);
  });
});
