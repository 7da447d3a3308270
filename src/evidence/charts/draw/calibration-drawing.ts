import type { CustomSeriesOption } from 'echarts';
import type { CalibrationBin, CalibrationChart } from '../chart';
import { type Drawing, INK, percentAxis, STILL } from './drawing';
import { inkOf, line, point } from './shapes';

const SIDE = 380;
const ALL = { low: 0, high: 100 } as const;
const PLACE = { left: 70, top: 16 } as const;
const CAP = 4;

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

const whisker = (x: number, [low, high]: readonly [number, number], { mark }: CalibrationBin) => {
  const style = { stroke: inkOf(mark), lineWidth: 1.6 };
  return [line([x, low], [x, high], style), ...[low, high].map((y) => line([x - CAP, y], [x + CAP, y], style))];
};

const binMarks =
  (bins: readonly CalibrationBin[]): RenderItem =>
  ({ dataIndex }, api) => {
    const bin = bins[dataIndex];
    const at = (observed: number): readonly [number, number] => {
      const [x = 0, y = 0] = api.coord([bin.predicted, Math.min(100, Math.max(0, observed))]);
      return [x, y];
    };
    const place = at(bin.observed);
    const bar = bin.low === null || bin.high === null ? [] : whisker(place[0], [at(bin.low)[1], at(bin.high)[1]], bin);
    return { type: 'group', children: [...bar, point(place, bin.mark)] };
  };

/** Where the word of a model can be taken as it is. */
const diagonal: CustomSeriesOption = {
  ...{ type: 'custom', ...STILL, data: [[0, 0]] },
  renderItem: (_, api) => {
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [api.coord([0, 0]), api.coord([100, 100])];
    return line([x1, y1], [x2, y2], { stroke: INK.edge, lineWidth: 1.2, lineDash: [4, 3] });
  },
};

/** From bin to bin; a line of the library’s own would be clipped by an id that it counts. */
const curve = (bins: readonly CalibrationBin[]): CustomSeriesOption => ({
  ...{ type: 'custom', ...STILL, data: [[0, 0]] },
  renderItem: (_, api) => ({
    type: 'polyline',
    shape: { points: bins.map(({ predicted, observed }) => api.coord([predicted, observed])) },
    style: { fill: 'none', stroke: INK.mark, lineWidth: 1.2 },
  }),
});

/** A reliability diagram: what was predicted along, what came true up. */
export function calibrationDrawing({ bins }: CalibrationChart): Drawing {
  const marks: CustomSeriesOption = {
    ...{ type: 'custom', ...STILL, data: bins.map((bin) => [bin.predicted, bin.observed]) },
    renderItem: binMarks(bins),
  };
  return {
    ...{ width: SIDE + PLACE.left + 20, height: SIDE + PLACE.top + 52 },
    option: {
      ...STILL,
      grid: { ...PLACE, width: SIDE, height: SIDE, outerBoundsMode: 'none' },
      xAxis: { ...percentAxis('Predicted, %', ALL), nameGap: 28 },
      yAxis: { ...percentAxis('Observed, %', ALL), nameGap: 40 },
      series: [diagonal, curve(bins), marks],
    },
  };
}
