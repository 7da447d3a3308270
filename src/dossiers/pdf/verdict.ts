import type { Block } from '../blocks';
import { bottomOf, stack } from './compose';
import type { Galley } from './galley';
import { HEADING_ROOM, ZONE } from './grid';
import { verdictPath } from './marks';
import { TYPE } from './styles';

const INDENT = 11;

/** The outcome in its frame: one line, a double line, or solid ink; the words say the same. It is never alone at the foot. */
export function drawVerdict(galley: Galley, { outcome, title, detail }: Extract<Block, { kind: 'verdict' }>): void {
  const { type } = galley.press;
  const ink = outcome === 'device' ? 'white' : undefined;
  const [head, small] = [
    { ...TYPE.verdict, ink: ink ?? TYPE.verdict.ink },
    { ...TYPE.verdictDetail, ink: ink ?? TYPE.verdictDetail.ink },
  ];
  const width = ZONE.wide.width - 2 * INDENT;
  const x = ZONE.wide.x + INDENT;
  const titles = stack(type.lines(title, head, width), { owner: galley.element('P'), x, y: 4.5, style: head });
  const details = type.lines(detail, small, width);
  const pieces = [
    ...titles,
    ...stack(details, { owner: galley.element('P'), x, y: bottomOf(titles) + 1.4, style: small }),
  ];
  const height = bottomOf(pieces) + 6;
  galley.need(height + HEADING_ROOM);
  galley.place({
    pieces,
    height,
    decorate: ({ top, bottom }) =>
      verdictPath(outcome, { x: ZONE.wide.x, y: top, width: ZONE.wide.width, height: bottom - top }),
  });
}
