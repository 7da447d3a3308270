import type { Paper } from './grid';
import { points } from './ink';
import type { KitReference } from './kit';
import type { Press } from './press';
import { pdfText } from './pdf-text';
import type { Element, TaggedPage } from './structure';

/** A link's place, from the upper left corner of the live area; known at the latest when the page is written. */
export interface LinkArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface LinkOnPage {
  readonly id: number;
  readonly key: number;
  readonly to: string;
  readonly area: LinkArea;
}

/** One page under work. It is written as soon as it is closed and no page number on it is still awaited. */
export class Page implements TaggedPage {
  readonly owners: number[] = [];
  readonly id: number;
  /** The stream with the page number, written when the count of pages is known. */
  readonly numberId: number;
  private readonly dictionary: KitReference;
  private readonly content: (string | (() => string))[];
  private readonly links: LinkOnPage[] = [];
  private readonly annotations: number[] = [];
  private readonly key: number;
  private awaited = 0;
  private closed = false;

  constructor(
    private readonly press: Press,
    readonly number: number,
    private readonly paper: Paper,
  ) {
    this.dictionary = press.file.kit.ref({ Type: 'Page', MediaBox: [0, 0, paper.width, paper.height] });
    this.id = this.dictionary.id;
    this.numberId = press.file.reserve();
    this.key = press.tree.key('null');
    this.content = [`1 0 0 1 ${paper.left} ${points(paper.top)} cm\n`];
    press.addPage(this.dictionary);
  }

  add(operators: string | (() => string)): void {
    this.content.push(operators);
  }

  /** What is seen and not read aloud: rules, frames, washes, marks whose word stands beside them. */
  decorate(operators: string): void {
    if (operators !== '') this.content.push(`/Artifact BMC\n${operators}EMC\n`);
  }

  pagination(subtype: 'Header' | 'Footer' | 'Watermark', operators: string): void {
    this.content.push(`/Artifact <</Type/Pagination/Subtype/${subtype}>> BDC\n${operators}EMC\n`);
  }

  /** Marked content of an element. */
  marked(element: Element, operators: string): void {
    this.content.push(`/${element.tag} <</MCID ${element.mark(this)}>> BDC\n${operators}EMC\n`);
  }

  /** Makes an element a link to a record's home; the area may be filled in later. */
  link(element: Element, to: string, area: LinkArea): void {
    const id = this.press.file.reserve();
    this.links.push({ id, key: this.press.tree.key(`${element.id} 0 R`), to, area });
    element.adoptObject(id, this);
  }

  /** Puts an annotation on the page that is written, and tagged, elsewhere. */
  annotate(id: number): void {
    this.annotations.push(id);
  }

  /** Holds the page back until the record has its home. */
  await(record: string): void {
    this.awaited++;
    this.press.homes.whenSettled(record, () => {
      this.awaited--;
      this.write();
    });
  }

  /** From the foot of the page, for destinations. */
  fromFoot(y: number): number {
    return Math.round((this.paper.top - y) * 100) / 100;
  }

  /** A box in the live area as it is in PDF space, for a figure's attributes. */
  box({ x, y, width, height }: LinkArea): string {
    const [left, top] = [this.paper.left + x, this.paper.top - y];
    return [left, top - height, left + width, top].map(points).join(' ');
  }

  close(): void {
    this.press.tree.settle(this.key, this);
    this.closed = true;
    this.write();
  }

  private write(): void {
    if (!this.closed || this.awaited > 0) return;
    const { file } = this.press;
    const part = `page ${this.number}`;
    const text = this.content.map((piece) => (typeof piece === 'string' ? piece : piece())).join('');
    const contentId = file.reserve();
    file.stream(contentId, '', Buffer.from(text, 'latin1'), part);
    for (const link of this.links) file.object(link.id, this.annotation(link), part);
    const annotations = [...this.links.map(({ id }) => id), ...this.annotations];
    Object.assign(this.dictionary.data, this.press.pageEntries(), {
      Contents: [file.reference(contentId), file.reference(this.numberId)],
      StructParents: this.key,
      Tabs: 'S',
      Annots: annotations.length > 0 ? annotations.map((id) => file.reference(id)) : undefined,
    });
    file.within(part, () => this.dictionary.end());
    this.content.length = 0;
  }

  private annotation({ key, to, area }: LinkOnPage): string {
    const contents = pdfText(`Go to ${to}`);
    return (
      `<</Type/Annot/Subtype/Link/Rect[${this.box(area)}]/Border[0 0 0]/F 4/StructParent ${key}` +
      `/Dest ${pdfText(to)}/Contents ${contents}>>`
    );
  }
}
