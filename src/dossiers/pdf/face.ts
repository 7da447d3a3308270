import type { Font } from 'fontkit';
import { points } from './ink';
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
  /** The name of the font that has it: the face’s own, or that of a fallback. */
  readonly font: string;
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

/** Scripts that are set letter after letter from left to right; others want shaping that is not done here. */
const SET_PLAINLY =
  /[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{scx=Armenian}\p{scx=Georgian}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Common}\p{sc=Inherited}]/u;

const TABLED = 0x2300;

/**
 * One face in one file: code points to glyphs of the subset, and their widths; what its font lacks comes from others.
 * Throws `MissingGlyph`, never prints a blank.
 */
export class Face {
  private readonly low: (Glyph | undefined)[] = new Array<Glyph | undefined>(TABLED);
  private readonly high = new Map<number, Glyph>();

  constructor(
    readonly name: string,
    readonly subset: SubsetFont,
    private readonly fallbacks: () => Iterable<Face> = () => [],
  ) {
    // The library forgets to bring the first width, that of the glyph for what is missing, to thousandths.
    subset.widths[0] = subset.font.getGlyph(0).advanceWidth * subset.scale;
  }

  /** Whether a character of it is drawn anywhere; a font that was only asked is not embedded. */
  get isUsed(): boolean {
    return this.subset.subset.glyphs.length > 1;
  }

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

  /** The operators that show the text where this face is set at this size; it is set again after letters of another. */
  show(text: string, size: number): string {
    let operators = '';
    let codes = '';
    let font = this.name;
    for (let at = 0; at < text.length; at++) {
      const codePoint = text.codePointAt(at) ?? 0;
      if (codePoint > 0xffff) at++;
      const glyph = this.glyph(codePoint, text);
      if (glyph.font !== font) {
        if (codes !== '') operators += ` <${codes}> Tj`;
        codes = '';
        operators += ` /${(font = glyph.font)} ${points(size)} Tf`;
      }
      codes += glyph.code;
    }
    return `${operators} <${codes}> Tj${font === this.name ? '' : ` /${this.name} ${points(size)} Tf`}`;
  }

  private has(codePoint: number): boolean {
    return this.subset.font.glyphForCodePoint(codePoint).id !== 0;
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
    if (!this.has(codePoint)) return this.borrow(codePoint, text);
    const { font, scale, subset, widths, unicode } = this.subset;
    const drawn = font.glyphForCodePoint(codePoint);
    // Two characters of one glyph (a space, a no-break space) get a code each, so that a copy gives each back as it was.
    const first = subset.includeGlyph(drawn.id);
    const code = unicode[first] === undefined ? first : subset.glyphs.push(drawn.id) - 1;
    widths[code] = drawn.advanceWidth * scale;
    unicode[code] = [codePoint];
    return { advance: drawn.advanceWidth * scale, code: code.toString(16).padStart(4, '0'), font: this.name };
  }

  private borrow(codePoint: number, text: string): Glyph {
    if (SET_PLAINLY.test(String.fromCodePoint(codePoint))) {
      for (const other of this.fallbacks()) if (other.has(codePoint)) return other.glyph(codePoint, text);
    }
    throw new MissingGlyph(codePoint, text);
  }
}
