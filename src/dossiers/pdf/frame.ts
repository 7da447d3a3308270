import type { DossierDocument } from '../blocks';
import { textAt } from './draw-text';
import { LIVE } from './grid';
import { INKS } from './ink';
import type { Line } from './line';
import type { Page } from './page';
import { fill, frame, hatch, rule } from './paths';
import { drawLegend } from './legend';
import type { Press } from './press';
import { stripPath } from './strip';

const TAG = { face: 'sansB', size: 6.8 } as const;
const TAG_HEIGHT = 10.4;
const WARNING = 'DRAFT   not issued   not for use as a record   ';

/** A page, and the section whose name stands at its head. */
export interface PlaceOfPage {
  readonly page: number;
  readonly section: string;
  readonly title: string;
}

/** What stands around the live area of every page: head and foot, tags, the strip, and the words of a draft. */
export class PageFrame {
  private readonly foot: string;
  private readonly draft: string;
  private readonly legend: string;

  constructor(
    private readonly press: Press,
    private readonly document: DossierDocument,
    private readonly watch: (place: PlaceOfPage) => void = () => undefined,
  ) {
    this.foot = press.form('Foot', this.drawFoot());
    const warning = document.rendition?.warning ?? (document.status.draft ? WARNING : '');
    this.draft = warning === '' ? '' : press.form('Draft', this.drawDraft(warning));
    this.legend = document.legend === undefined ? '' : press.form('Legend', drawLegend(press, document.legend));
  }

  /** Head and foot of an inner page; `number` is bold before the title. */
  surround(page: Page, number: string, title: string): void {
    this.watch({ page: page.number, section: number, title });
    const head = this.headLine(number, title);
    const tags = this.tags(-29, this.state(`Issued ${this.document.status.issuedOn}`));
    page.pagination('Header', textAt(head.segments, 0, -29) + tags + rule(0, -21, LIVE.width, [0.5, 'ink']));
    page.pagination('Footer', this.foot);
    if (this.legend !== '') page.pagination('Header', this.legend);
    this.warn(page);
  }

  /** In the outer margin, turned: it is never laid over the text. */
  warn(page: Page): void {
    if (this.draft !== '') page.pagination('Watermark', this.draft);
  }

  /** The page numbers, once their count is known; each is a stream of its own, so that no page is held back for it. */
  number(pages: readonly Page[]): void {
    for (const page of pages) {
      if (page.number === 1) this.press.file.stream(page.numberId, '', Buffer.alloc(0), 'page 1');
      else this.numberPage(page, pages.length);
    }
  }

  /** What the file is, in two words: a rendition or a draft says so, and is no record. */
  state(issued: string): string {
    const { rendition, status } = this.document;
    return rendition?.tag ?? (status.draft ? 'Draft – not issued' : issued);
  }

  /** The tags from the right edge, on a baseline. */
  tags(base: number, state: string): string {
    const isRecord = this.document.rendition === undefined && !this.document.status.draft;
    const how = isRecord ? 'open' : 'solid';
    if (!this.document.status.illustrative) return this.tag(state, LIVE.width, base, how);
    const right = LIVE.width - this.tagWidth('Illustrative data', 'hatched') - 5;
    return this.tag(state, right, base, how) + this.tag('Illustrative data', LIVE.width, base, 'hatched');
  }

  private tagWidth(text: string, how: 'open' | 'solid' | 'hatched'): number {
    return this.press.type.segment(text, { ...TAG, ink: 'ink' }).width + (how === 'hatched' ? 11.1 : 9);
  }

  private tag(text: string, right: number, base: number, how: 'open' | 'solid' | 'hatched'): string {
    const width = this.tagWidth(text, how);
    const box = { x: right - width, y: base - 7.6, width, height: TAG_HEIGHT };
    const segment = this.press.type.segment(text, { ...TAG, ink: how === 'solid' ? 'white' : 'ink' });
    const ground =
      how === 'solid' ? fill(box, 'ink') : how === 'hatched' ? hatch({ ...box, width: 4.6 }, 2.4, 0.55) : '';
    return (
      ground +
      frame(box, [0.6, 'ink']) +
      textAt([{ ...segment, text: `${text} ` }], box.x + (how === 'hatched' ? 6.6 : 4.5), base)
    );
  }

  private headLine(number: string, title: string): Line {
    const style = { face: 'sans', size: 7.5, leading: 10, ink: 'ink', refs: 'prose' } as const;
    const { type } = this.press;
    const line = type.lines(title, style, LIVE.width - 160)[0];
    if (number === '') return line;
    const lead = [type.segment(number, { ...style, face: 'sansB' }), type.segment('   ', style)];
    return { segments: [...lead, ...line.segments], width: line.width };
  }

  private drawFoot(): string {
    const { foot, recordSha256 } = this.document;
    const { type } = this.press;
    const style = { face: 'sans', size: 7, leading: 8, ink: 'ink', refs: 'prose' } as const;
    const muted = { ...style, ink: 'muted' } as const;
    const version = type.lines([{ text: foot.version, style: 'strong' }], style, 210)[0];
    const left = [...version.segments, type.segment('   ', style), type.segment(foot.dossierId, style)];
    const sentence = type.lines(foot.sentence, muted, 300).slice(0, 3);
    return (
      rule(0, 668, LIVE.width, [0.5, 'ink']) +
      textAt(left, 0, 679) +
      sentence.map(({ segments }, at) => textAt(segments, 0, 688 + 8 * at)).join('') +
      stripPath(recordSha256, { x: 309, y: 671.5, width: 128, height: 8.5 }) +
      textAt([type.segment(`record ${recordSha256.slice(0, 8)}`, muted)], 309, 688)
    );
  }

  private drawDraft(warning: string): string {
    const { face, ...text } = this.press.type.segment(warning.repeat(3).trim(), {
      face: 'sansB',
      size: 8,
      ink: 'alarm',
    });
    return `BT 0 1 -1 0 -20 -650 Tm /${face.name} 8 Tf ${INKS.alarm} rg${face.show(text.text, 8)} ET\n`;
  }

  private numberPage(page: Page, count: number): void {
    const style = { face: 'sans', size: 7.5, leading: 10, ink: 'ink', refs: 'prose' } as const;
    const strong = { text: String(page.number), style: 'strong' } as const;
    const line = this.press.type.line(['Page ', strong, ` of ${count}`], style);
    const drawn = textAt(line.segments, LIVE.width - line.width, 679);
    const operators = `/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n${drawn}EMC\n`;
    this.press.file.stream(page.numberId, '', Buffer.from(operators, 'latin1'), `page ${page.number}`);
  }
}
