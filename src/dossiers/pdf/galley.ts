import type { PageFrame } from './frame';
import type { Paper } from './grid';
import { Outline } from './outline';
import { PageFlow, type Running } from './page-flow';
import type { Press } from './press';
import type { Element, Tag } from './structure';

/** The attributes of a list whose labels are signs, not numbers. */
export const BULLETED = '/A<</O/List/ListNumbering/Disc>>';

/** The pages under work, with what a section counts and the structure elements that its blocks open. */
export class Galley extends PageFlow {
  /** The element that blocks hang under. */
  parent: Element;
  readonly outline: Outline;
  private headed = false;
  private readonly opened: Element[] = [];
  private counts = { table: 0, figure: 0 };

  constructor(press: Press, paper: Paper, frame: PageFrame) {
    super(press, paper, frame);
    this.parent = press.tree.document;
    this.outline = new Outline(press.file.kit.outline, paper.width);
  }

  /** Begins a section; its tables and figures are counted anew. */
  begin(running: Running): void {
    this.running = running;
    this.parent = this.press.tree.open('Sect', this.press.tree.document);
    this.record = undefined;
    this.headed = false;
    this.counts = { table: 0, figure: 0 };
  }

  /** Ends a section, with whatever is still open. */
  end(): void {
    this.release(0);
    this.closeBlock();
    this.parent.close();
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

  /** An element under the current one, closed with the block. */
  element(tag: Tag, parent = this.parent, attributes = ''): Element {
    return this.closing(this.press.tree.open(tag, parent, attributes));
  }

  /** An element that is closed with the block. */
  closing(element: Element): Element {
    this.opened.push(element);
    return element;
  }

  /** Closes what the block has opened. */
  closeBlock(): void {
    for (const element of this.opened) element.close();
    this.opened.length = 0;
  }
}
