import type { Block, DrawnSection } from '../blocks';
import { homeIdsOf } from '../home-ids';
import { pdfText, textBytes } from './pdf-text';

export interface Home {
  readonly pageNumber: number;
  readonly pageId: number;
  /** From the foot of the page, in PDF space. */
  readonly top: number;
}

/** A section whose blocks can be walked more than once. */
export interface GatheredSection extends DrawnSection {
  readonly blocks: readonly Block[];
}

/** Where a section itself is at home; no record is named so. */
export const sectionHome = (number: number): string => `section ${number}`;

/** The sections with their blocks at hand; rows of tables stay where they are. */
export const gather = (sections: readonly DrawnSection[]): GatheredSection[] =>
  sections.map((section) => ({ ...section, blocks: [...section.blocks] }));

/** Each record's one home: known by name from the start, by page once it is drawn. */
export class Homes {
  private readonly expected = new Set<string>();
  private readonly found = new Map<string, Home>();
  private readonly waiting = new Map<string, (() => void)[]>();

  constructor(sections: readonly GatheredSection[]) {
    for (const { number, blocks } of sections) {
      this.expected.add(sectionHome(number));
      for (const block of blocks) for (const id of homeIdsOf(block)) this.expected.add(id.normalize('NFC'));
    }
  }

  has(id: string): boolean {
    return this.expected.has(id);
  }

  pageOf(id: string): number | undefined {
    return this.found.get(id)?.pageNumber;
  }

  /** The first place that claims a record is its home; later ones are not. */
  settle(id: string, home: Home): void {
    if (this.found.has(id)) return;
    this.found.set(id, home);
    for (const tell of this.waiting.get(id) ?? []) tell();
    this.waiting.delete(id);
  }

  whenSettled(id: string, tell: () => void): void {
    const others = this.waiting.get(id);
    if (others === undefined) this.waiting.set(id, [tell]);
    else others.push(tell);
  }

  /** The pages of the records, without the sections. */
  pages(): Record<string, number> {
    const records = [...this.found].filter(([id]) => !id.startsWith('section '));
    return Object.fromEntries(records.map(([id, home]) => [id, home.pageNumber]));
  }

  /** A name tree of destinations in the order of their bytes. */
  destinations(): string {
    const entries = [...this.found].sort(([a], [b]) => Buffer.compare(textBytes(a), textBytes(b)));
    const pairs = entries.map(([id, { pageId, top }]) => `${pdfText(id)}[${pageId} 0 R/XYZ 0 ${top} null]`);
    return `<</Names[${pairs.join('\n')}]>>`;
  }
}
