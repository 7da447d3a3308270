/** A value of PDF (ISO 32000-1 §7.3), as far as it matters here: what is not a container stays as it is written. */
export type PdfValue =
  | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, PdfValue> }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'reference'; readonly id: number }
  | { readonly kind: 'plain'; readonly text: string };

/** The bytes are not what they must be; in words that go on after “it cannot be read: ”. */
export class UnreadablePdf extends Error {}

const MAX_DEPTH = 20;
const SPACE = /[\0\t\n\f\r ]*/y;
const REFERENCE = /(\d{1,10}) 0 R(?![A-Za-z0-9])/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const PLAIN = /[+\-.\dA-Za-z]+/y;
const HEX = /<[0-9A-Fa-f\0\t\n\f\r ]*>/y;

/** Reads one value after the other out of text in which each character is a byte. */
class Reader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new UnreadablePdf('its values are nested too deep');
    this.skip();
    if (this.text.startsWith('<<', this.at)) return this.dictionary(depth);
    if (this.text[this.at] === '[') return this.array(depth);
    const reference = this.match(REFERENCE);
    if (reference !== null) return { kind: 'reference', id: Number(reference[1]) };
    const text =
      this.text[this.at] === '(' ? this.literal() : (this.match(HEX) ?? this.match(NAME) ?? this.match(PLAIN))?.[0];
    if (text === undefined) throw new UnreadablePdf('a value in it is none');
    return { kind: 'plain', text };
  }

  private dictionary(depth: number): PdfValue {
    const entries = new Map<string, PdfValue>();
    for (this.at += 2, this.skip(); !this.text.startsWith('>>', this.at); this.skip()) {
      const name = this.match(NAME)?.[1];
      if (name === undefined || entries.has(name)) throw new UnreadablePdf('a dictionary in it is none');
      entries.set(name, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dictionary', entries };
  }

  private array(depth: number): PdfValue {
    const items: PdfValue[] = [];
    for (this.at += 1, this.skip(); this.text[this.at] !== ']'; this.skip()) items.push(this.value(depth + 1));
    this.at += 1;
    return { kind: 'array', items };
  }

  /** A string in parentheses, which may nest and be escaped. */
  private literal(): string {
    const from = this.at;
    let open = 0;
    do {
      const character = this.text[this.at];
      if (character === undefined) throw new UnreadablePdf('a string in it has no end');
      if (character === '\\') this.at += 1;
      open += character === '(' ? 1 : character === ')' ? -1 : 0;
      this.at += 1;
    } while (open > 0);
    return this.text.slice(from, this.at);
  }

  private skip(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }
}

/** The value that begins at a place, and where it ends. Throws `UnreadablePdf`. */
export function valueAt(text: string, from: number): { readonly value: PdfValue; readonly end: number } {
  const reader = new Reader(text, from);
  return { value: reader.value(), end: reader.at };
}

/** The entries of a dictionary; throws for another value. */
export function entriesOf(value: PdfValue | undefined): ReadonlyMap<string, PdfValue> {
  if (value?.kind !== 'dictionary') throw new UnreadablePdf('a dictionary that it must have is not there');
  return value.entries;
}

export function itemsOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value?.kind !== 'array') throw new UnreadablePdf('an array that it must have is not there');
  return value.items;
}

export function referenceOf(value: PdfValue | undefined): number {
  if (value?.kind !== 'reference') throw new UnreadablePdf('a reference that it must have is not there');
  return value.id;
}

/** A whole number of at most fifteen digits. */
export function numberOf(value: PdfValue | undefined): number {
  if (value?.kind !== 'plain' || !/^\d{1,15}$/.test(value.text)) throw new UnreadablePdf('a number in it is none');
  return Number(value.text);
}
