import type { Interval, Mark, Text } from './blocks';

/** Facts under one heading, as a model card has them: a label and some words each. */
export interface FactBox {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly text: Text }[];
}

/** Boxes of facts side by side, three to a row. */
export interface FactsBlock {
  readonly kind: 'facts';
  readonly boxes: readonly FactBox[];
}

/** One figure of a table of metrics, with the claim that it was held against; `n` and texts are printed as they are. */
export interface Metric {
  readonly label: string;
  readonly n: string;
  readonly valueText: string;
  readonly intervalText: string;
  readonly limitText: string;
  readonly mark: Mark;
  readonly markText: string;
  readonly evidence: Text;
  /** What is drawn of it; null where it cannot be placed on the scale. */
  readonly plot: Interval | null;
}

/** The figures that matter most, in groups, each with a small plot: the table is the chart. */
export interface MetricsBlock {
  readonly kind: 'metrics';
  readonly caption: string;
  /** The scale of all plots, in percent. */
  readonly axis: { readonly low: number; readonly high: number };
  readonly groups: readonly { readonly title: string; readonly metrics: readonly Metric[] }[];
  /** What the plots show, with their numbers: the figure's text alternative. */
  readonly inWords: string;
  readonly notes: readonly Text[];
}

/** What a model sheet is made of. */
export type CardBlock = FactsBlock | MetricsBlock;

/** What is said on every page beside what the dossier says, and in the document's information. */
export interface PageMarks {
  /** Whether marks of withheld fields are drawn as black bars. */
  readonly bars?: boolean;
  /** Of a rendition: the word in the head of each page, and what its margin says. */
  readonly rendition?: { readonly tag: string; readonly warning: string };
  /** Who may read it. */
  readonly legend?: { readonly text: string; readonly place: 'head' | 'foot' };
  /** Entries of the document information beside the usual ones, by their names. */
  readonly properties?: Readonly<Record<string, string>>;
}
