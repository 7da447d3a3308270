import type { Font } from 'fontkit';
import { MissingGlyph } from './missing-glyph';

/** What this writer uses of pdfkit's font that is embedded as a subset. */
export interface SubsetFont {
  readonly font: Font;
  readonly id: string;
  readonly scale: number;
  readonly subset: { readonly glyphs: number[]; includeGlyph(glyph: number): number };
  readonly widths: number[];
  readonly unicode: number[][];
  ref(): { toString(): string };
  finalize(): void;
}

interface Glyph {
  /** In thousandths of the type size. */
  readonly advance: number;
  readonly code: string;
}

/** Characters that print nothing and change how others are read: controls, joiners, directions, soft hyphen. */
const isUnprintable = (codePoint: number): boolean =>
  codePoint < 0x20 ||
  (codePoint >= 0x7f && codePoint <= 0x9f) ||
  codePoint === 0xad ||
  codePoint === 0x61c ||
  (codePoint >= 0x200b && codePoint <= 0x200f) ||
  (codePoint >= 0x2028 && codePoint <= 0x202e) ||
  (codePoint >= 0x2060 && codePoint <= 0x206f) ||
  codePoint === 0xfeff;

const TABLED = 0x2300;

/** One face in one file: code points to glyphs of the subset, and their widths. Throws `MissingGlyph`, never prints a blank. */
export class Face {
  private readonly low: (Glyph | undefined)[] = new Array<Glyph | undefined>(TABLED);
  private readonly high = new Map<number, Glyph>();

  constructor(
    readonly name: string,
    readonly subset: SubsetFont,
  ) {}

  /** The width of a text in points at a size. */
  measure(text: string, size: number): number {
    let advance = 0;
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      advance += this.glyph(codePoint, text).advance;
    }
    return (advance * size) / 1000;
  }

  /** The text as the hexadecimal operand of `Tj`. */
  encode(text: string): string {
    let codes = '';
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      codes += this.glyph(codePoint, text).code;
    }
    return codes;
  }

  private glyph(codePoint: number, text: string): Glyph {
    const found = codePoint < TABLED ? this.low[codePoint] : this.high.get(codePoint);
    if (found !== undefined) return found;
    const glyph = this.include(codePoint, text);
    if (codePoint < TABLED) this.low[codePoint] = glyph;
    else this.high.set(codePoint, glyph);
    return glyph;
  }

  private include(codePoint: number, text: string): Glyph {
    if (isUnprintable(codePoint)) throw new MissingGlyph(codePoint, text);
    const { font, scale, subset, widths, unicode } = this.subset;
    const drawn = font.glyphForCodePoint(codePoint);
    if (drawn.id === 0) throw new MissingGlyph(codePoint, text);
    // Two characters of one glyph (a space, a no-break space) get a code each, so that a copy gives each back as it was.
    const first = subset.includeGlyph(drawn.id);
    const code = unicode[first] === undefined ? first : subset.glyphs.push(drawn.id) - 1;
    widths[code] = drawn.advanceWidth * scale;
    unicode[code] = [codePoint];
    return { advance: drawn.advanceWidth * scale, code: code.toString(16).padStart(4, '0') };
  }
}
