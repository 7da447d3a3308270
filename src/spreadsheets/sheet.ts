/** A cell as a person sees it, or why it cannot be taken as text. */
export interface Cell {
  readonly text: string;
  readonly fault: string | null;
}

/** A row with the number under which an editor or Excel shows it. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** One sheet of a file, the header among its rows; rows without any text are not in it. */
export interface Sheet {
  /** The sheet's own name; null in a CSV, which has one sheet without a name. */
  readonly name: string | null;
  readonly rows: readonly SheetRow[];
  readonly emptyRows: number;
  /** What somebody should know who does not see the file as a whole: other sheets, hidden rows. */
  readonly notes: readonly string[];
}

export const textCell = (text: string): Cell => ({ text, fault: null });
export const faultyCell = (fault: string): Cell => ({ text: '', fault });
export const isEmptyCell = ({ text, fault }: Cell): boolean => fault === null && text.trim() === '';
