import type { Composition, Piece } from './compose';
import { bottomOf, stack } from './compose';
import type { Galley } from './galley';
import { ZONE } from './grid';
import type { Line } from './line';
import { fill } from './paths';
import type { Element } from './structure';
import { TYPE } from './styles';
import { columnsOf } from './wide';

const INDENT = 6;

/** A command as somebody types it, on a wash; its spaces are kept, so that a copy runs. */
export function drawCommand(galley: Galley, text: string): void {
  const owner = galley.element('Code', galley.element('P'));
  galley.place(commandLines(galley, text, { owner, y: 0 }));
}

/** A command at a place inside a larger composition. */
export function commandLines(
  galley: Galley,
  text: string,
  { owner, y }: { readonly owner: Element; readonly y: number },
): Composition {
  const lines = brokenCommand(galley, text.normalize('NFC'));
  const pieces = stack(lines, { owner, x: ZONE.text.x + INDENT, y, style: TYPE.command });
  return { pieces, height: bottomOf(pieces), decorate: ({ top, bottom }) => washed(top, bottom) };
}

/** The ground of a command. */
export const washed = (top: number, bottom: number): string =>
  fill({ x: ZONE.text.x, y: top, width: ZONE.text.width, height: bottom - top }, 'wash');

/** The washes of commands inside a larger composition, as far as one page shows them. */
export const washesOf = (commands: readonly Piece[], shift: number): string =>
  commands.map(({ y, height }) => washed(y + shift, y + shift + height)).join('');

function brokenCommand(galley: Galley, text: string): Line[] {
  const { type } = galley.press;
  const digit = type.segment('0', TYPE.command).width;
  const room = Math.floor((ZONE.text.width - 2 * INDENT) / digit);
  const lines: Line[] = [];
  for (let rest of text.split('\n')) {
    do {
      const fits = fitting(rest, room);
      const space = fits < rest.length ? rest.lastIndexOf(' ', fits - 1) + 1 : 0;
      const at = space > 0 ? space : fits;
      const segment = type.segment(rest.slice(0, at), TYPE.command);
      lines.push({ segments: segment.text === '' ? [] : [segment], width: segment.width });
      rest = rest.slice(at);
    } while (rest !== '');
  }
  return lines;
}

/** How much of a text fits into so many columns. */
function fitting(text: string, room: number): number {
  let columns = 0;
  let at = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > room) return at;
    at += character.length;
  }
  return at;
}
