import type { Transcript } from '../proof-blocks';
import { bottomOf, stack, type Piece } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import type { Line } from './line';
import { fill } from './paths';
import { TYPE } from './styles';

const INDENT = 6;
const PAD = 4;
const STYLE = { ...TYPE.command, leading: 11 } as const;

/** A text as it is, on a wash over the wide zone, with what it is in the label zone; lines too long go on below. */
export function drawTranscript(galley: Galley, { label, lines }: Transcript): void {
  const { type } = galley.press;
  const name = galley.element('P');
  const owner = galley.element('Code', galley.element('P'));
  const named = stack(type.lines(label, TYPE.formLabel, ZONE.label.width), {
    ...{ owner: name, x: ZONE.label.x, y: PAD, style: TYPE.formLabel },
  });
  const text = stack(
    lines.flatMap((line) => broken(galley, line.normalize('NFC'))),
    { owner, x: ZONE.wide.x + INDENT, y: PAD, style: STYLE },
  );
  const pieces: Piece[] = [...named, ...text];
  galley.place({ pieces, height: bottomOf(pieces) + PAD, decorate: ({ top, bottom }) => washed(top, bottom) });
}

const washed = (top: number, bottom: number): string =>
  fill({ x: ZONE.wide.x, y: top, width: ZONE.wide.width, height: bottom - top }, 'wash');

/** Nothing is lost and nothing added: a copy of the lines, put together again, is the text. */
function broken(galley: Galley, text: string): Line[] {
  const { type } = galley.press;
  const room = Math.floor((ZONE.wide.width - 2 * INDENT) / type.segment('0', STYLE).width);
  const parts = text.match(new RegExp(`.{1,${room}}`, 'gu')) ?? [''];
  return parts.map((part) => {
    const segment = type.segment(part, STYLE);
    return { segments: part === '' ? [] : [segment], width: segment.width };
  });
}
