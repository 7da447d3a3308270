import type { CalibrationChart, Estimate, IntervalChart } from '../../evidence/charts/chart';
import type { Charted } from '../../evidence/charts/charted';
import { chartsOfEvidence } from '../../evidence/charts/charts-of';
import { countOf } from '../../evidence/charts/words.chart';
import type { Interval, Row } from '../blocks';
import type { DossierRecord, RecordedEvidence } from '../dossier-record';
import { grouped, type SectionBlock } from './section';

/** What a plot prints where the file gives no number. */
const NO_NUMBER = '–';

const intervalOf = ({ n, intervalText, limit, ...row }: Estimate, ref: string): Interval => ({
  ...{
    label: row.label,
    value: row.value,
    valueText: row.valueText,
    low: row.low,
    high: row.high,
    mark: row.mark,
    ref,
  },
  ...{ n: n === null ? NO_NUMBER : grouped(n), intervalText: intervalText ?? NO_NUMBER },
  ...(limit === null ? {} : { limit: { value: limit.value, good: limit.good } }),
});

function captionOf({ title, rows }: IntervalChart): string {
  const derived = countOf(rows, 'derived');
  const isLimited = rows.some(({ limit }) => limit !== null);
  const bracket = isLimited ? '; bracket: the limit of a claim, opening to the good side' : '';
  if (derived === 0 && countOf(rows, 'file') === 0) return `${title}: estimates${bracket}`;
  const some = derived < rows.length ? 'some ' : '';
  const computed = derived === 0 ? '' : `, ${some}computed here from the standard error`;
  return `${title}: estimates with 95% intervals${computed}${bracket}`;
}

const plot = (chart: IntervalChart, code: string): SectionBlock => ({
  kind: 'interval-plot',
  caption: captionOf(chart),
  labelHead: chart.labelHead,
  axis: chart.axis,
  valueHead: '%',
  intervalHead: '95% CI',
  intervals: chart.rows.map((row) => intervalOf(row, code)),
  inWords: chart.inWords,
});

const calibrationTable = ({ title, bins, inWords }: CalibrationChart): SectionBlock => ({
  kind: 'table',
  caption: `${title}, predicted against observed`,
  dense: true,
  columns: [
    { head: 'Bin', weight: 24 },
    { head: 'n', unit: 'items scored', weight: 18, align: 'right' },
    { head: 'Predicted', unit: 'mean, %', weight: 20, align: 'right' },
    { head: 'Observed', unit: 'share, %', weight: 20, align: 'right' },
    { head: '95% interval', unit: 'of the observed', weight: 24, align: 'right' },
  ],
  rows: bins.map(({ label, n, predicted, observed, low, high }): Row => ({
    cells: [
      label,
      { number: n === null ? NO_NUMBER : grouped(n) },
      ...[{ number: predicted.toFixed(1) }, { number: observed.toFixed(1) }],
      { number: low === null || high === null ? NO_NUMBER : `${low.toFixed(1)}–${high.toFixed(1)}` },
    ],
  })),
  notes: [inWords],
});

/** A piece of evidence as charts look at it, with the limits of the claims that it is to show. */
const charted = ({ code, title, illustrative, results }: RecordedEvidence, { claims }: DossierRecord): Charted => ({
  ...{ code, title, illustrative, results },
  criteria: claims
    .filter(({ withdrawal, evidence }) => withdrawal === null && evidence.some((linked) => linked.code === code))
    .map((claim) => ({ ...claim, comparator: claim.comparator as Charted['criteria'][number]['comparator'] })),
});

/** The figures of one results file as its page draws them: estimates, subgroups, calibration; nothing when it has none. */
export const plots = (one: RecordedEvidence, record: DossierRecord): SectionBlock[] =>
  chartsOfEvidence(charted(one, record)).map((chart) =>
    chart.kind === 'intervals' ? plot(chart, one.code) : calibrationTable(chart),
  );
