import { columnKey } from '../header.rules';

/** In the order of trust: a comma first, then what Excel writes where the comma is a decimal point, and a tab. */
const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SAID = /^sep=([,;\t])\r?\n/;
const firstLine = (text: string): string => /[^\r\n]+/.exec(text)?.[0] ?? '';
const unquoted = (name: string): string => name.trim().replace(/^"(.*)"$/, '$1');

/** The delimiter that a file names in a `sep=` line of Excel; null without one. */
export const saidDelimiter = (text: string): Delimiter | null => (SAID.exec(text)?.[1] ?? null) as Delimiter | null;

/** The text without its `sep=` line, so that the line numbers stay. */
export const withoutSaid = (text: string): string => text.replace(SAID, '\n');

/** The delimiter that makes the most known columns of the header; a comma where it makes no difference. */
export function delimiterOf(text: string, known: ReadonlySet<string>): Delimiter {
  const header = firstLine(text);
  const knownBy = (delimiter: string): number =>
    header.split(delimiter).filter((name) => known.has(columnKey(unquoted(name)))).length;
  const cellsBy = (delimiter: string): number => header.split(delimiter).length;
  return [...DELIMITERS].sort((a, b) => knownBy(b) - knownBy(a) || cellsBy(b) - cellsBy(a))[0] ?? ',';
}
