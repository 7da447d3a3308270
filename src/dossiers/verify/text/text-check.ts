import type { DossierDocument } from '../../blocks';
import { type Compared, Comparison, type Difference } from './compared';
import { type PageText } from './page-text';
import { UnreadablePdf } from '../../pdf/read/pdf-value';
import { ReadingOrder, type Stretch } from './reading-order';
import { Repeated } from './repeated';
import { saidIn } from './said-document';
import { Shown } from './shown';

/** What a comparison of the pages with the record comes to. */
export interface TextReport {
  readonly pages: number;
  /** How many characters were compared, without spaces. */
  readonly characters: number;
  readonly differences: readonly Difference[];
  /** Why the pages could not be read, where they could not. */
  readonly unreadable: string | null;
}

const AXIS = /^[\d.,%+\-–−]*$/;

/** So many differences are kept; one is enough not to rely on a file. */
const MOST = 50;

/**
 * Reads the pages as a viewer shows them, by a reader of their own code, and holds every word against what the record
 * says: the writer is not asked. Never throws for what is in the file.
 */
export function textReport(pdf: Buffer, document: DossierDocument): TextReport {
  const compared: Compared = { differences: [], homes: new Map(), printed: [] };
  let [pages, characters] = [0, 0];
  try {
    const beside = new Beside(document, compared.differences);
    const order = new ReadingOrder(pdf, (page, text) => beside.see(page, text));
    pages = order.pages;
    characters = compareParts(order, document, compared);
    for (const page of order.unclaimed()) beside.differs(page, 'text that belongs to nothing', '');
    beside.end(pages);
    comparePages(compared);
    return { pages, characters, differences: compared.differences.slice(0, MOST), unreadable: null };
  } catch (error) {
    if (!(error instanceof UnreadablePdf || error instanceof RangeError || error instanceof TypeError)) throw error;
    const unreadable = error instanceof UnreadablePdf ? error.message : 'its pages are damaged';
    return { pages, characters, differences: compared.differences.slice(0, MOST), unreadable };
  }
}

function compareParts(order: ReadingOrder, document: DossierDocument, compared: Compared): number {
  const parts = saidIn(document);
  let [at, characters] = [0, 0];
  for (const section of order.sections()) {
    const shown = new Shown(withoutAxes(section, compared.differences));
    characters += shown.text.length;
    const part = parts.at(at++);
    new Comparison(part?.texts ?? [], shown, compared).run();
  }
  for (const { title } of parts.slice(at)) {
    compared.differences.push({ page: 0, where: `the section “${title}”`, expected: title, found: '' });
  }
  return characters;
}

/** Drawings show numbers of an axis, which are for the eye; anything else in them is strange. */
function* withoutAxes(stretches: Iterable<Stretch>, into: Difference[]): Generator<Stretch> {
  for (const one of stretches) {
    if (!one.inFigure) yield one;
    else if (!AXIS.test(one.text)) into.push({ page: one.page, where: 'a figure', expected: '', found: one.text });
  }
}

/** A number of a page is that of the record’s home; a row may begin at the foot of the page before. */
function comparePages({ printed, homes, differences }: Compared): void {
  for (const { of, number, page, where } of printed) {
    const home = homes.get(of);
    if (home === undefined || home === number || home - 1 === number) continue;
    differences.push({ page, where, expected: `${of} on page ${home}`, found: `page ${number}` });
  }
}

/** Looks at what pages show beside their text. */
class Beside {
  private readonly repeated: Repeated;
  private readonly artifacts: (readonly [number, string])[] = [];

  constructor(
    document: DossierDocument,
    private readonly differences: Difference[],
  ) {
    this.repeated = new Repeated(document);
  }

  see(page: number, { artifacts, loose }: PageText): void {
    if (loose !== '') this.differs(page, 'text that belongs to nothing', loose);
    for (const text of artifacts) {
      if (/^Page\d+of\d+$/.test(text)) this.artifacts.push([page, text]);
      else if (!this.repeated.has(text)) this.differs(page, 'the head or the foot', text);
    }
  }

  /** Every page but the first has its number, and of how many. */
  end(pages: number): void {
    const seen = new Set<number>();
    for (const [page, text] of this.artifacts) {
      if (text === `Page${page}of${pages}` && !seen.has(page)) seen.add(page);
      else this.differs(page, 'the number of the page', text);
    }
    for (let page = 2; page <= pages; page++) if (!seen.has(page)) this.differs(page, 'the number of the page', '');
  }

  differs(page: number, where: string, found: string): void {
    if (this.differences.length < MOST) this.differences.push({ page, where, expected: '', found });
  }
}
