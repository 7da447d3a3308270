/** Who says an interval: the results file, or we, from the standard error in it. */
export type IntervalSource = 'file' | 'derived';

/** How a point is drawn: all of a set, a part of it or one among equals, or so few that nothing may be concluded. */
export type PointMark = 'whole' | 'part' | 'few';

/** A limit that a claim fixed before the run, in the unit of the chart, opening to the good side. */
export interface ChartLimit {
  readonly value: number;
  readonly text: string;
  readonly good: 'above' | 'below';
  /** `CL-0001`. */
  readonly claim: string;
}

/** What a figure says of its limit: the estimate decides, the interval says how surely. */
export type ReadingKind = 'meets' | 'reaches' | 'fails' | 'too-few' | 'not-counted' | 'no-limit';

export interface Reading {
  readonly kind: ReadingKind;
  readonly text: string;
}

/** One estimate. Numbers place it, texts are printed; what the file does not say is null and never 0. */
export interface Estimate {
  readonly label: string;
  readonly n: number | null;
  readonly value: number;
  readonly valueText: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly intervalText: string | null;
  readonly from: IntervalSource | null;
  readonly mark: PointMark;
  readonly limit: ChartLimit | null;
  readonly reading: Reading;
}

interface About {
  readonly title: string;
  /** The evidence that it draws from: `EV-0001`. */
  readonly of: readonly string[];
  readonly illustrative: boolean;
  /** What it shows, with its numbers: its text alternative. */
  readonly inWords: string;
}

/** Estimates one below the other on one axis, each with its 95 % interval. */
export interface IntervalChart extends About {
  readonly kind: 'intervals';
  /** What tells the rows apart: `Test set`, `Subgroup`, `Version`. */
  readonly labelHead: string;
  readonly axis: { readonly title: string; readonly low: number; readonly high: number };
  readonly rows: readonly Estimate[];
}

/** One bin of predictions: what was predicted on average, and how often it came true. All shares are in percent. */
export interface CalibrationBin {
  readonly label: string;
  readonly n: number | null;
  readonly predicted: number;
  readonly observed: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly from: IntervalSource | null;
  readonly mark: PointMark;
}

/** Predicted against observed: a model whose word can be taken lies on the diagonal. */
export interface CalibrationChart extends About {
  readonly kind: 'calibration';
  readonly bins: readonly CalibrationBin[];
}

/** What is plotted, as plain data: pages and the dossier draw the same. */
export type Chart = IntervalChart | CalibrationChart;
