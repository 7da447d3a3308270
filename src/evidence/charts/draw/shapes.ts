import type { PointMark } from '../chart';
import { INK } from './drawing';

type Point = readonly [x: number, y: number];

const CAP = 4;
const RADIUS = 4;

export const inkOf = (mark: PointMark): string => (mark === 'few' ? INK.few : INK.mark);

export const line = ([x1, y1]: Point, [x2, y2]: Point, style: object) => ({
  ...{ type: 'line' as const, shape: { x1, y1, x2, y2 }, style: { fill: 'none', ...style } },
});

export const text = (words: string, [x, y]: Point, style: object) => ({
  ...{ type: 'text' as const, x, y },
  style: { text: words, fill: INK.quiet, fontSize: 13, verticalAlign: 'middle' as const, ...style },
});

const polygon = (points: readonly Point[], fill: string) => ({
  ...{ type: 'polygon' as const, shape: { points: points.map(([x, y]) => [x, y]) }, style: { fill } },
});

/** A diamond is all of a set, a disc a part of it or one among equals, an open ring too few to conclude. */
export function point([x, y]: Point, mark: PointMark) {
  if (mark === 'whole') {
    const r = RADIUS + 2;
    const corners: Point[] = [
      [x - r, y],
      [x, y - r],
      [x + r, y],
      [x, y + r],
    ];
    return polygon(corners, INK.mark);
  }
  const fill = mark === 'few' ? INK.ground : INK.mark;
  return {
    type: 'circle' as const,
    shape: { cx: x, cy: y, r: RADIUS },
    style: { fill, stroke: inkOf(mark), lineWidth: 1.6 },
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** The ends of the scale: what runs beyond ends in an arrow. */
  readonly least: number;
  readonly most: number;
}

const arrow = (x: number, y: number, way: 1 | -1, ink: string) =>
  polygon(
    [
      [x, y],
      [x - 6 * way, y - 3.5],
      [x - 6 * way, y + 3.5],
    ],
    ink,
  );

/** An interval as a bar with caps, at one height. */
export function whisker({ from, to, least, most }: Span, y: number, mark: PointMark) {
  const [ink, style] = [inkOf(mark), { stroke: inkOf(mark), lineWidth: mark === 'whole' ? 2.2 : 1.6 }];
  const [left, right] = [Math.max(from, least), Math.min(to, most)];
  const cap = (x: number) => line([x, y - CAP], [x, y + CAP], style);
  return [
    line([left, y], [right, y], style),
    from < least ? arrow(least, y, -1, ink) : cap(left),
    to > most ? arrow(most, y, 1, ink) : cap(right),
  ];
}

/** The limit of one row: a bracket that opens to the good side. */
export function bracket(x: number, y: number, good: 'above' | 'below') {
  const arm = good === 'above' ? 5 : -5;
  const points = [
    [x + arm, y - 8],
    [x, y - 8],
    [x, y + 8],
    [x + arm, y + 8],
  ];
  return { type: 'polyline' as const, shape: { points }, style: { fill: 'none', stroke: INK.text, lineWidth: 1.2 } };
}
