import type { Text } from '../blocks';
import { bottomOf, stack, type Composition, type Piece } from './compose';
import { cutAt } from './cut';
import { TextDrawer, plainText } from './draw-text';
import type { PageFrame } from './frame';
import { BEAT, HEADING_ROOM, LIVE, ZONE, snap, type Paper } from './grid';
import { Outline } from './outline';
import { Page } from './page';
import { rule } from './paths';
import type { Press } from './press';
import type { Element, Tag } from './structure';
import { TYPE } from './styles';

/** What the head of a page names, and what goes on when a record runs over to the next one. */
export interface Running {
  readonly number: string;
  readonly title: string;
}

/** What a block that goes on over a page does at the foot of the old page and at the head of the new one. */
export interface Spanning {
  readonly leave: () => void;
  readonly enter: () => void;
}

/** A heading that waits for the block below it, so that it is never alone at the foot. */
export interface Held {
  readonly height: number;
  readonly beginsRecord: boolean;
  readonly draw: () => void;
}

/** The pages as they fill: where the next line goes, and what happens at the foot of a page. */
export class Galley {
  readonly pages: Page[] = [];
  /** From the top of the live area. */
  y = 0;
  /** The record whose heading is repeated on the next page. */
  record: { readonly id: string | undefined; readonly title: string } | undefined;
  /** The element that blocks hang under. */
  parent: Element;
  running: Running = { number: '', title: '' };
  spanning: Spanning | undefined;
  /** Whether the section has a heading of the second level yet. */
  headed = false;
  readonly outline: Outline;
  /** Where this page's text ends at the latest; higher up on the cover. */
  floor: number = LIVE.height;
  private top = 0;
  private readonly opened: Element[] = [];
  private counts = { table: 0, figure: 0 };
  private held: Held[] = [];
  private heldGap = 0;

  constructor(
    readonly press: Press,
    private readonly paper: Paper,
    private readonly frame: PageFrame,
  ) {
    this.parent = press.tree.document;
    this.outline = new Outline(press.file.kit.outline, paper.width);
  }

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

  /** A page without a frame, for the cover. */
  bare(): Page {
    if (this.pages.length > 0) this.page.close();
    const page = new Page(this.press, this.pages.length + 1, this.paper);
    this.pages.push(page);
    this.y = this.top = 0;
    this.frame.warn(page);
    return page;
  }

  /** A new page; it repeats the heading of the record that goes on, with space below for what has no rule of its own. */
  turn({ goesOn = true, ruled = false }: { readonly goesOn?: boolean; readonly ruled?: boolean } = {}): void {
    this.spanning?.leave();
    if (this.pages.length > 0) this.page.close();
    const page = new Page(this.press, this.pages.length + 1, this.paper);
    this.pages.push(page);
    this.frame.surround(page, this.running.number, this.running.title);
    this.y = 0;
    this.floor = LIVE.height;
    if (goesOn && this.record !== undefined) {
      this.repeatRecord(this.record);
      if (!ruled) this.y += BEAT;
    }
    this.spanning?.enter();
    this.top = this.y;
  }

  /** Turns the page when less than this is left. */
  need(height: number): void {
    this.release(height);
    if (height > this.room && !this.atTop) this.turn();
  }

  /** Keeps a heading until it is known what comes below it. */
  hold(heading: Held): void {
    this.held.push(heading);
  }

  /** Draws the headings that wait, on a new page when `height` does not fit below them here. */
  release(height: number): void {
    const { held, heldGap } = this;
    if (held.length === 0) return;
    this.held = [];
    this.heldGap = 0;
    const heads = held.reduce((sum, heading) => sum + heading.height, heldGap);
    const least = held[0].beginsRecord ? HEADING_ROOM : 0;
    const wanted = heads + Math.max(least, Math.min(height, LIVE.height / 2));
    if (wanted > this.room && !this.atTop) this.turn({ goesOn: !held[0].beginsRecord });
    for (const heading of held) heading.draw();
    this.y += heldGap;
  }

