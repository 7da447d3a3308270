import type { Segment } from './line';
import { hasWide, partsBetweenWide } from './wide';

/** What is never parted at the end of a line: the segments between two spaces. */
export interface Word {
  readonly segments: Segment[];
  width: number;
  /** The space before it; null where it begins a line of its own. */
  readonly space: Segment | null;
}

/** What is not parted from the word after it: an initial, a sign, `n`, `p`, `CI`, `CFR`, `USC`. */
const HOLDS_NEXT = /^[(“]?(?:\p{Lu}\.|n|p|CI|CFR|USC|[≥≤<>±=≈×§])$/u;

const holdsNext = (word: string): boolean => word.length <= 5 && HOLDS_NEXT.test(word);

type Measure = (part: string) => Segment;

/** Gathers words over the runs of a text: only a space or a line feed parts them, never a change of style. */
export class WordBuilder {
  readonly words: Word[] = [];
  private space: Segment | null = null;
  private open = false;

  /** Whether a space follows the last word. */
  get trailing(): boolean {
    return this.space !== null;
  }

  addText(text: string, measure: Measure): void {
    const lines = text.split('\n');
    lines.forEach((line, at) => {
      if (at > 0) this.breakLine(measure);
      this.addLine(line, measure);
    });
  }

  /** Adds segments that stay together, and with what touches them. */
  addAtoms(segments: readonly Segment[]): void {
    const word = this.current();
    for (const segment of segments) {
      word.segments.push(segment);
      word.width += segment.width;
    }
  }

  private addLine(line: string, measure: Measure): void {
    const parts = line.split(' ');
    parts.forEach((part, at) => {
      const glued = at > 0 && part !== '' && holdsNext(parts[at - 1]);
      if (glued) return this.addAtoms([measure(` ${part}`)]);
      if (at > 0) this.addSpace(measure);
      if (hasWide(part)) this.addWide(part, measure);
      else if (part !== '') this.addAtoms([measure(part)]);
    });
  }

  /** Words that no space parts: what is before them is a space without text or width. */
  private addWide(text: string, measure: Measure): void {
    partsBetweenWide(text).forEach((part, at) => {
      if (at > 0) {
        this.open = false;
        this.space = measure('');
      }
      this.addAtoms([measure(part)]);
    });
  }

  private addSpace(measure: Measure): void {
    this.open = false;
    if (this.words.length > 0) this.space = measure(' ');
  }

  private breakLine(measure: Measure): void {
    if (!this.open) this.words.push({ segments: [], width: 0, space: this.words.length > 0 ? measure(' ') : null });
    this.open = false;
    this.words.push({ segments: [], width: 0, space: null });
    this.open = true;
    this.space = null;
  }

  private current(): Word {
    const last = this.words.at(-1);
    if (this.open && last !== undefined) return last;
    const word: Word = { segments: [], width: 0, space: this.space };
    this.words.push(word);
    this.open = true;
    this.space = null;
    return word;
  }
}
