import type { Said } from './said';
import type { Shown } from './shown';

/** A place where a page shows something else than the record says. */
export interface Difference {
  readonly page: number;
  /** Of what: `Table 8.2, row 3`. */
  readonly where: string;
  /** Without spaces; empty where the page shows something that no record says. */
  readonly expected: string;
  /** Without spaces; empty where the page lacks it. */
  readonly found: string;
}

/** The number of a record's page as it is printed, and where that is. */
export interface PrintedPage {
  readonly of: string;
  readonly number: number;
  readonly page: number;
  readonly where: string;
}

/** What a comparison comes to: what differs, where records are at home, and which numbers of pages are printed. */
export interface Compared {
  readonly differences: Difference[];
  readonly homes: Map<string, number>;
  readonly printed: PrintedPage[];
}

/** So far ahead a text is looked for after one that differs, in texts and in characters. */
const TEXTS_AHEAD = 80;
const CHARACTERS_AHEAD = 4000;
/** So many characters make sure that a text is the one that is looked for. */
const SURE = 12;

const literal = ({ parts }: Said): string => parts.filter((part) => typeof part === 'string').join('');

/** Holds what a part must print against what its pages show, in one walk; after a difference it finds its way again. */
export class Comparison {
  private at = 0;
  private readonly ahead: Said[] = [];
  private readonly source: Iterator<Said>;

  constructor(
    texts: Iterable<Said>,
    private readonly shown: Shown,
    private readonly into: Compared,
  ) {
    this.source = texts[Symbol.iterator]();
  }

  run(): void {
    for (let said = this.next(); said !== undefined; said = this.next()) {
      const end = this.match(said);
      if (end === null) this.recover(said);
      else this.at = end;
    }
    const rest = this.shown.text.slice(this.at);
    if (rest !== '') this.differs({ where: 'the end of a section', expected: '', found: rest });
  }

  private next(): Said | undefined {
    const first = this.ahead.shift();
    if (first !== undefined) return first;
    const taken = this.source.next();
    return taken.done === true ? undefined : taken.value;
  }

  /** Where a text ends that stands here; null where it does not. */
  private match({ parts, where, home }: Said): number | null {
    const { text } = this.shown;
    const pages: PrintedPage[] = [];
    let at = this.at;
    for (const part of parts) {
      if (typeof part === 'string') {
        if (!text.startsWith(part, at)) return null;
        at += part.length;
        continue;
      }
      const digits = /^\d+/.exec(text.slice(at, Math.min(this.shown.endAt(at), at + 9)))?.[0];
      if (digits === undefined) return null;
      pages.push({ of: part.pageOf, number: Number(digits), page: this.shown.pageAt(at), where });
      at += digits.length;
    }
    this.into.printed.push(...pages);
    if (home !== undefined && !this.into.homes.has(home)) this.into.homes.set(home, this.shown.pageAt(this.at));
    return at;
  }

  /** Looks for the next text that is shown again; what is between was to be shown and is not, or the other way round. */
  private recover(said: Said): void {
    const { text } = this.shown;
    const missed: Said[] = [said];
    this.fill();
    for (let skip = 0; skip <= this.ahead.length; skip++) {
      const probe = this.probe(skip);
      const found = probe === '' ? -1 : text.slice(this.at, this.at + CHARACTERS_AHEAD).indexOf(probe);
      if (found !== -1) {
        const expected = [...missed, ...this.ahead.splice(0, skip)].map(literal).join(' ');
        this.differs({ where: said.where, expected, found: text.slice(this.at, this.at + found) });
        this.at += found;
        return;
      }
    }
    const expected = [...missed, ...this.ahead.splice(0)].map(literal).join(' ');
    this.differs({ where: said.where, expected, found: text.slice(this.at) });
    this.at = text.length;
    while (this.next() !== undefined);
  }

  private fill(): void {
    while (this.ahead.length < TEXTS_AHEAD) {
      const taken = this.source.next();
      if (taken.done === true) return;
      this.ahead.push(taken.value);
    }
  }

  /** Enough of the texts from there on to be sure of the place; empty where they say too little. */
  private probe(from: number): string {
    let probe = '';
    for (const said of this.ahead.slice(from)) {
      for (const part of said.parts) {
        if (typeof part !== 'string') return probe.length >= SURE / 2 ? probe : '';
        probe += part;
      }
      if (probe.length >= SURE) return probe;
    }
    return probe;
  }

  private differs(difference: Omit<Difference, 'page'>): void {
    this.into.differences.push({ page: this.shown.pageAt(this.at), ...difference });
  }
}
