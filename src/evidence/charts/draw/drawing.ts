import type { EChartsOption } from 'echarts';

/** What the chart library is told, in user units; the picture is as wide as its place in the page. */
export interface Drawing {
  readonly option: EChartsOption;
  readonly width: number;
  readonly height: number;
}

/** Colours by the names of our tokens, so that one picture is right in light and in dark. */
export const INK = {
  text: 'var(--ink)',
  quiet: 'var(--ink-2)',
  grid: 'var(--rule)',
  edge: 'var(--rule-2)',
  mark: 'var(--accent)',
  few: 'var(--warn)',
  ground: 'var(--paper)',
} as const;

/** Nothing moves, nothing reacts: it is a picture. */
export const STILL = { animation: false, silent: true, stateAnimation: { duration: 0 } } as const;

const MOST_TICKS = 7;

/** The distance of the lines of a scale in percent: at most seven of them. */
export const stepOf = ({ low, high }: { readonly low: number; readonly high: number }): number =>
  [1, 2, 5, 10, 20, 25, 50].find((step) => (high - low) / step <= MOST_TICKS) ?? 100;

/** An axis of percent, with its lines behind the marks. */
export const percentAxis = (name: string, { low, high }: { readonly low: number; readonly high: number }) => ({
  ...{ type: 'value' as const, min: low, max: high, interval: stepOf({ low, high }), name },
  ...{ nameLocation: 'middle' as const, nameTextStyle: { color: INK.quiet, fontSize: 12 } },
  ...{ axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: INK.grid } } },
  axisLabel: { color: INK.quiet, fontSize: 12 },
});
