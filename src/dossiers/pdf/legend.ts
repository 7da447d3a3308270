import type { PageMarks } from '../card-blocks';
import { textAt } from './draw-text';
import { LIVE } from './grid';
import type { Press } from './press';

const STYLE = { face: 'sansB', size: 6.8, leading: 8, ink: 'ink', refs: 'prose' } as const;

/** The baselines of the last line, between the rules of head or foot and the text. */
const LAST_LINE = { head: -8, foot: 663 } as const;

/** More would run into the text. */
const MOST_LINES = 2;

/** The words of confidentiality of every page; throws where they are too many to stand there whole. */
export function drawLegend(press: Press, { text, place }: NonNullable<PageMarks['legend']>): string {
  const lines = press.type.lines(text, STYLE, LIVE.width);
  if (lines.length > MOST_LINES) throw new Error(`The legend has ${lines.length} lines, and ${MOST_LINES} fit`);
  return lines.map(({ segments }, at) => textAt(segments, 0, LAST_LINE[place] - 8 * (lines.length - 1 - at))).join('');
}