  /** Space before a block, to the grid; none at the head of a page. */
  gap(height: number): void {
    if (height === 0) return;
    if (this.held.length > 0) this.heldGap += height;
    else if (!this.atTop) this.y = snap(this.y + height);
  }

  /** Draws a composition in one piece where a page can hold it, and otherwise goes on over the break. */
  place(composition: Composition, whole = true): void {
    this.release(whole ? composition.height : Math.min(composition.height, HEADING_ROOM));
    if (composition.height > this.room && whole && !this.atTop) {
      if (composition.height <= LIVE.height - 13 || this.room < HEADING_ROOM) this.turn(composition);
    }
    if (composition.height <= this.room)
      this.drawSpan(composition, composition.pieces, { from: 0, first: true, last: true });
    else this.split(composition);
  }

  /** Begins a section; its tables and figures are counted anew. */
  begin(running: Running, parent: Element): void {
    this.running = running;
    this.parent = parent;
    this.record = undefined;
    this.headed = false;
    this.counts = { table: 0, figure: 0 };
  }

  /** The number of the next table or figure of the section: `8.2`. */
  number(of: 'table' | 'figure'): string {
    return `${this.running.number}.${++this.counts[of]}`;
  }

  /** The tag of a heading; a level is never skipped (ISO 14289-1 §7.4). */
  headingTag(level: 2 | 3): Tag {
    const tag = level === 3 && this.headed ? 'H3' : 'H2';
    this.headed = true;
    return tag;
  }

  /** Elements that are closed with the block that opened them. */
  closing(...elements: readonly Element[]): void {
    this.opened.push(...elements);
  }

  /** Closes what the block has opened. */
  closeBlock(): void {
    for (const element of this.opened) element.close();
    this.opened.length = 0;
  }

  /** An element under the current one, closed with the block. */
  element(tag: Tag, parent = this.parent, attributes = ''): Element {
    const element = this.press.tree.open(tag, parent, attributes);
    this.opened.push(element);
    return element;
  }

  draw(pieces: readonly Piece[], shift: number): void {
    new TextDrawer(this.page, this.press.tree, this.press.homes).draw(pieces, shift);
  }

  /** Makes this place the home of a record. */
  settle(id: string, y = this.y): void {
    const top = Math.min(this.page.fromFoot(y - BEAT), this.paper.height);
    this.press.homes.settle(id.normalize('NFC'), { pageNumber: this.page.number, pageId: this.page.id, top });
  }

  private split(composition: Composition): void {
    let rest = composition.pieces;
    let from = 0;
    let first = true;
    while (composition.height - from > this.room) {
      const cut = cutAt(rest, {
        from,
        room: this.room,
        running: first ? (composition.running ?? 0) : 0,
        atTop: this.atTop,
      });
      if (cut > from) {
        const here = rest.filter(({ y, height }) => y + height <= cut + 0.01);
        rest = rest.filter((piece) => !here.includes(piece));
        this.drawSpan({ ...composition, height: cut }, here, { from, first, last: rest.length === 0 });
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

  private repeatRecord({ id, title }: { readonly id: string | undefined; readonly title: string }): void {
    const { type } = this.press;
    const text: Text = [title, ' ', { text: '(continued)', style: 'emphasis' }];
    const owner = this.parent;
    const name =
      id === undefined ? [] : type.lines(id, { ...TYPE.continued, face: 'sansB', size: 8, ink: 'accent' }, 80);
    const pieces = [
      ...stack(name.slice(0, 1), { owner, x: ZONE.label.x, y: 0, style: TYPE.continued }),
      ...stack(type.lines(text, TYPE.continued, ZONE.wide.width), {
        owner,
        x: ZONE.wide.x,
        y: 0,
        style: TYPE.continued,
      }),
    ];
    this.artifact(pieces, 0);
    this.y = bottomOf(pieces);
    this.page.decorate(rule(0, this.y, LIVE.width, [0.25, 'line']));
  }

  /** Text that repeats what is tagged elsewhere. */
  artifact(pieces: readonly Piece[], shift: number): void {
    this.page.decorate(plainText(pieces, shift));
  }
}
