import type { Icon } from '../../http/pages/icons';
import type { DrawnMarks } from '../../evidence/charts/draw/draw-chart';
import type { Block } from '../blocks';
import { type Html, markup } from './markup';

export type Plot = Extract<Block, { kind: 'interval-plot' }>;

/** What the page gives to who draws its sections. */
export interface Ground {
  /** Where the icons are. */
  readonly sprite: string;
  /** The ids of all records that have a home on the page. */
  readonly homes: ReadonlySet<string>;
  /** The plots of the section, drawn. */
  readonly plots: ReadonlyMap<Plot, DrawnMarks>;
  /** Where a gap is mended, as people go there; null where no page is known. */
  readonly mends: (gap: Extract<Block, { kind: 'gap' }>) => string | null;
}

/** Draws one section: knows what is where, counts its tables and figures, and gives each id out once. */
export class HtmlPress {
  private readonly counts = { Table: 0, Figure: 0 };

  constructor(
    private readonly section: number,
    private readonly ground: Ground,
    private readonly settled: Set<string>,
  ) {}

  /** `Table 4.2`: counted within the section, as in the PDF. */
  number(kind: 'Table' | 'Figure'): string {
    this.counts[kind] += 1;
    return `${kind} ${this.section}.${this.counts[kind]}`;
  }

  has(id: string): boolean {
    return this.ground.homes.has(id);
  }

  /** The `id` attribute of a record's home; the first place that claims it is its home, later ones have none. */
  home(id: string | undefined): Html {
    if (id === undefined || this.settled.has(id)) return markup``;
    this.settled.add(id);
    return markup` id="${id}"`;
  }

  marksOf(plot: Plot): DrawnMarks | undefined {
    return this.ground.plots.get(plot);
  }

  mends(gap: Extract<Block, { kind: 'gap' }>): string | null {
    return this.ground.mends(gap);
  }

  icon(name: Icon): Html {
    return markup`<svg class="icon" aria-hidden="true"><use href="${this.ground.sprite}#${name}"/></svg>`;
  }

  /** A state: the word alone is enough, the colour and the icon say it again. */
  state(word: string, look: string, icon: Icon): Html {
    return markup`<span class="badge state ${look}">${this.icon(icon)}${word}</span>`;
  }
}
