import type { FactBox, FactsBlock } from '../card-blocks';
import { bottomOf, stack, type Piece } from './compose';
import { BULLETED, type Galley } from './galley';
import { rule } from './paths';
import { baseline, TYPE } from './styles';

const BOX = { width: 160, gutter: 12, label: 46, value: 50 } as const;
const IN_A_ROW = 3;

/** Boxes of facts, three side by side under a rule; a row of boxes is never split where a page can hold it. */
export function drawFacts(galley: Galley, { boxes }: FactsBlock): void {
  for (let from = 0; from < boxes.length; from += IN_A_ROW) drawRow(galley, boxes.slice(from, from + IN_A_ROW));
}

const leftOf = (at: number): number => at * (BOX.width + BOX.gutter);

function drawRow(galley: Galley, boxes: readonly FactBox[]): void {
  const pieces = boxes.flatMap((box, at) => boxPieces(galley, box, leftOf(at)));
  const rules = (top: number): string => boxes.map((_, at) => rule(leftOf(at), top, BOX.width, [0.9, 'ink'])).join('');
  galley.place({
    pieces,
    height: bottomOf(pieces) + 6.5,
    ruled: true,
    decorate: ({ top, first }) => (first ? rules(top) : ''),
  });
}

function boxPieces(galley: Galley, { title, rows }: FactBox, x: number): Piece[] {
  const { type } = galley.press;
  const owner = galley.element(galley.headingTag(3));
  const pieces = stack(type.lines(title, TYPE.factTitle, BOX.width), { owner, x, y: 3, style: TYPE.factTitle });
  const list = galley.element('L', galley.parent, BULLETED);
  for (const { label, text } of rows) {
    const entry = galley.element('LI', list);
    const [name, body] = [galley.element('Lbl', entry), galley.element('LBody', entry)];
    const y = bottomOf(pieces) + 2.2;
    const base = baseline(TYPE.fact);
    const names = type.lines(`${label} `, TYPE.factLabel, BOX.label);
    const values = type.lines(text, TYPE.fact, BOX.width - BOX.value);
    pieces.push(...stack(names, { owner: name, x, y, style: TYPE.factLabel, base }));
    pieces.push(...stack(values, { owner: body, x: x + BOX.value, y, style: TYPE.fact }));
  }
  return pieces;
}
