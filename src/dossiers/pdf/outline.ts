import type { Galley } from './galley';
import type { KitOutline } from './kit';

/** The bookmarks: sections, and under them the titles of records and gaps. */
export class Outline {
  private current: KitOutline;

  constructor(
    private readonly root: KitOutline,
    private readonly pageWidth: number,
  ) {
    this.current = root;
  }

  section(title: string, galley: Galley): void {
    this.current = this.add(this.root, title, galley);
  }

  record(title: string, galley: Galley): void {
    this.add(this.current, title, galley);
  }

  /** The library counts the left edge from the right, and the top from the top. */
  private add(parent: KitOutline, title: string, { page, pages, y, pageTop }: Galley): KitOutline {
    const top = Math.max(0, Math.round(pageTop + y - 13));
    const clean = title.normalize('NFC').replace(/\n/g, ' ');
    return parent.addItem(clean, { pageNumber: pages.indexOf(page), fit: false, top, left: this.pageWidth });
  }
}
