import { LineBuilder, type Line, type Segment } from './line';
import type { Word } from './words';

/**
 * Breaks words into lines no wider than `width`: at spaces; a longer word after a joint, or at the last digit that fits.
 * `trailing` keeps a space after the last word.
 */
export function wrap(words: readonly Word[], width: number, trailing = false): Line[] {
  const lines: LineBuilder[] = [];
  let line: LineBuilder | undefined;
  for (const word of words) {
    const space = word.space?.width ?? 0;
    if (line !== undefined && word.space !== null && line.width + space + word.width <= width + 0.01) {
      if (line.width > 0) line.add(word.space);
    } else {
      if (word.space?.text !== '') line?.trail();
      line = new LineBuilder();
      lines.push(line);
    }
    if (word.width > width + 0.01) line = addLong(lines, line, word, width);
    else for (const segment of word.segments) line.add(segment);
  }
  if (trailing) line?.trail();
  return lines;
}

function addLong(lines: LineBuilder[], first: LineBuilder, word: Word, width: number): LineBuilder {
  let line = first;
  const fresh = (): LineBuilder => {
    line = new LineBuilder();
    lines.push(line);
    return line;
  };
  for (const segment of word.segments) {
    let rest: Segment | undefined = segment;
    while (rest !== undefined) {
      const [head, tail]: readonly [Segment | undefined, Segment | undefined] = part(rest, width - line.width, width);
      if (head !== undefined) line.add(head);
      if (tail !== undefined) fresh();
      rest = tail;
    }
  }
  return line;
}

/** A segment parted so that its head fits into `room`; a reference is never parted, and neither is a single character. */
function part(segment: Segment, room: number, full: number): readonly [Segment | undefined, Segment | undefined] {
  if (segment.width <= room + 0.01) return [segment, undefined];
  const whole = segment.link !== undefined || segment.pageOf !== undefined;
  if (whole) return room < full ? [undefined, segment] : [segment, undefined];
  const at = breakPoint(segment, room);
  if (at === 0) return room < full ? [undefined, segment] : cut(segment, firstCharacter(segment.text));
  return cut(segment, at);
}

const firstCharacter = (text: string): number => ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);

function cut(segment: Segment, at: number): readonly [Segment, Segment | undefined] {
  const piece = (text: string): Segment => ({ ...segment, text, width: segment.face.measure(text, segment.size) });
  return [piece(segment.text.slice(0, at)), at < segment.text.length ? piece(segment.text.slice(at)) : undefined];
}

/** How much of a long word goes on this line: up to a joint such as `/` or `-`, digests by whole groups of eight. */
function breakPoint({ text, face, size }: Segment, room: number): number {
  let width = 0;
  let fits = 0;
  let joint = 0;
  for (const character of text) {
    width += face.measure(character, size);
    if (width > room) break;
    fits += character.length;
    if (/[/\-_.:,;=&?@+)]/.test(character)) joint = fits;
  }
  if (/^[0-9a-f]{32,}$/.test(text) && fits > 8) return fits - (fits % 8);
  return joint > fits / 2 ? joint : fits;
}
