import type { Chart } from '../../../src/evidence/charts/chart';
import { shownCharts } from '../../../src/evidence/charts/chart-page';
import type { ChartedCriterion } from '../../../src/evidence/charts/charted';
import { chartsOfEvidence } from '../../../src/evidence/charts/charts-of';
import { drawMarks } from '../../../src/evidence/charts/draw/draw-chart';
import { normalForm, result } from '../../dossiers/fixtures/record';

const HOSTILE = `<script>alert("1")</script>&'`;
const bin = (name: string, predicted: number, observed: number) => [
  result({ task: 'risk', subgroup: `bin=${name}`, metric: 'mean_predicted', value: predicted, stderr: null }),
  result({ task: 'risk', subgroup: `bin=${name}`, metric: 'observed_rate', value: observed, n: 200 }),
];
const records = [
  ...[result(), result({ subgroup: 'sex=female', n: 20 }), result({ subgroup: HOSTILE })],
  ...[result({ task: HOSTILE, value: 0.99, stderr: 0.02 }), ...bin('0-0.5', 0.2, 0.3), ...bin('0.5-1', 0.8, 0.7)],
];
const criteria: readonly ChartedCriterion[] = [
  {
    ...{ code: 'CL-0001', metric: 'acc', threshold: '0.60', unit: null, task: null, subgroup: null, minimumN: 100 },
    comparator: '>=',
  },
];
const charts: Chart[] = chartsOfEvidence({
  ...{ code: 'EV-0001', title: 'Questions', illustrative: true, results: normalForm({ records }), criteria },
});

describe('A chart', () => {
  it.each(charts.map((chart) => [chart.title, chart] as const))(
    'holds nothing that a strict policy refuses, and no colour but ours: %s',
    (_, chart) => {
      const { marks } = drawMarks(chart);
      expect(marks).not.toMatch(/style=|<style|<script|class=|ecmeta_|zr\d|url\(|href|undefined|NaN/);
      const colours = [...marks.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour = '']) => colour);
      expect(colours.length).toBeGreaterThan(10);
      expect(colours.filter((colour) => !/^(?:none|transparent|var\(--[a-z0-9-]+\))$/.test(colour))).toEqual([]);
      expect(marks).not.toContain(HOSTILE);
    },
  );

  it('is the same whenever it is drawn, also when others were drawn meanwhile', () => {
    const before = charts.map(drawMarks);
    const others = Array.from({ length: 310 }, (_, at) => ({ ...charts[2], title: `Another ${at}` }));
    for (const other of others) drawMarks(other);
    expect(charts.map(drawMarks)).toEqual(before);
  });

  it('prints what a file named as text', () => {
    const all = charts
      .map(drawMarks)
      .map(({ marks }) => marks)
      .join('');
    expect(all).toContain('&lt;script&gt;');
  });

  it('comes with a caption that explains each mark, marks what is made up, and has its data as a table', () => {
    const [overview, subgroups, calibration] = shownCharts(charts);
    expect(overview.caption).toMatch(/Circle: one estimate\..*Bracket|Dashed line.*Illustrative data\.$/);
    expect(subgroups.caption).toMatch(/^Diamond: .*Open circle: too few items to conclude\./);
    expect(subgroups.rows.map(({ label, reading }) => [label, reading?.word])).toEqual([
      ['The whole set', 'Above 60'],
      ['sex=female', 'Too few to conclude'],
      [HOSTILE, 'No limit fixed'],
    ]);
    expect(subgroups.heads.map(({ text }) => text)).toEqual(['Subgroup', 'n', '%', '95% interval', 'Limit']);
    expect(calibration.rows.map(({ cells }) => cells.map(({ text }) => text).slice(0, 3))).toEqual([
      ['200', '20.0', '30.0'],
      ['200', '80.0', '70.0'],
    ]);
    expect(new Set([overview.id, subgroups.id, calibration.id]).size).toBe(3);
  });
});
