import { type Cell, faultyCell, textCell } from '../sheet';
import { excelDay } from './excel-day';
import type { Shown } from './number-formats';
import { unescaped } from './shared-strings';
import { damaged } from './zip-directory';

/** What the cells of a sheet refer to. */
export interface Context {
  readonly strings: readonly string[];
  readonly formats: readonly Shown[];
  readonly is1904: boolean;
}

/** A cell as the sheet writes it (ECMA-376 18.3.1.4). */
export interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly inline: string;
  readonly isFormula: boolean;
}

const AS_TEXT = 'format the cell as text and type it again';

function numberOf(value: string, shown: Shown, is1904: boolean): Cell {
  if (value.trim() === '') return textCell('');
  const number = Number(value);
  if (!Number.isFinite(number)) throw damaged('a number in it is none');
  if (shown === 'as-it-is') return textCell(String(number));
  if (shown === 'in-its-own-way') {
    return faultyCell(`is ${number}, which Excel shows in a format of its own (a percentage, a currency): ${AS_TEXT}`);
  }
  return faultyCell(`is a date to Excel (${excelDay(number, is1904) ?? number}): ${AS_TEXT}`);
}

function shared(value: string, strings: readonly string[]): Cell {
  const text = strings[Number(value)];
  if (text === undefined) throw damaged('a cell refers to a text that is not there');
  return textCell(text);
}

/**
 * A cell as text. A number is the shortest text of what the file holds, so 0.85 is 0.85; what Excel shows otherwise than
 * it is, a formula and an error are refused in words, because what was meant is not what stands there.
 */
export function cellOf(
  { type, style, value, inline, isFormula }: RawCell,
  { strings, formats, is1904 }: Context,
): Cell {
  if (type === 'e') return faultyCell(`holds the error ${value.slice(0, 20)}`);
  if (isFormula) return faultyCell('is a formula: copy it and paste its value there');
  if (type === 's') return shared(value, strings);
  if (type === 'inlineStr') return textCell(inline);
  if (type === 'str') return textCell(unescaped(value));
  if (type === 'b') return textCell(value === '1' ? 'TRUE' : 'FALSE');
  if (type === 'd') return faultyCell(`is a date to Excel (${value.slice(0, 30)}): ${AS_TEXT}`);
  return numberOf(value, formats[style] ?? 'as-it-is', is1904);
}
