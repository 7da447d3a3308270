import { deriveInterval } from '../../evidence/importers/derived-interval';
import { rangeOf } from '../../evidence/importers/metric-ranges';
import type { ResultRecord } from '../../evidence/normal-form';
import type { Interval } from '../blocks';
import type { RecordedEvidence } from '../dossier-record';
import { grouped, type SectionBlock } from './section';

/** What a plot prints where the file gives no number. */
const NO_NUMBER = '–';

type Figure = ResultRecord & { readonly value: number };

/** An estimate, and who says its interval: the file, or we from the standard error of the file. */
interface Estimate extends Interval {
  readonly from: 'file' | 'derived' | null;
}

const isProportion = (record: ResultRecord): record is Figure => {
  const { metric, value, isGroup } = record;
  const [low, high] = rangeOf(metric);
  return value !== null && !isGroup && low === 0 && high === 1 && value >= 0 && value <= 1;
};

const percent = (value: number): string => (value * 100).toFixed(1);

/** Under the head of the plot stand 95% intervals alone; the table prints one of another level with its level. */
function boundsOf(record: ResultRecord): { low: number; high: number; from: 'file' | 'derived' } | null {
  const { ciLow, ciHigh, ciLevel } = record;
  if (ciLow !== null && ciHigh !== null) return ciLevel === 95 ? { low: ciLow, high: ciHigh, from: 'file' } : null;
  const derived = deriveInterval(record);
  return derived && { low: derived.low, high: derived.high, from: 'derived' };
}

/** All that tells two estimates of one file apart. */
const labelOf = ({ task, subgroup, metric, filter }: ResultRecord): string =>
  [task, subgroup, metric, filter === 'none' ? null : filter].filter((part) => part !== null).join(', ');

function estimateOf(record: Figure, code: string): Estimate {
  const bounds = boundsOf(record);
  return {
    label: labelOf(record),
    n: record.n === null ? NO_NUMBER : grouped(record.n),
    value: record.value * 100,
    valueText: percent(record.value),
    low: bounds && bounds.low * 100,
    high: bounds && bounds.high * 100,
    intervalText: bounds === null ? NO_NUMBER : `${percent(bounds.low)}–${percent(bounds.high)}`,
    ref: code,
    from: bounds?.from ?? null,
  };
}

const TICK = 5;

function axisOf(estimates: readonly Estimate[]): { low: number; high: number } {
  const all = estimates.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const low = Math.max(0, Math.floor(Math.min(...all) / TICK) * TICK);
  const high = Math.min(100, Math.ceil(Math.max(...all) / TICK) * TICK);
  return { low: Math.min(low, 100 - 2 * TICK), high: Math.max(high, low + 2 * TICK) };
}

const countOf = (estimates: readonly Estimate[], wanted: Estimate['from']): number =>
  estimates.filter(({ from }) => from === wanted).length;

function intervalsInWords(estimates: readonly Estimate[]): string {
  const said = (count: number, words: readonly [string, string]): string[] =>
    count === 0 ? [] : [`${count} ${words[count === 1 ? 0 : 1]}.`];
  const derived = 'derived here from the standard error in the file';
  return [
    ...said(countOf(estimates, 'file'), ['has an interval of the file', 'have intervals of the file']),
    ...said(countOf(estimates, 'derived'), [`has an interval ${derived}`, `have intervals ${derived}`]),
    ...said(countOf(estimates, null), ['has none and is a dot', 'have none and are dots']),
  ].join(' ');
}

function inWords(estimates: readonly Estimate[]): string {
  const [best, worst] = [estimates[0], estimates[estimates.length - 1]];
  const said = ({ label, valueText, intervalText, from }: Estimate): string =>
    `${label} ${valueText}%${from === null ? '' : ` (${intervalText})`}`;
  const range =
    estimates.length === 1
      ? `1 estimate in percent: ${said(best)}.`
      : `${estimates.length} estimates in percent, sorted. Highest: ${said(best)}. Lowest: ${said(worst)}.`;
  return `${range} ${intervalsInWords(estimates)}`;
}

function captionOf(title: string, estimates: readonly Estimate[]): string {
  const derived = countOf(estimates, 'derived');
  if (derived === 0 && countOf(estimates, 'file') === 0) return `${title}: estimates`;
  const some = derived < estimates.length ? 'some ' : '';
  const computed = derived === 0 ? '' : `, ${some}computed here from the standard error`;
  return `${title}: estimates with 95% intervals${computed}`;
}

/** The proportions of one results file as an interval plot; nothing when it has none. Groups are not drawn beside their members. */
export function intervalPlot({ code, title, results }: RecordedEvidence): SectionBlock[] {
  const figures = (results?.records ?? []).filter(isProportion);
  if (figures.length === 0) return [];
  const estimates = figures.map((figure) => estimateOf(figure, code)).sort((a, b) => b.value - a.value);
  return [
    {
      kind: 'interval-plot',
      caption: captionOf(title, estimates),
      axis: { title: 'Estimate, %', ...axisOf(estimates) },
      valueHead: '%',
      intervalHead: '95% CI',
      intervals: estimates,
      inWords: inWords(estimates),
    },
  ];
}
