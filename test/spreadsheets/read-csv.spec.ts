import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvHeader } from '../../src/kernel/csv';
import { readCsv } from '../../src/spreadsheets/csv/read-csv';
import type { Refusal } from '../../src/kernel/refusal';

/** Rows as our own exports write them. */
const safeCsv = (rows: readonly (readonly string[])[]): string => rows.map(csvHeader).join('');

const KNOWN = new Set(['name', 'place', 'country']);
const read = (text: string | Buffer) => readCsv(Buffer.from(text as string), KNOWN);
const cellsOf = async (text: string | Buffer) =>
  (await read(text)).rows.map(({ number, cells }) => [number, ...cells.map((cell) => cell.text)]);
const refusal = async (text: string | Buffer) =>
  read(text).then(
    () => null,
    ({ type, detail }: Refusal) => `${type}: ${detail}`,
  );

describe('A CSV', () => {
  it('is read to rows under the lines on which they begin, inner line ends and all', async () => {
    expect(await cellsOf('name,place\r\nA,"x\r\ny"\r\n\r\nB,\r\n"say ""yes""",z')).toEqual([
      [1, 'name', 'place'],
      [2, 'A', 'x\r\ny'],
      [5, 'B', ''],
      [6, 'say "yes"', 'z'],
    ]);
  });

  it('counts the rows without any text, and leaves them out', async () => {
    expect((await read('name\n\nA\n \n,,\n')).emptyRows).toBe(3);
  });

  it.each([
    ['semicolons', 'name;place\nA;b, c\n'],
    ['tabs', 'name\tplace\nA\tb, c\n'],
    ['a sep= line of Excel', 'sep=;\nname;place\nA;b, c\n'],
    ['semicolons in quotes', '"name";"place"\n"A";"b, c"\n'],
    ['a byte order mark', '\ufeffname;place\nA;b, c\n'],
  ])('is read with %s', async (_, text) => {
    expect((await cellsOf(text)).map(([, ...cells]) => cells)).toEqual([
      ['name', 'place'],
      ['A', 'b, c'],
    ]);
  });

  it.each([
    ['Latin-1', Buffer.from('name\nA\nM\xfcnchen\n', 'latin1'), /^invalid-utf8: Line 3 /],
    ['UTF-16', Buffer.from('\ufeffname\n', 'utf16le'), /^invalid-utf8: .*UTF-16/],
    ['U+0000', 'name\nA\0\n', /^nul-character: Line 2 /],
    ['a quote that is never closed', 'name,place\nA,b\n"C,d\nE,f\n', /^unreadable-file: Line 3: a quote is opened/],
    ['text after a closing quote', 'name\n"A"b\n', /^unreadable-file: Line 2: a quoted cell goes on/],
    ['a quote within a cell', 'name\nA\nB"b\n', /^unreadable-file: Line 3: a quote stands inside/],
    ['10,001 rows', `name\n${'A\n'.repeat(10_001)}`, /^payload-too-large: .*10000 rows/],
    ['a workbook', 'PK\x03\x04', /^unreadable-file: .*workbook/],
  ])('is refused in words: %s', async (_, text, words) => {
    expect(await refusal(text)).toMatch(words);
  });

  it('is read as another reader of CSV reads it', async () => {
    const piece = fc.constantFrom('a', 'b c', ',', '\n', '\r\n', '"x"', '"y ""z"', '""', '"1\n2"', '"');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const text = `name,place\n${pieces.join('')}`;
        const ours = await cellsOf(text).then(
          (rows) => rows.map(([, ...cells]) => cells),
          () => null,
        );
        const theirs = ((): string[][] | null => {
          try {
            return parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
          } catch {
            return null;
          }
        })();
        expect(ours).toEqual(theirs?.filter((cells) => cells.some((cell) => cell.trim() !== '')) ?? null);
      }),
    );
  });

  it('takes 10,000 rows', async () => {
    expect((await read(`name\n${'A\n'.repeat(10_000)}`)).rows).toHaveLength(10_001);
  });

  it('brings back every text that was written safe from formulas', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', 'a', ' ') }),
    );
    const rows = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(rows, async (said) => {
        const written = safeCsv([['name', 'place'], ...said.map(([a, b]) => [a, b])]);
        const kept = said.filter((cells) => cells.some((cell) => cell.trim() !== ''));
        expect((await cellsOf(written)).slice(1).map(([, ...cells]) => cells)).toEqual(kept);
      }),
    );
    expect(safeCsv([['=1+1', "'=1", 'a']])).toBe(`"'=1+1","''=1","a"\r\n`);
  });
});
