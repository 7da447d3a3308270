import { bottomOf, type Composition, type Piece } from './compose';
import { cutAt } from './cut';
import { plainText, TextDrawer } from './draw-text';
import type { PageFrame } from './frame';
import { BEAT, HEADING_ROOM, LIVE, snap, type Paper } from './grid';
import { HeldHeadings } from './held-headings';
import { Page } from './page';
import { rule } from './paths';
import type { Press } from './press';
import { repeatedHeading, type Record } from './repeated-heading';

/** What the head of a page names. */
export interface Running {
  readonly number: string;
  readonly title: string;
}

/** What a block that goes on over a page does at the foot of the old page and at the head of the new one. */
export interface Spanning {
  readonly leave: () => void;
  readonly enter: () => void;
}

/** The pages as they fill: where the next line goes, and what happens at the foot of a page. */
export class PageFlow {
  readonly pages: Page[] = [];
  /** From the top of the live area. */
  y = 0;
  /** Where this page's text ends at the latest; higher up on the cover. */
  floor: number = LIVE.height;
  running: Running = { number: '', title: '' };
  /** The record whose heading is repeated on the next page. */
  record: Record | undefined;
  spanning: Spanning | undefined;
  readonly held = new HeldHeadings();
  private top = 0;

  constructor(
    readonly press: Press,
    private readonly paper: Paper,
    private readonly frame: PageFrame,
  ) {}

  get page(): Page {
    return this.pages[this.pages.length - 1];
  }

  /** How far the live area is below the upper edge of the paper. */
  get pageTop(): number {
    return this.paper.height - this.paper.top;
  }

  get room(): number {
    return this.floor - this.y;
  }

  get atTop(): boolean {
    return this.y <= this.top;
  }

  /** A page without head and foot, for the cover. */
  bare(): void {
    this.frame.warn(this.open());
  }

  /** A new page; it repeats the heading of the record that goes on, with space below for what has no rule of its own. */
  turn({ goesOn = true, ruled = false }: { readonly goesOn?: boolean; readonly ruled?: boolean } = {}): void {
    this.spanning?.leave();
    this.frame.surround(this.open(), this.running.number, this.running.title);
    if (goesOn && this.record !== undefined) this.repeat(this.record, ruled ? 0 : BEAT);
    this.spanning?.enter();
    this.top = this.y;
  }

  /** Turns the page when less than this is left; `ruled` where what comes begins with a rule of its own. */
  need(height: number, ruled = false): void {
    this.release(height);
    if (height > this.room && !this.atTop) this.turn({ ruled });
  }

  /** Draws the headings that wait, on a new page when `height` does not fit below them here. */
  release(height: number): void {
    if (this.held.empty) return;
    const { headings, gap } = this.held.take();
    const heads = headings.reduce((sum, heading) => sum + heading.height, gap);
    const least = headings[0].beginsRecord ? HEADING_ROOM : 0;
    const wanted = heads + Math.max(least, Math.min(height, LIVE.height / 2));
    if (wanted > this.room && !this.atTop) this.turn({ goesOn: !headings[0].beginsRecord });
    for (const heading of headings) heading.draw();
    this.y += gap;
  }

  /** Space before a block, to the grid; none at the head of a page. */
  gap(height: number): void {
    if (height === 0) return;
    if (!this.held.empty) this.held.space(height);
    else if (!this.atTop) this.y = snap(this.y + height);
  }

  /** Draws a composition in one piece where a page can hold it, and otherwise goes on over the break. */
  place(composition: Composition, whole = true): void {
    const { height, pieces } = composition;
    this.release(whole ? height : Math.min(height, HEADING_ROOM));
    if (height > this.room && whole && !this.atTop) {
      if (height <= LIVE.height - 2 * BEAT || this.room < HEADING_ROOM) this.turn(composition);
    }
    if (height > this.room) this.split(composition);
    else this.drawSpan(composition, pieces, { from: 0, first: true, last: true });
  }

  draw(pieces: readonly Piece[], shift: number): void {
    new TextDrawer(this.page, this.press.tree, this.press.homes).draw(pieces, shift);
  }

  /** Text that repeats what is tagged elsewhere. */
  artifact(pieces: readonly Piece[], shift: number): void {
    this.page.decorate(plainText(pieces, shift));
  }

  /** Makes this place the home of a record. */
  settle(id: string): void {
    const top = Math.min(this.page.fromFoot(this.y - BEAT), this.paper.height);
    this.press.homes.settle(id.normalize('NFC'), { pageNumber: this.page.number, pageId: this.page.id, top });
  }

  private open(): Page {
    if (this.pages.length > 0) this.page.close();
    const page = new Page(this.press, this.pages.length + 1, this.paper);
    this.pages.push(page);
    this.y = this.top = 0;
    this.floor = LIVE.height;
    return page;
  }

  private repeat(record: Record, space: number): void {
    const pieces = repeatedHeading(this.press, record);
    this.artifact(pieces, 0);
    this.page.decorate(rule(0, bottomOf(pieces), LIVE.width, [0.25, 'line']));
    this.y = bottomOf(pieces) + space;
  }

  private split(composition: Composition): void {
    let rest = composition.pieces;
    let from = 0;
    let first = true;
    const lines = new Set(rest.slice(0, composition.running ?? 0));
    while (composition.height - from > this.room) {
      const running = rest.filter((piece) => lines.has(piece)).length;
      const cut = cutAt(rest, { from, room: this.room, running, atTop: this.atTop });
      if (cut > from) {
        const here = new Set(rest.filter(({ y, height }) => y + height <= cut + 0.01));
        rest = rest.filter((piece) => !here.has(piece));
        this.drawSpan({ ...composition, height: cut }, [...here], { from, first, last: rest.length === 0 });
        if (rest.length === 0) return;
        from = Math.max(0, Math.min(...rest.map(({ y }) => y)) - 3);
        first = false;
      }
      this.turn(composition);
    }
    this.drawSpan(composition, rest, { from, first, last: true });
  }

  private drawSpan(
    { decorate, height }: Composition,
    pieces: readonly Piece[],
    { from, first, last }: { readonly from: number; readonly first: boolean; readonly last: boolean },
  ): void {
    const bottom = this.y + height - from;
    if (decorate !== undefined) this.page.decorate(decorate({ top: this.y, bottom, first, last }));
    this.draw(pieces, this.y - from);
    this.y = bottom;
  }
}
