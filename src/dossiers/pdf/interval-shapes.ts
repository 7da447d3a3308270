import type { Interval } from '../blocks';
import { disc, ring, rule, shape, through, upright, type Pen } from './paths';
import type { Scale } from './scale';

const WHISKER: Pen = [1, 'ink'];
const LIMIT: Pen = [1, 'alarm'];
const CAP = 2;
const FEW = 30;

/** The lines of the scale behind a run of rows. */
export const gridPath = ({ ticks }: Scale, top: number, bottom: number): string =>
  ticks.map(({ x }) => upright(x, [top, bottom], [0.25, 'line'])).join('');

/** One estimate: its interval, its limit as a bracket that opens to the good side, and its point. */
export function intervalPath(scale: Scale, interval: Interval, y: number): string {
  const { value, low, high, limit } = interval;
  const whisker = low === null || high === null ? '' : whiskerPath(scale, low, high, y);
  return whisker + (limit === undefined ? '' : limitPath(scale, limit, y)) + pointPath(scale, interval, value, y);
}

const markOf = ({ n, mark }: Interval): NonNullable<Interval['mark']> =>
  mark ?? (Number(n.replace(/[^0-9]/g, '') || Infinity) >= FEW ? 'part' : 'few');

/** A disc; a diamond for all of a set; an open disc of too few; an arrow where the value lies beyond the scale. */
function pointPath(scale: Scale, interval: Interval, value: number, y: number): string {
  const x = scale.at(value);
  if (x < scale.left - 0.01) return arrow(scale.left, y, -1);
  if (x > scale.right + 0.01) return arrow(scale.right, y, 1);
  const mark = markOf(interval);
  if (mark === 'part') return disc([x, y], 2.5, 'accent');
  if (mark === 'whole') return diamond(x, y, 3.4);
  return disc([x, y], 2.3, 'white') + ring([x, y], 2.3, [0.9, 'ink']);
}

const diamond = (x: number, y: number, r: number): string =>
  shape(
    [
      [x - r, y],
      [x, y - r],
      [x + r, y],
      [x, y + r],
    ],
    'accent',
  );

function whiskerPath(scale: Scale, low: number, high: number, y: number): string {
  const [from, to] = [scale.at(low), scale.at(high)];
  const left = clamp(from, scale);
  const right = clamp(to, scale);
  const start = from < scale.left ? arrow(scale.left, y, -1) : upright(left, [y - CAP, y + CAP], WHISKER);
  const end = to > scale.right ? arrow(scale.right, y, 1) : upright(right, [y - CAP, y + CAP], WHISKER);
  return rule(left, y, Math.max(0, right - left), WHISKER) + start + end;
}

const clamp = (x: number, { left, right }: Scale): number => Math.min(right, Math.max(left, x));

/** Points out of the scale; the number beside it says how far. */
const arrow = (x: number, y: number, way: 1 | -1): string =>
  shape(
    [
      [x, y],
      [x - 4 * way, y - 2.4],
      [x - 4 * way, y + 2.4],
    ],
    'ink',
  );

function limitPath(scale: Scale, { value, good }: NonNullable<Interval['limit']>, y: number): string {
  const x = scale.at(value);
  if (x < scale.left - 0.01 || x > scale.right + 0.01) return '';
  const arm = good === 'above' ? 2.4 : -2.4;
  return through(
    [
      [x + arm, y - 4.6],
      [x, y - 4.6],
      [x, y + 4.6],
      [x + arm, y + 4.6],
    ],
    LIMIT,
  );
}
