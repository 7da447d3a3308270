import { Refusal } from '../kernel/refusal';

const MIB = 1024 ** 2;
/** The largest file, in bytes. */
export const MAX_FILE_BYTES = 5 * MIB;
/** Rows of a dry run, the header not counted. */
export const MAX_ROWS = 10_000;
/** New and changed rows that are written in one transaction; the time of one more grows with those before it. */
export const MAX_WRITTEN_ROWS = 2_000;
/** What one cell of Excel holds. */
export const MAX_CELL_CHARACTERS = 32_767;
/** Columns that are read; no kind has as many. */
export const MAX_COLUMNS = 100;
/** All parts of a workbook that are read, inflated. */
export const MAX_INFLATED_BYTES = 48 * MIB;
/** Parts of a workbook: sheets, pictures and all. */
export const MAX_PARTS = 2_000;

/** Refuses a sheet as soon as it is longer than a dry run is. */
export function refuseRows(count: number): void {
  if (count <= MAX_ROWS + 1) return;
  throw new Refusal('payload-too-large', `A spreadsheet may have at most ${MAX_ROWS} rows: send it in parts`);
}
