import type { Mark, OutcomeFrame } from '../blocks';
import { dashed, disc, fill, frame, halfDisc, hatch, ring, rule, through, type Box, type Point } from './paths';

/** How far the word beside a mark stands from the mark's left edge. */
export const MARK_INDENT = 12;

const RISE = 6.3;

/** The word of a mark, where no other text says it. */
export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  met: 'Met',
  condition: 'Met, condition',
  'not-met': 'Not met',
  unknown: 'Unknown',
  gap: 'Gap',
  none: 'None',
};

/** A status mark of 7.2 points beside a word whose baseline is at `base`. */
export function markPath(mark: Mark, x: number, base: number): string {
  const top = base - RISE;
  const centre: Point = [x + 3.6, top + 3.6];
  const to = (dx: number, dy: number): Point => [x + dx, top + dy];
  switch (mark) {
    case 'met':
      return disc(centre, 3.6, 'ink') + through([to(1.9, 3.8), to(3.1, 5.1), to(5.5, 2.1)], [1, 'white']);
    case 'condition':
      return ring(centre, 3.2, [0.8, 'ink']) + halfDisc(centre, 3.2, 'ink');
    case 'not-met':
      return (
        ring(centre, 3.2, [0.8, 'ink']) +
        through([to(2.1, 2.1), to(5.1, 5.1)], [1, 'ink']) +
        through([to(5.1, 2.1), to(2.1, 5.1)], [1, 'ink'])
      );
    case 'unknown':
      return dashed(ring(centre, 3.2, [0.8, 'ink']), 1.3, 1.05);
    case 'gap': {
      const box = { x: x + 0.3, y: top + 0.3, width: 6.6, height: 6.6 };
      return hatch(box, 1.65, 0.55) + frame(box, [0.8, 'ink']);
    }
    case 'none':
      return rule(x + 1.4, top + 3.6, 4.4, [1, 'ink']);
  }
}

/** The small frame of an outcome beside its words. */
export function outcomePath(outcome: OutcomeFrame, x: number, base: number): string {
  const box: Box = { x: x + 0.3, y: base - 6, width: 6.6, height: 6.6 };
  switch (outcome) {
    case 'not-device':
      return frame(box, [0.8, 'ink']);
    case 'enforcement-discretion':
      return frame(box, [0.8, 'ink']) + frame(inset(box, 1.7), [0.5, 'ink']);
    case 'device':
      return fill(box, 'ink');
    case 'undetermined':
      return dashed(frame(box, [0.8, 'ink']), 1.4, 1.1);
    case 'category':
      return frame(box, [0.4, 'muted']);
  }
}

/** The box of a verdict: a device is solid, discretion has a double line, an open question a broken one. */
export function verdictPath(outcome: OutcomeFrame, box: Box): string {
  switch (outcome) {
    case 'not-device':
      return frame(box, [0.9, 'ink']);
    case 'enforcement-discretion':
      return frame(box, [0.9, 'ink']) + frame(inset(box, 2.4), [0.4, 'ink']);
    case 'device':
      return fill(box, 'ink');
    case 'undetermined':
      return dashed(frame(box, [0.9, 'ink']), 3, 2);
    case 'category':
      return frame(box, [0.6, 'muted']);
  }
}

const inset = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x + by,
  y: y + by,
  width: width - 2 * by,
  height: height - 2 * by,
});
