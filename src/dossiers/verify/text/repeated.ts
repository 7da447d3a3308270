import type { Block, DossierDocument } from '../../blocks';
import { headsOfMetrics } from './said-card';
import { squeezed } from './page-text';

const WARNING = 'DRAFT not issued not for use as a record '.repeat(3);

/** What pages repeat around the text: heads and feet, headings of records and heads of tables that go on. */
export class Repeated {
  private readonly whole = new Set<string>();
  private readonly beginnings: string[] = [];

  constructor(document: DossierDocument) {
    const { foot, recordSha256, status, sections } = document;
    this.add(WARNING);
    this.add(document.legend?.text ?? '');
    this.add(`${foot.version}${foot.dossierId}${foot.sentence}record ${recordSha256.slice(0, 8)}`);
    const state = status.draft ? 'Draft – not issued' : `Issued ${status.issuedOn}`;
    const tags = squeezed(`${state}${status.illustrative ? 'Illustrative data' : ''}`);
    for (const title of ['Contents', ...sections.map(({ number, title: own }) => `${number}${own}`)]) {
      this.whole.add(squeezed(title) + tags);
      this.beginnings.push(squeezed(title), tags);
    }
    for (const { number, blocks } of sections) this.addBlocks(number, [...blocks]);
  }

  /** Whether a page may show this beside what it says. */
  has(text: string): boolean {
    return this.whole.has(text) || this.isCutHead(text);
  }

  /** A title that is longer than a line is cut in the head. */
  private isCutHead(text: string): boolean {
    for (let at = 0; at < this.beginnings.length; at += 2) {
      const [title, tags] = [this.beginnings[at], this.beginnings[at + 1]];
      const own = text.slice(0, -tags.length);
      if (text.endsWith(tags) && own.length > 12 && title.startsWith(own)) return true;
    }
    return false;
  }

  private addBlocks(section: number, blocks: readonly Block[]): void {
    let [tables, figures] = [0, 0];
    for (const block of blocks) {
      if (block.kind === 'heading') this.addHeading(block.id ?? '', block.text);
      if (block.kind === 'table') {
        this.add(`Table ${section}.${++tables}${block.caption}(continued)`);
        this.add(block.columns.map(({ head, unit = '' }) => head + unit).join(''));
      }
      if (block.kind === 'metrics') {
        this.add(`Table ${section}.${++tables}${block.caption}(continued)`);
        this.add(headsOfMetrics(block).flat().join(''));
      }
      if (block.kind === 'interval-plot') {
        this.add(`Figure ${section}.${++figures}${block.caption}(continued)`);
        const heads = [
          block.labelHead ?? 'Set',
          'n',
          block.valueHead,
          block.intervalHead,
          'Evidence',
          block.axis.title,
        ];
        this.add(heads.join(''));
      }
    }
  }

  /** Of an id that is longer than a line only its beginning is repeated. */
  private addHeading(id: string, title: string): void {
    for (let end = id.length; end >= Math.min(id.length, 6); end--) this.add(`${id.slice(0, end)}${title}(continued)`);
  }

  private add(text: string): void {
    this.whole.add(squeezed(text));
  }
}
