import type { Block } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import { BULLETED, type Galley } from './galley';
import { ZONE } from './grid';
import { marginPieces, marginTexts } from './margin';
import { MARK_WORDS, markPath } from './marks';
import { rule } from './paths';
import { baseline, TYPE } from './styles';

type Criterion = Extract<Block, { kind: 'criterion' }>;

const TOP = 4;

/** One criterion of a determination: its number and mark, the test, the facts with who stated them, the reasons, the law. */
export function drawCriterion(galley: Galley, block: Criterion): void {
  const body = bodyPieces(galley, block);
  const margin = marginPieces(galley, marginTexts([], block.cites), { y: TOP, base: baseline(TYPE.statement) });
  const pieces = [...labelPieces(galley, block), ...body, ...margin];
  galley.place({
    pieces,
    height: bottomOf(pieces) + 8,
    ruled: true,
    decorate: ({ top }) => rule(0, top, ZONE.full.width, [0.5, 'ink']),
  });
}

function labelPieces(galley: Galley, { label, mark }: Criterion): Piece[] {
  const { type } = galley.press;
  const owner = galley.element('P');
  const name = stack(type.lines(`${label} `, TYPE.criterion, ZONE.label.width), {
    owner,
    x: 0,
    y: TOP,
    style: TYPE.criterion,
  });
  if (mark === undefined) return name;
  const words = type.lines(MARK_WORDS[mark], TYPE.markWord, ZONE.label.width - 11.2);
  const marked = stack(words, { owner, x: 11.2, y: bottomOf(name) + 2.5, style: TYPE.markWord });
  return [...name, { ...marked[0], beside: (base) => markPath(mark, 0, base) }, ...marked.slice(1)];
}

function bodyPieces(galley: Galley, { test, facts, rationale }: Criterion): Piece[] {
  const { type } = galley.press;
  const pieces = stack(type.lines(test, TYPE.statement, ZONE.text.width), {
    owner: galley.element('P'),
    x: ZONE.text.x,
    y: TOP,
    style: TYPE.statement,
  });
  const list = facts.length === 0 ? undefined : galley.element('L', galley.parent, BULLETED);
  let y = bottomOf(pieces) + 4;
  for (const fact of facts) {
    const entry = galley.element('LI', list);
    const [label, body] = [galley.element('Lbl', entry), galley.element('LBody', entry)];
    const lines = type.lines(fact, TYPE.form, ZONE.text.width - 11);
    const bullet = { owner: label, x: ZONE.text.x + 1, y, style: TYPE.form };
    pieces.push(...stack([type.line('·', { ...TYPE.form, face: 'sansB', size: 9 })], bullet));
    pieces.push(...stack(lines, { owner: body, x: ZONE.text.x + 11, y, style: TYPE.form }));
    y = bottomOf(pieces) + 1.5;
  }
  if (rationale === undefined) return pieces;
  const lines = type.lines(rationale, TYPE.body, ZONE.text.width);
  return [
    ...pieces,
    ...stack(lines, { owner: galley.element('P'), x: ZONE.text.x, y: bottomOf(pieces) + 4.5, style: TYPE.body }),
  ];
}
