import type { Block } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import { marginPieces, marginTexts } from './margin';
import { hairline } from './prose';
import type { Element } from './structure';
import { baseline, TYPE } from './styles';

type Form = Extract<Block, { kind: 'form' }>;

const PAD = 3;

/** Labels and what they say, a line between the rows; a row is never split unless a page cannot hold it. */
export function drawForm(galley: Galley, { rows }: Form): void {
  const list = galley.element('L');
  rows.forEach((row, at) => {
    const pieces = rowPieces(galley, row, list);
    const end = at === rows.length - 1;
    galley.place({
      pieces,
      height: bottomOf(pieces) + PAD,
      ruled: true,
      decorate: ({ top, bottom, last }) => hairline(top) + (end && last ? hairline(bottom) : ''),
    });
  });
}

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
