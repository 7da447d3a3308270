import type { Run, Text } from '../blocks';
import type { Face } from './face';
import type { FaceKey } from './faces';
import { isWithheld, WITHHELD } from '../withheld';
import { LineBuilder, type Line, type Segment } from './line';
import { digestLines } from './digest-lines';
import { emphasis, strong, type TextStyle } from './styles';
import { WordBuilder, type Word } from './words';
import { wrap } from './wrap';

/** The text with a space after it, so that it does not run into what is read next. */
export const spaced = (text: Text): Text => (typeof text === 'string' ? `${text} ` : [...text, ' ']);

const DIGEST = { face: 'mono', leading: 10, ink: 'ink', refs: 'prose' } as const;

/** Room that is kept for a page number while the page is not yet known. */
const PAGE_ROOM = '888';

/** Turns texts into measured words and lines. Text is normalised (NFC); a line feed breaks the line. */
export class Typesetter {
  /** Whether marks of withheld fields are set as black bars. */
  bars = false;

  constructor(
    private readonly faceOf: (key: FaceKey) => Face,
    private readonly hasHome: (id: string) => boolean,
  ) {}

  lines(text: Text, style: TextStyle, width: number): Line[] {
    const { words, trailing } = this.build(text, style);
    return wrap(words, width, trailing);
  }

  /** The text on one line, however long. */
  line(text: Text, style: TextStyle): Line {
    const joined = new LineBuilder();
    for (const { segments } of this.lines(text, style, Infinity)) segments.forEach((segment) => joined.add(segment));
    return joined;
  }

  segment(text: string, style: Pick<TextStyle, 'face' | 'size' | 'ink'>): Segment {
    const face = this.faceOf(style.face);
    return { face, size: style.size, ink: style.ink, text, width: face.measure(text, style.size) };
  }

  digest(sha256: string, size: number, width: number): Line[] {
    if (this.bars && isWithheld(sha256)) return this.lines(sha256, { ...DIGEST, size }, width);
    return digestLines(sha256, [this.faceOf('mono'), this.faceOf('monoB')], { size, width });
  }

  words(text: Text, style: TextStyle): Word[] {
    return this.build(text, style).words;
  }

  private build(text: Text, style: TextStyle): WordBuilder {
    const builder = new WordBuilder();
    for (const run of typeof text === 'string' ? [text] : text) this.addRun(builder, run, style);
    return builder;
  }

  private addRun(builder: WordBuilder, run: Run, style: TextStyle): void {
    if (typeof run === 'string') this.addText(builder, run.normalize('NFC'), style);
    else if ('ref' in run) builder.addAtoms(this.reference(run.ref.normalize('NFC'), run.page === true, style));
    else {
      this.addText(builder, run.text.normalize('NFC'), styled(style, run.style));
    }
  }

  /** A text with a bar for each mark in it, where marks are bars. */
  private addText(builder: WordBuilder, text: string, style: TextStyle): void {
    const parts = this.bars ? text.split(WITHHELD) : [text];
    parts.forEach((part, at) => {
      if (at % 2 === 0) builder.addText(part, (piece) => this.segment(piece, style));
      else builder.addAtoms([this.bar(part, style.size)]);
    });
  }

  private bar(number: string, size: number): Segment {
    return { ...this.segment(` withheld ${number} `, { face: 'sans', size: size * 0.86, ink: 'white' }), bar: true };
  }

  private reference(id: string, page: boolean, style: TextStyle): Segment[] {
    const size = style.face.startsWith('serif') ? style.size * 0.93 : style.size;
    if (!this.hasHome(id))
      return [this.segment(id, { face: 'sansB', size, ink: style.ink === 'white' ? 'white' : 'ink' })];
    const ink = style.ink === 'white' ? 'white' : 'accent';
    const part = (text: string, face: FaceKey): Segment => ({
      ...this.segment(text, { face, size, ink }),
      link: id,
    });
    if (!page) return [part(id, 'sansB')];
    const number = { ...part(PAGE_ROOM, 'sans'), pageOf: id };
    if (style.refs === 'cell') return [part(id, 'sansB'), part(' · ', 'sans'), number];
    return [part(id, 'sansB'), part(' (p ', 'sans'), number, part(')', 'sans')];
  }
}

function styled(style: TextStyle, how: 'strong' | 'emphasis' | 'mono' | 'muted'): TextStyle {
  if (how === 'strong') return { ...style, face: strong(style.face) };
  if (how === 'emphasis') return { ...style, face: emphasis(style.face) };
  if (how === 'muted') return { ...style, ink: 'muted' };
  return { ...style, face: 'mono', size: style.size * 0.92 };
}
