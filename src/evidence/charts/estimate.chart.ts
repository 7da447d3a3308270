import { deriveInterval } from '../importers/derived-interval';
import { rangeOf } from '../importers/metric-ranges';
import type { NormalForm, ResultRecord } from '../normal-form';
import type { Estimate, IntervalChart, IntervalSource } from './chart';
import type { Charted } from './charted';
import { heldOf } from './limit.chart';

/** A figure that can be placed between nought and all: the only ones that share an axis. */
export type Proportion = ResultRecord & { readonly value: number };

export const isProportion = (record: ResultRecord): record is Proportion => {
  const { metric, value, isGroup } = record;
  const [low, high] = rangeOf(metric);
  return value !== null && !isGroup && low === 0 && high === 1 && value >= 0 && value <= 1;
};

export const percent = (share: number): string => (share * 100).toFixed(1);

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly from: IntervalSource;
}

/** 95 % intervals alone: beside others of another level they would mislead. */
export function boundsOf(
  record: Pick<ResultRecord, 'value' | 'stderr' | 'ciLow' | 'ciHigh' | 'ciLevel'>,
): Bounds | null {
  const { ciLow, ciHigh, ciLevel } = record;
  if (ciLow !== null && ciHigh !== null) return ciLevel === 95 ? { low: ciLow, high: ciHigh, from: 'file' } : null;
  const derived = deriveInterval(record);
  return derived && { low: derived.low, high: derived.high, from: 'derived' };
}

/** All that tells two figures of one file apart, but for the subgroup. */
export const seriesOf = ({ task, metric, filter }: ResultRecord): string =>
  [task, metric, filter === null || filter === 'none' ? null : filter].filter((part) => part !== null).join(', ');

/** A figure as a row of a chart, in percent. */
export function estimateOf(
  record: Proportion,
  label: string,
  { charted, run, isWhole }: { charted: Charted; run: NormalForm; isWhole: boolean },
): Estimate {
  const bounds = boundsOf(record);
  const { limit, reading, isFew } = heldOf(record, charted, run);
  return {
    ...{ label, n: record.n, value: record.value * 100, valueText: percent(record.value), limit, reading },
    low: bounds && bounds.low * 100,
    high: bounds && bounds.high * 100,
    intervalText: bounds && `${percent(bounds.low)}–${percent(bounds.high)}`,
    from: bounds?.from ?? null,
    mark: isFew ? 'few' : isWhole ? 'whole' : 'part',
  };
}

const TICK = 5;

/** What of an estimate has a place on an axis. */
interface Placed extends Pick<Estimate, 'value' | 'low' | 'high'> {
  readonly limit: { readonly value: number } | null;
}

/** From one round value to another, so that every point, interval and limit is on it; it need not begin at nought. */
export function axisOf(rows: readonly Placed[]): IntervalChart['axis'] {
  const all = rows.flatMap(({ value, low, high, limit }) => [
    ...[value, low ?? value, high ?? value],
    ...(limit === null ? [] : [limit.value]),
  ]);
  const low = Math.max(0, Math.floor(Math.min(...all) / TICK) * TICK);
  const high = Math.min(100, Math.ceil(Math.max(...all) / TICK) * TICK);
  return { title: 'Estimate, %', low: Math.min(low, 100 - 2 * TICK), high: Math.max(high, low + 2 * TICK) };
}
