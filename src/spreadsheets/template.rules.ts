import { CSV_MARK, csvHeader } from '../kernel/csv';
import type { Column } from './kinds/column';

/** The header that a spreadsheet of a kind has, as CSV. */
export const templateOf = (columns: readonly Column[]): Buffer =>
  Buffer.from(CSV_MARK + csvHeader(columns.map(({ name }) => name)), 'utf8');

/** What each column means, for the description of the API. */
export const columnsInWords = (columns: readonly Column[]): string =>
  columns
    .map(({ name, isRequired, meaning, example }) => {
      const such = example === '' ? '' : ` (${example})`;
      return `- \`${name}\`${isRequired ? ', required' : ''}: ${meaning}${such}`;
    })
    .join('\n');
