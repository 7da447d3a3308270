import { PageTexts, type PageText } from './page-text';
import { PdfObjects } from './pdf-objects';
import {
  type Dictionary,
  isDictionary,
  isList,
  isReference,
  type Reference,
  UnreadablePdf,
  type Value,
} from '../../pdf/read/pdf-value';

/** A stretch of text that one element of the structure holds, on one page. */
export interface Stretch {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** In a drawing: numbers of an axis, which no record says. */
  readonly inFigure: boolean;
}

interface Place {
  readonly page: number | undefined;
  readonly inFigure: boolean;
}

const PAGES_KEPT = 32;

/** A dossier’s text in the order in which it is read aloud: that of its structure (ISO 32000-1 §14.7), section by section. */
export class ReadingOrder {
  readonly pages: number;
  private readonly objects: PdfObjects;
  private readonly texts: PageTexts;
  private readonly pageIds: number[] = [];
  private readonly numbers = new Map<number, number>();
  private readonly read = new Map<number, PageText>();
  private readonly visited: Uint8Array;
  /** Of each page its marked contents that have not been reached. */
  private readonly unreached = new Map<number, Set<number>>();

  /** `seen` is told of each page once, when it is read first. */
  constructor(
    pdf: Buffer,
    private readonly seen: (page: number, text: PageText) => void,
  ) {
    this.objects = new PdfObjects(pdf);
    this.texts = new PageTexts(this.objects);
    this.visited = new Uint8Array(this.objects.references.size);
    this.findPages(this.catalog.get('Pages'), 0);
    this.pages = this.pageIds.length;
  }

  /** The sections, each with its text; a section is to be read to its end before the next. */
  *sections(): Generator<Generator<Stretch>> {
    const root = this.objects.dictionary(this.catalog.get('StructTreeRoot'), 'the structure');
    const [document] = kidsOf(root);
    for (const section of kidsOf(this.objects.dictionary(document, 'the structure'))) {
      yield this.below(section, { page: undefined, inFigure: false });
    }
  }

  /** The pages on which something is marked that no element claims; to be asked when everything was read. */
  unclaimed(): number[] {
    return this.pageIds.flatMap((_, at) => {
      const open = this.unreached.get(at + 1);
      if (open?.size === 0) return [];
      const { marked } = this.page(at + 1);
      return [...(this.unreached.get(at + 1) ?? [])].some((mcid) => marked.get(mcid) !== '') ? [at + 1] : [];
    });
  }

  private get catalog(): Dictionary {
    return this.objects.dictionary(this.objects.references.entry('Root'), 'the catalog');
  }

  private findPages(node: Value | undefined, depth: number): void {
    if (!isReference(node) || depth > 32 || this.numbers.has(node.ref))
      throw new UnreadablePdf('the pages cannot be told');
    const dictionary = this.objects.dictionary(node, 'the list of pages');
    if (dictionary.get('Type') === '/Page') this.numbers.set(node.ref, this.pageIds.push(node.ref));
    else for (const kid of kidsOf(dictionary, 'Kids')) this.findPages(kid, depth + 1);
  }

  private *below(kid: Value, place: Place): Generator<Stretch> {
    if (typeof kid === 'number') yield* this.content(kid, place);
    else if (isReference(kid)) yield* this.element(kid, place);
    else if (isDictionary(kid) && kid.get('Type') === '/MCR') {
      yield* this.content(kid.get('MCID') as number, { ...place, page: this.pageOf(kid.get('Pg')) ?? place.page });
    }
  }

  private *element({ ref }: Reference, place: Place): Generator<Stretch> {
    if (this.visited[ref] === 1) throw new UnreadablePdf('the structure leads in a circle');
    this.visited[ref] = 1;
    const element = this.objects.dictionary({ ref }, 'the structure');
    const own = {
      page: this.pageOf(element.get('Pg')) ?? place.page,
      inFigure: place.inFigure || element.get('S') === '/Figure',
    };
    for (const kid of kidsOf(element)) yield* this.below(kid, own);
  }

  private *content(mcid: number, { page, inFigure }: Place): Generator<Stretch> {
    if (page === undefined) throw new UnreadablePdf('a content is on no page');
    const { marked } = this.page(page);
    const text = marked.get(mcid);
    if (text === undefined || this.unreached.get(page)?.delete(mcid) !== true) {
      throw new UnreadablePdf(`page ${page} has not the content that the structure names`);
    }
    if (text !== '') yield { page, text, inFigure };
  }

  private pageOf(page: Value | undefined): number | undefined {
    return isReference(page) ? this.numbers.get(page.ref) : undefined;
  }

  private page(number: number): PageText {
    const kept = this.read.get(number);
    if (kept !== undefined) return kept;
    const text = this.texts.read(this.objects.dictionary({ ref: this.pageIds[number - 1] }, `page ${number}`));
    if (this.read.size >= PAGES_KEPT) this.read.delete([...this.read.keys()][0]);
    this.read.set(number, text);
    if (this.unreached.has(number)) return text;
    this.unreached.set(number, new Set(text.marked.keys()));
    this.seen(number, text);
    return text;
  }
}

function kidsOf(dictionary: Dictionary, name = 'K'): readonly Value[] {
  const kids = dictionary.get(name);
  if (kids === undefined) return [];
  return isList(kids) ? kids : [kids];
}
