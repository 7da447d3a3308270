import { readCsv } from './csv/read-csv';
import { columnKey } from './header.rules';
import type { Kind } from './kinds/kind';
import type { Sheet } from './sheet';
import { readXlsx } from './xlsx/read-xlsx';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A spreadsheet as it was sent. */
export interface SentFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** The rows of a file; refuses in words what cannot be read as what it says it is. */
export function readSheet({ bytes, mediaType }: SentFile, kind: Pick<Kind, 'name' | 'columns'>): Promise<Sheet> {
  if (mediaType === XLSX) return readXlsx(bytes, kind.name);
  return readCsv(bytes, new Set(kind.columns.map(({ name }) => columnKey(name))));
}
