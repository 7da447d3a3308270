import type { CustomSeriesOption } from 'echarts';
import type { ChartLimit, Estimate, IntervalChart } from '../chart';
import { type Drawing, INK, percentAxis, STILL } from './drawing';
import { bracket, line, point, text, whisker } from './shapes';

const WIDTH = 1000;
const NUMBERS = 150;
const ROW = 26;
const FOOT = 48;
const CHARACTER = 8.2;
const LABELS = { least: 110, most: 400 } as const;

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;
type Api = Parameters<RenderItem>[1];

/** The limit that all rows share, which is a line through them all; null where each has its own, or none. */
export function sharedLimit(rows: readonly Estimate[]): ChartLimit | null {
  const [first] = rows;
  const isShared = rows.every(({ limit }) => limit?.value === first.limit?.value && limit?.good === first.limit?.good);
  return isShared ? first.limit : null;
}

const labelWidth = (rows: readonly Estimate[]): number =>
  Math.min(LABELS.most, Math.max(LABELS.least, ...rows.map(({ label }) => label.length * CHARACTER + 20)));

const numbersOf = ({ valueText, intervalText }: Estimate): string =>
  intervalText === null ? valueText : `${valueText}  (${intervalText})`;

/** Where a value lies in the picture, in a row. */
const placing = (api: Api, index: number) => {
  const at = (value: number): number => api.coord([value, index])[0] ?? 0;
  return { at, y: api.coord([0, index])[1] ?? 0 };
};

function rowMarks({ rows, axis }: IntervalChart, isLimitDrawn: boolean): RenderItem {
  return ({ dataIndex }, api) => {
    const row = rows[dataIndex];
    const { at, y } = placing(api, dataIndex);
    const { low, high, limit, mark } = row;
    const ends = { least: at(axis.low), most: at(axis.high) };
    return {
      type: 'group',
      children: [
        ...(low === null || high === null ? [] : whisker({ from: at(low), to: at(high), ...ends }, y, mark)),
        ...(limit === null || !isLimitDrawn ? [] : [bracket(at(limit.value), y, limit.good)]),
        ...[point([at(row.value), y], mark), text(numbersOf(row), [WIDTH - NUMBERS + 12, y], {})],
      ],
    };
  };
}

const limitLine = ({ value, text: words }: ChartLimit, rows: number): CustomSeriesOption => ({
  ...{ type: 'custom', ...STILL, data: [[value, 0]] },
  renderItem: (_, api) => {
    const { at, y } = placing(api, 0);
    const [x, top] = [at(value), y - ROW / 2];
    return {
      type: 'group',
      children: [
        line([x, top], [x, top + rows * ROW], { stroke: INK.text, lineWidth: 1.2, lineDash: [4, 3] }),
        text(`Limit ${words}`, [x, top - 10], { align: 'center', fontSize: 12 }),
      ],
    };
  },
});

const labelAxis = (rows: readonly Estimate[], width: number) => ({
  ...{ type: 'category' as const, inverse: true, data: rows.map(({ label }) => label) },
  ...{ axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } },
  axisLabel: {
    ...{ interval: 0, color: INK.text, fontSize: 14, align: 'left' as const, margin: width - 4 },
    ...{ width: width - 24, overflow: 'break' as const },
  },
});

/** Estimates with their intervals: names at the left, numbers at the right, the limit through them or at each row. */
export function intervalDrawing(chart: IntervalChart): Drawing {
  const { rows, axis } = chart;
  const [left, shared] = [labelWidth(rows), sharedLimit(rows)];
  const top = shared === null ? 10 : 30;
  const marks: CustomSeriesOption = {
    ...{ type: 'custom', ...STILL, data: rows.map(({ value }, index) => [value, index]) },
    renderItem: rowMarks(chart, shared === null),
  };
  return {
    ...{ width: WIDTH, height: top + rows.length * ROW + FOOT },
    option: {
      ...STILL,
      grid: { left, right: NUMBERS, top, height: rows.length * ROW, outerBoundsMode: 'none' },
      xAxis: { ...percentAxis(axis.title, axis), nameGap: 28 },
      yAxis: labelAxis(rows, left),
      series: [...(shared === null ? [] : [limitLine(shared, rows.length)]), marks],
    },
  };
}
