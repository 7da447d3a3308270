import type { Block } from '../blocks';
import { commandLines, washesOf } from './command';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import { marginPieces } from './margin';
import { hairline } from './prose';
import { baseline, TYPE } from './styles';

type Step = Extract<Block, { kind: 'step' }>;

/** One thing that a reader does: a numeral, a question, what to do, the commands, and in the margin what it proves. */
export function drawStep(galley: Galley, block: Step, end: boolean): void {
  const head = headPieces(galley, block);
  const y = bottomOf(head.filter(({ x }) => x > 0)) + 3;
  const lines = galley.press.type.lines(block.text, TYPE.body, ZONE.text.width);
  const text = stack(lines, { owner: galley.element('P'), x: ZONE.text.x, y, style: TYPE.body });
  const commands = commandPieces(galley, block, bottomOf([...head, ...text]));
  const margin = marginPieces(galley, block.margin, { y, base: baseline(TYPE.body) });
  const pieces = [...head, ...text, ...commands, ...margin];
  galley.place({
    pieces,
    height: bottomOf(pieces) + 8,
    ruled: true,
    decorate: ({ top, bottom, first, last }) =>
      (first ? hairline(top) : '') + (end && last ? hairline(bottom) : '') + (first ? washesOf(commands, top) : ''),
  });
}

function headPieces(galley: Galley, { numeral, title }: Step): Piece[] {
  const { type } = galley.press;
  const owner = galley.element(galley.headingTag(2));
  return [
    ...stack([type.line(`${numeral} `, TYPE.numeral)], { owner, x: 0, y: 1.5, style: TYPE.numeral }),
    ...stack(type.lines(title, TYPE.stepTitle, ZONE.text.width), {
      owner,
      x: ZONE.text.x,
      y: 5,
      style: TYPE.stepTitle,
    }),
  ];
}

function commandPieces(galley: Galley, { commands }: Step, from: number): Piece[] {
  const pieces: Piece[] = [];
  for (const command of commands) {
    const owner = galley.element('Code', galley.element('P'));
    const y = pieces.length === 0 ? from + 3 : bottomOf(pieces);
    pieces.push(...commandLines(galley, command, { owner, y }).pieces);
  }
  return pieces;
}
