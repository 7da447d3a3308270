import { safeCsv } from './csv/safe-csv.rules';
import type { Column } from './kinds/column';

/** Excel takes a CSV for UTF-8 only when this stands before it, and then saves it so again. */
const BYTE_ORDER_MARK = '\ufeff';

/** The header that a spreadsheet of a kind has, as CSV. */
export const templateOf = (columns: readonly Column[]): Buffer =>
  Buffer.from(BYTE_ORDER_MARK + safeCsv([columns.map(({ name }) => name)]), 'utf8');

/** What each column means, for the description of the API. */
export const columnsInWords = (columns: readonly Column[]): string =>
  columns
    .map(({ name, isRequired, meaning, example }) => {
      const such = example === '' ? '' : ` (${example})`;
      return `- \`${name}\`${isRequired ? ', required' : ''}: ${meaning}${such}`;
    })
    .join('\n');
