import type { Face } from './face';
import type { Ink } from './ink';

/** A stretch of text in one style. With `link` it leads to a record; with `pageOf` it is that record's page number. */
export interface Segment {
  readonly face: Face;
  readonly size: number;
  readonly ink: Ink;
  readonly text: string;
  readonly width: number;
  readonly link?: string;
  readonly pageOf?: string;
  /** White on a black bar: what stood there is withheld. */
  readonly bar?: boolean;
}

/** What is set on one line. A page number is not yet known when the line is broken; room is kept for three digits. */
export interface Line {
  readonly segments: readonly Segment[];
  readonly width: number;
}

/** A line under construction; neighbours in one style grow together. */
export class LineBuilder implements Line {
  readonly segments: Segment[] = [];
  width = 0;

  /** A space after the last word: it takes no room, and parts the word from the next line for those who listen or copy. */
  trail(): void {
    const last = this.segments.at(-1);
    if (last === undefined) return;
    const plain = last.link === undefined && last.pageOf === undefined;
    if (plain) this.segments[this.segments.length - 1] = { ...last, text: `${last.text} ` };
    else this.segments.push({ face: last.face, size: last.size, ink: last.ink, text: ' ', width: 0 });
  }

  add(segment: Segment): void {
    this.width += segment.width;
    const last = this.segments.at(-1);
    if (last !== undefined && joins(last, segment)) {
      this.segments[this.segments.length - 1] = {
        ...last,
        text: last.text + segment.text,
        width: last.width + segment.width,
      };
    } else this.segments.push(segment);
  }
}

const joins = (a: Segment, b: Segment): boolean =>
  a.face === b.face &&
  a.size === b.size &&
  a.ink === b.ink &&
  a.bar === b.bar &&
  a.link === b.link &&
  a.pageOf === undefined &&
  b.pageOf === undefined;
