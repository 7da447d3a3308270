import { deriveInterval } from '../../evidence/importers/derived-interval';
import { rangeOf } from '../../evidence/importers/metric-ranges';
import type { ResultRecord } from '../../evidence/normal-form';
import type { Cell, Interval, Row } from '../blocks';
import type { RecordedEvidence } from '../dossier-record';
import { grouped, type SectionBlock } from './section';

const MISSING: Cell = [{ text: 'not in file', style: 'muted' }];
const decimals = (value: number): string => value.toFixed(4);

function intervalCell(record: ResultRecord): Cell {
  if (record.ciLow !== null && record.ciHigh !== null) return { number: `${record.ciLow}–${record.ciHigh}` };
  const derived = deriveInterval(record);
  if (derived === null) return MISSING;
  return { lines: [[{ text: `${decimals(derived.low)}–${decimals(derived.high)}`, style: 'emphasis' }]] };
}

const taskCell = ({ task, subgroup, isGroup, taskVersion, nShot, split }: ResultRecord): Cell => {
  const details = [
    ...(isGroup ? ['pools other rows'] : []),
    ...(subgroup === null ? [] : [subgroup]),
    ...(taskVersion === null ? [] : [`version ${taskVersion}`]),
    ...(nShot === null ? [] : [`${nShot}-shot`]),
    ...(split === null ? [] : [split]),
  ];
  const name = isGroup ? ([{ text: task, style: 'emphasis' }] as const) : task;
  return details.length === 0 ? name : { lines: [name, [{ text: details.join(', '), style: 'muted' }]] };
};

const metricCell = ({ metric, filter }: ResultRecord): Cell =>
  filter === null || filter === 'none' ? metric : { lines: [metric, [{ text: `filter ${filter}`, style: 'muted' }]] };

const figureRow = (record: ResultRecord): Row => ({
  cells: [
    taskCell(record),
    metricCell(record),
    record.n === null ? MISSING : { number: grouped(record.n) },
    { number: record.valueText, strong: record.value !== null },
    record.stderr === null ? MISSING : { number: String(record.stderr) },
    intervalCell(record),
  ],
});

/** Every figure of one results file, in the file's own digits. */
export const figures = ({ code, results }: RecordedEvidence): SectionBlock => ({
  kind: 'table',
  caption: `${code}: figures as the results file writes them`,
  dense: true,
  columns: [
    { head: 'Task', weight: 34 },
    { head: 'Metric', weight: 16 },
    { head: 'n', unit: 'items scored', weight: 11, align: 'right' },
    { head: 'Result', unit: 'as in the file', weight: 20, align: 'right' },
    { head: 'Standard error', unit: 'as in the file', weight: 20, align: 'right' },
    { head: '95% interval', unit: 'italic: derived', weight: 18, align: 'right' },
  ],
  rows: (results?.records ?? []).map(figureRow),
  notes: [
    'Derived: computed here by the normal approximation from the reported standard error (value ± 1.96 × standard error), not said by the file. Metrics of one task are all shown; none is chosen.',
  ],
});

const isProportion = ({ metric, value, isGroup }: ResultRecord): boolean => {
  const [low, high] = rangeOf(metric);
  return value !== null && !isGroup && low === 0 && high === 1 && value >= 0 && value <= 1;
};

const percent = (value: number): string => (value * 100).toFixed(1);

function intervalOf(record: ResultRecord & { value: number }, code: string): Interval {
  const derived = deriveInterval(record);
  const low = record.ciLow ?? derived?.low ?? null;
  const high = record.ciHigh ?? derived?.high ?? null;
  return {
    label: `${record.task}, ${record.metric}`,
    n: record.n === null ? '' : grouped(record.n),
    value: record.value * 100,
    valueText: percent(record.value),
    low: low === null ? null : low * 100,
    high: high === null ? null : high * 100,
    intervalText: low === null || high === null ? '' : `${percent(low)}–${percent(high)}`,
    ref: code,
  };
}

const TICK = 5;

function axisOf(intervals: readonly Interval[]): { low: number; high: number } {
  const all = intervals.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const low = Math.max(0, Math.floor(Math.min(...all) / TICK) * TICK);
  const high = Math.min(100, Math.ceil(Math.max(...all) / TICK) * TICK);
  return { low, high: Math.max(high, low + 2 * TICK) };
}

function inWords(intervals: readonly Interval[]): string {
  const [best, worst] = [intervals[0], intervals[intervals.length - 1]];
  const withInterval = intervals.filter(({ low }) => low !== null).length;
  const said = (one: Interval): string =>
    `${one.label} ${one.valueText}%${one.intervalText === '' ? '' : ` (${one.intervalText})`}`;
  const range = intervals.length === 1 ? `${said(best)}.` : `Highest: ${said(best)}. Lowest: ${said(worst)}.`;
  return `${intervals.length} estimates in percent, sorted. ${range} ${withInterval} have an interval, derived from the standard error in the file; the others are shown as dots.`;
}

/** The proportions of one results file as an interval plot; nothing when it has none. Groups are not drawn beside their members. */
export function intervalPlot({ code, title, results }: RecordedEvidence): SectionBlock[] {
  const drawn = (results?.records ?? []).filter((record): record is ResultRecord & { value: number } =>
    isProportion(record),
  );
  if (drawn.length === 0) return [];
  const intervals = drawn.map((record) => intervalOf(record, code)).sort((a, b) => b.value - a.value);
  return [
    {
      kind: 'interval-plot',
      caption: `${title}: estimates with 95% intervals, computed here from the standard error`,
      axis: { title: 'Estimate, %', ...axisOf(intervals) },
      valueHead: '%',
      intervalHead: '95% CI',
      intervals,
      inWords: inWords(intervals),
    },
  ];
}
