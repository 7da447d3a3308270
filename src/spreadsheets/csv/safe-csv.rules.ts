/** What a spreadsheet program takes for the beginning of a formula, after any `'` that says that it is none. */
const RISKY = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** A text as a cell that no spreadsheet program runs as a formula; read back by `unguarded`, it is the same text. */
export const guarded = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The text that `guarded` made a cell of. */
export const unguarded = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);

const quoted = (text: string): string => `"${guarded(text).replaceAll('"', '""')}"`;

/** Rows as CSV (RFC 4180): every cell quoted, lines ended by CRLF. */
export const safeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
