/**
 * What a spreadsheet takes for a formula: `= + - @` and their full-width forms, behind blanks or signs that are not seen,
 * or a cell that begins with a tab or the end of a line (OWASP, CSV injection).
 */
const FORMULA = String.raw`(?:[\s\p{C}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE62\uFE63\uFE66\uFE6B]|[\t\r\n])`;
const RISKY = new RegExp(`^'*${FORMULA}`, 'u');
const GUARDED = new RegExp(`^'+${FORMULA}`, 'u');

/**
 * A text as a cell that no spreadsheet computes: an apostrophe stands before what it would. One that stands there already
 * gets another, so that `unguarded` gives back every text as it was.
 */
export const guarded = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The text that `guarded` made a cell of. */
export const unguarded = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);

/** One cell, always in quotes, with the quotes inside it doubled (RFC 4180 §2). */
const cellOf = (text: string): string => `"${guarded(text).replaceAll('"', '""')}"`;

const scalar = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Everything that stands at a path such as `files.name`: in a list, what each of its items has there. */
function at(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => at(one, name === undefined ? [] : [name, ...rest]));
  if (name === undefined || value === null || typeof value !== 'object') return name === undefined ? [value] : [null];
  return at((value as Record<string, unknown>)[name], rest);
}

/** Lists are joined by this, so that a reader sees that they are lists. */
const JOINT = '; ';

/** The byte order mark by which spreadsheets know UTF-8 from the code page of the machine. */
export const CSV_MARK = '\uFEFF';

/** A line of names; ends as every line, with CRLF. */
export const csvHeader = (columns: readonly string[]): string => `${columns.map(cellOf).join(',')}\r\n`;

/** An object as a line: each column is a path into it, in the order of the header. */
export const csvLine = (columns: readonly string[], row: unknown): string =>
  `${columns.map((column) => cellOf(at(row, column.split('.')).map(scalar).join(JOINT))).join(',')}\r\n`;
