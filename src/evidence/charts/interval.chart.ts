import type { Estimate, IntervalChart } from './chart';
import type { Charted } from './charted';
import { axisOf, estimateOf, isProportion, type Proportion, seriesOf } from './estimate.chart';
import { inWords } from './words.chart';

/** Rows on an axis of their own, with what they show in words. */
export const intervalChart = (
  about: Pick<IntervalChart, 'title' | 'of' | 'illustrative' | 'labelHead'>,
  rows: readonly Estimate[],
  order: 'sorted' | 'as listed',
): IntervalChart => ({ kind: 'intervals', ...about, axis: axisOf(rows), rows, inWords: inWords(rows, order) });

const proportionsOf = ({ results }: Charted): Proportion[] => (results?.records ?? []).filter(isProportion);

/** The proportions of one results file on the whole set, highest first. Groups are not drawn beside their members. */
export function overviewOf(charted: Charted): IntervalChart[] {
  const { results: run, code, title, illustrative } = charted;
  const figures = proportionsOf(charted).filter(({ subgroup }) => subgroup === null);
  if (run === null || figures.length === 0) return [];
  const rows = figures
    .map((figure) => estimateOf(figure, seriesOf(figure), { charted, run, isWhole: false }))
    .sort((a, b) => b.value - a.value);
  return [intervalChart({ title, of: [code], illustrative, labelHead: 'Test set' }, rows, 'sorted')];
}

/** What was measured in parts: for each test set and metric the whole, where the file has it, and then its subgroups. */
export function subgroupsOf(charted: Charted): IntervalChart[] {
  const { results: run, code, illustrative } = charted;
  const figures = proportionsOf(charted);
  const series = [...new Set(figures.filter(({ subgroup }) => subgroup !== null).map(seriesOf))];
  if (run === null) return [];
  return series.map((name) => {
    const own = figures.filter((figure) => seriesOf(figure) === name);
    const whole = own.filter(({ subgroup }) => subgroup === null);
    const parts = own.filter(({ subgroup }) => subgroup !== null);
    const rows = [
      ...whole.map((figure) => estimateOf(figure, 'The whole set', { charted, run, isWhole: true })),
      ...parts.map((figure) => estimateOf(figure, figure.subgroup ?? '', { charted, run, isWhole: false })),
    ];
    const about = { title: `${name} by subgroup`, of: [code], illustrative, labelHead: 'Subgroup' };
    return intervalChart(about, rows, 'as listed');
  });
}
