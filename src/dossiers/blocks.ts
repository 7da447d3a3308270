import type { Citation } from '../kernel/citation';
import type { Attachment } from './attachment';
import type { CardBlock, PageMarks } from './card-blocks';
import type { Cover } from './cover-block';
import type { ProofPath, Transcript } from './proof-blocks';

export type { Attachment } from './attachment';
export type { Cover } from './cover-block';

/** A run of text. `ref` is a link to the one home of a record id, in accent; with `page` its page number follows. */
export type Run =
  | string
  | { readonly text: string; readonly style: 'strong' | 'emphasis' | 'mono' | 'muted' }
  | { readonly ref: string; readonly page?: boolean };

export type Text = string | readonly Run[];

/** Marks are drawn, and the word always stands beside them: colour or shape never tells alone. */
export type Mark = 'met' | 'condition' | 'not-met' | 'unknown' | 'gap' | 'none';

/** Enforcement discretion never looks like "not a device". `category` is a plain frame for an IMDRF category. */
export type OutcomeFrame = 'not-device' | 'enforcement-discretion' | 'device' | 'undetermined' | 'category';

/** One cell of a table. A digest is set in two lines of 32 digits, in groups of eight; a number is never wrapped. */
export type Cell =
  | Text
  | { readonly mark: Mark; readonly text: string }
  | { readonly outcome: OutcomeFrame; readonly text: string }
  | { readonly sha256: string }
  | { readonly number: string; readonly strong?: boolean }
  | { readonly lines: readonly Text[] };

export interface Column {
  readonly head: string;
  /** The unit stands in the head, never in a cell. */
  readonly unit?: string;
  readonly align?: 'left' | 'right';
  /** Share of the table's width; columns of numbers take at least their widest number. */
  readonly weight: number;
}

/** `id` makes the row the home of a record; the rows must then be an array, so that links are known before. */
export type Row =
  { readonly cells: readonly Cell[]; readonly strong?: boolean; readonly id?: string } | { readonly group: string };

/** One estimate of an interval plot. Values are doubles for the position; the texts are what is printed. */
export interface Interval {
  readonly label: string;
  readonly n: string;
  readonly value: number;
  readonly valueText: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly intervalText: string;
  /** A limit fixed before the run, opening to the good side. */
  readonly limit?: { readonly value: number; readonly good: 'above' | 'below' };
  /** All of a set, a part of it or one among equals, or too few to conclude; by `n` where it is not said. */
  readonly mark?: 'whole' | 'part' | 'few';
  readonly ref: string;
}

export type GapLevel = 'error' | 'warning' | 'note';

/** What is missing, what it affects, who can close it, and by which rule it is wanted. Readiness is made from these. */
export interface GapBlock {
  readonly kind: 'gap';
  readonly id: string;
  readonly level: GapLevel;
  readonly title: string;
  readonly text: Text;
  readonly affects: readonly string[];
  readonly closes: string;
  readonly cites: readonly Citation[];
  /** Where to mend it: an address of the service. */
  readonly href: string;
  /** Which field of that record lacks it, as the API names it; pages lead to it. */
  readonly field?: string;
}

/** What a section says, without a word on how it is drawn; the PDF writer and the HTML preview draw the same blocks. */
export type Block =
  | { readonly kind: 'lead'; readonly text: Text }
  | {
      readonly kind: 'paragraph';
      readonly text: Text;
      readonly voice?: 'prose' | 'statement' | 'note';
      readonly margin?: readonly Text[];
      readonly cites?: readonly Citation[];
    }
  /** `id` in the label zone; when it is a record's home, links from anywhere lead here. Level 2 is a bookmark too. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly id?: string }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly margin?: readonly Text[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly width?: 'full' | 'wide';
      readonly dense?: boolean;
      readonly columns: readonly Column[];
      /** Walked twice, so that the columns fit; the rows of a generator are kept in memory for it. */
      readonly rows: Iterable<Row>;
      readonly notes?: readonly Text[];
    }
  | {
      readonly kind: 'interval-plot';
      readonly caption: string;
      /** The head of the labels' column; `Set` when it is not said. */
      readonly labelHead?: string;
      readonly axis: { readonly title: string; readonly low: number; readonly high: number };
      readonly valueHead: string;
      readonly intervalHead: string;
      readonly intervals: readonly Interval[];
      /** What it shows, with its numbers; printed under it and used as the figure's text alternative. */
      readonly inWords: string;
    }
  | {
      readonly kind: 'form';
      readonly rows: readonly {
        readonly label: string;
        readonly text: Text | { readonly sha256: string };
        readonly margin?: readonly Text[];
        readonly cites?: readonly Citation[];
      }[];
    }
  | { readonly kind: 'verdict'; readonly outcome: OutcomeFrame; readonly title: string; readonly detail: Text }
  | {
      readonly kind: 'criterion';
      /** `C1`, in the label zone. */
      readonly label: string;
      /** Absent where a step is not met or failed but gives a name, such as a category. */
      readonly mark?: Mark;
      readonly test: string;
      readonly facts: readonly Text[];
      readonly rationale?: Text;
      readonly cites: readonly Citation[];
    }
  | {
      readonly kind: 'step';
      readonly numeral: string;
      readonly title: string;
      readonly text: Text;
      readonly commands: readonly string[];
      readonly margin: readonly Text[];
    }
  | CardBlock
  | { readonly kind: 'quotation'; readonly text: Text; readonly by: Text }
  | { readonly kind: 'command'; readonly text: string }
  | ProofPath
  | Transcript
  | GapBlock;

/** A numbered section, as one page of the contents names it. */
export interface DrawnSection {
  readonly number: number;
  readonly title: string;
  /** The one line in the contents. */
  readonly summary: string;
  readonly blocks: Iterable<Block>;
}

/** Everything that the writer needs, and the only thing that it looks at. Equal documents give equal bytes. */
export interface DossierDocument extends PageMarks {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** BCP 47. */
  readonly language: string;
  readonly paper: 'letter' | 'a4';
  readonly status: { readonly draft: boolean; readonly illustrative: boolean; readonly issuedOn: string };
  /** In the foot: the version and the dossier's id; under it the sentence. */
  readonly foot: { readonly version: string; readonly dossierId: string; readonly sentence: string };
  readonly recordSha256: string;
  readonly createdAt: string;
  readonly producer: string;
  readonly cover: Cover;
  readonly sections: readonly DrawnSection[];
  readonly attachments: readonly Attachment[];
}
