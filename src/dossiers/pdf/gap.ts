import type { GapBlock, GapLevel, Run, Text } from '../blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import { citationText } from './margin';
import { frame, hatch } from './paths';
import { TYPE } from './styles';

const LEVELS: Readonly<Record<GapLevel, string>> = { error: 'Error', warning: 'Warning', note: 'Note' };

const TOP = 5.5;
const LEFT = { x: ZONE.wide.x + 18, width: 224 } as const;
const RIGHT = { label: ZONE.wide.x + 254, x: ZONE.wide.x + 290, width: 122 } as const;

/** Something missing, framed and hatched, with its level in words, what it affects, and who closes it. */
export function drawGap(galley: Galley, gap: GapBlock): void {
  const pieces = [...labelPieces(galley, gap), ...leftPieces(galley, gap), ...rightPieces(galley, gap)];
  const height = bottomOf(pieces) + 8;
  galley.need(height);
  galley.settle(gap.id);
  galley.outline.record(`${gap.id} ${gap.title}`, galley);
  galley.place({
    pieces,
    height,
    decorate: ({ top, bottom }) => {
      const box = { x: ZONE.wide.x, y: top, width: ZONE.wide.width, height: bottom - top };
      return (
        hatch({ ...box, width: 8 }, 2, 0.55) + frame({ ...box, width: 8 }, [0.6, 'ink']) + frame(box, [0.6, 'ink'])
      );
    },
  });
}

function labelPieces(galley: Galley, { id, level }: GapBlock): Piece[] {
  const { type } = galley.press;
  const owner = galley.element('P');
  const ids = stack(type.lines(`${id} `, TYPE.gapId, ZONE.label.width), { owner, x: 0, y: TOP, style: TYPE.gapId });
  const words = type.lines(LEVELS[level], TYPE.gapLevel, ZONE.label.width);
  return [...ids, ...stack(words, { owner, x: 0, y: bottomOf(ids) + 1, style: TYPE.gapLevel })];
}

function leftPieces(galley: Galley, { title, text }: GapBlock): Piece[] {
  const { type } = galley.press;
  const { x, width } = LEFT;
  const titles = stack(type.lines(title, TYPE.gapTitle, width), {
    owner: galley.element(galley.headingTag(2)),
    x,
    y: TOP,
    style: TYPE.gapTitle,
  });
  const lines = type.lines(text, TYPE.form, width);
  return [...titles, ...stack(lines, { owner: galley.element('P'), x, y: bottomOf(titles) + 3, style: TYPE.form })];
}

function rightPieces(galley: Galley, { affects, closes, cites }: GapBlock): Piece[] {
  const affected: Run[] = affects.flatMap((ref, at) => (at === 0 ? [{ ref }] : [', ', { ref }]));
  const rule: Run[] = cites.flatMap((cite, at) => [at === 0 ? '' : '; ', ...citationText(cite)]);
  const rows = (
    [
      ['Affects', affected],
      ['Closes', closes],
      ['Rule', rule],
    ] satisfies [string, Text][]
  ).filter(([, text]) => text.length > 0);
  const pieces: Piece[] = [];
  for (const [label, text] of rows) pieces.push(...sidePieces(galley, label, text, bottomOf(pieces)));
  return pieces;
}

function sidePieces(galley: Galley, label: string, text: Text, after: number): Piece[] {
  const { type } = galley.press;
  const owner = galley.element('P');
  const y = after === 0 ? TOP + 0.8 : after + 3;
  const labels = type.lines(`${label} `, TYPE.gapSideLabel, RIGHT.x - RIGHT.label - 2);
  return [
    ...stack(labels, { owner, x: RIGHT.label, y, style: TYPE.gapSideLabel }),
    ...stack(type.lines(text, TYPE.gapSide, RIGHT.width), { owner, x: RIGHT.x, y, style: TYPE.gapSide }),
  ];
}
