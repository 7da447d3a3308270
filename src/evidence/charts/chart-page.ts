import type { Look } from '../../http/pages/words';
import type { CalibrationChart, Chart, Estimate, IntervalChart, ReadingKind } from './chart';
import { type DrawnMarks, drawMarks } from './draw/draw-chart';
import { sharedLimit } from './draw/interval-drawing';

/** One cell of the table under a chart. */
export interface ChartCell {
  readonly text: string;
  readonly isNumber: boolean;
}

/** What `partials/charts` prints: the picture with its words, and the same data as a table. */
export interface ShownChart extends DrawnMarks {
  readonly id: string;
  readonly title: string;
  readonly of: string;
  readonly inWords: string;
  readonly caption: string;
  readonly heads: readonly ChartCell[];
  readonly rows: readonly {
    readonly label: string;
    readonly cells: readonly ChartCell[];
    readonly reading: Look | null;
  }[];
  /** Whether the last column says what each figure says of its limit. */
  readonly isRead: boolean;
}

const LOOKS: Readonly<Record<ReadingKind, Omit<Look, 'word'>>> = {
  meets: { look: 'state-ok', icon: 'circle-check' },
  reaches: { look: 'state-warn', icon: 'alert-triangle' },
  fails: { look: 'state-stop', icon: 'circle-x' },
  'too-few': { look: 'state-warn', icon: 'alert-triangle' },
  'not-counted': { look: '', icon: 'note' },
  'no-limit': { look: '', icon: 'note' },
};

const number = (text: string): ChartCell => ({ text, isNumber: true });
const head = (text: string, isNumber = true): ChartCell => ({ text, isNumber });
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const counted = (n: number | null): ChartCell => number(n === null ? 'Not in the file' : grouped(n));

const said = (isSaid: boolean, words: string): string[] => (isSaid ? [words] : []);

function intervalCaption({ rows, illustrative }: IntervalChart): string {
  const shared = sharedLimit(rows);
  const has = (mark: Estimate['mark']): boolean => rows.some((row) => row.mark === mark);
  const isDerived = rows.some(({ from }) => from === 'derived');
  return [
    ...said(has('whole'), 'Diamond: the whole set, or this version.'),
    ...said(has('part'), 'Circle: one estimate.'),
    ...said(has('few'), 'Open circle: too few items to conclude.'),
    ...said(shared !== null, `Dashed line: the limit of ${shared?.claim ?? ''}, ${shared?.text ?? ''}.`),
    ...said(
      shared === null && rows.some(({ limit }) => limit !== null),
      'Bracket: the limit of a claim, opening to the good side.',
    ),
    ...said(
      rows.some(({ low }) => low !== null),
      `Bars: 95% intervals${isDerived ? ', computed here from the standard error where the file gives none' : ' of the file'}.`,
    ),
    ...said(illustrative, 'Illustrative data.'),
  ].join(' ');
}

const estimateRow = ({ label, n, valueText, intervalText, limit, reading }: Estimate): ShownChart['rows'][number] => ({
  label,
  cells: [
    counted(n),
    number(valueText),
    number(intervalText ?? 'None stated'),
    number(limit === null ? 'None fixed' : limit.text),
  ],
  reading: { word: reading.text, ...LOOKS[reading.kind] },
});

const calibrationCaption = ({ bins, illustrative }: CalibrationChart): string =>
  [
    'Circle: a bin of predictions. Dashed diagonal: what was predicted is what came true.',
    ...said(
      bins.some(({ mark }) => mark === 'few'),
      'Open circle: too few items to conclude.',
    ),
    ...said(
      bins.some(({ low }) => low !== null),
      'Bars: 95% intervals.',
    ),
    ...said(illustrative, 'Illustrative data.'),
  ].join(' ');

const share = (value: number): string => value.toFixed(1);

const shown = (chart: Chart): Pick<ShownChart, 'caption' | 'heads' | 'rows' | 'isRead'> =>
  chart.kind === 'intervals'
    ? {
        caption: intervalCaption(chart),
        heads: [head(chart.labelHead, false), head('n'), head('%'), head('95% interval'), head('Limit')],
        rows: chart.rows.map(estimateRow),
        isRead: true,
      }
    : {
        caption: calibrationCaption(chart),
        heads: [head('Bin', false), head('n'), head('Predicted, %'), head('Observed, %'), head('95% interval')],
        rows: chart.bins.map(({ label, n, predicted, observed, low, high }) => ({
          label,
          cells: [
            ...[counted(n), number(share(predicted)), number(share(observed))],
            number(low === null || high === null ? 'None stated' : `${share(low)}–${share(high)}`),
          ],
          reading: null,
        })),
        isRead: false,
      };

/** Draws charts for a page, each under an id that is its own on that page. */
export const shownCharts = (charts: readonly Chart[], prefix = 'chart'): ShownChart[] =>
  charts.map((chart, index) => ({
    ...drawMarks(chart),
    ...{ id: `${prefix}-${index + 1}`, title: chart.title, of: chart.of.join(', '), inWords: chart.inWords },
    ...shown(chart),
  }));
