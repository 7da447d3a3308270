import type { Block } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { LIVE, ZONE } from './grid';
import { marginPieces, marginTexts } from './margin';
import { hairline } from './prose';
import type { Element } from './structure';
import { baseline, TYPE } from './styles';

type Form = Extract<Block, { kind: 'form' }>;

const PAD = 3;

/**
 * Labels and what they say, a line between the rows. A form of at most half a page stays whole, of a longer one the last
 * row is not alone on a page, and a row is never split unless a page cannot hold it.
 */
export function drawForm(galley: Galley, { rows }: Form): void {
  const list = galley.element('L');
  const set = rows.map((row) => rowPieces(galley, row, list));
  const heights = set.map((pieces) => bottomOf(pieces) + PAD);
  const total = sum(heights);
  set.forEach((pieces, at) => {
    const end = at === rows.length - 1;
    if (at === 0 && total <= LIVE.height / 2) galley.need(total, true);
    if (at === rows.length - 2) galley.need(sum(heights.slice(at)), true);
    galley.place({
      pieces,
      height: heights[at],
      ruled: true,
      decorate: ({ top, bottom, last }) => hairline(top) + (end && last ? hairline(bottom) : ''),
    });
  });
}

const sum = (heights: readonly number[]): number => heights.reduce((all, height) => all + height, 0);

function rowPieces(galley: Galley, { label, text, margin, cites }: Form['rows'][number], list: Element): Piece[] {
  const { type } = galley.press;
  const entry = galley.element('LI', list);
  const [name, body] = [galley.element('Lbl', entry), galley.element('LBody', entry)];
  const base = baseline(TYPE.form);
  const names = type.lines(label, TYPE.formLabel, ZONE.label.width);
  const digest = typeof text === 'object' && 'sha256' in text;
  const lines = digest ? type.digest(text.sha256, 7.5, ZONE.text.width) : type.lines(text, TYPE.form, ZONE.text.width);
  return [
    ...stack(names, { owner: name, x: ZONE.label.x, y: PAD, style: TYPE.formLabel, base }),
    ...stack(lines, { owner: body, x: ZONE.text.x, y: PAD, style: TYPE.form }),
    ...marginPieces(galley, marginTexts(margin, cites), { y: PAD, base, parent: body }),
  ];
}
