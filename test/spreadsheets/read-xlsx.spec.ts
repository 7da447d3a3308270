import { readSheet } from 'read-excel-file/node';
import { deflateRawSync } from 'node:zlib';
import type { Refusal } from '../../src/kernel/refusal';
import { MAX_INFLATED_BYTES } from '../../src/spreadsheets/limits';
import { excelDay } from '../../src/spreadsheets/xlsx/excel-day';
import { shownBy } from '../../src/spreadsheets/xlsx/number-formats';
import { readXlsx } from '../../src/spreadsheets/xlsx/read-xlsx';
import { sheetXml, type TestCell, workbookParts, xlsxOf, zipOf } from '../support/xlsx';

const cellsOf = async (bytes: Buffer) =>
  (await readXlsx(bytes, 'models')).rows.map(({ number, cells }) => [
    number,
    ...cells.map(({ text, fault }) => (fault === null ? text : `! ${fault}`)),
  ]);
const oneCell = async (cell: TestCell, wishes = {}) => (await cellsOf(xlsxOf([['name'], [cell]], wishes)))[1]?.[1];
const refusal = async (bytes: Buffer) =>
  readXlsx(bytes, 'models').then(
    () => null,
    ({ type, detail }: Refusal) => `${type}: ${detail}`,
  );

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[&gt;1]0.0%;0"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="49"/></cellXfs></styleSheet>`;
const styled = (style: number, value: string): TestCell => ({ attributes: `s="${style}"`, inside: `<v>${value}</v>` });

describe('A workbook', () => {
  it('is read to rows with their numbers, as wide as the header', async () => {
    const sheet = sheetXml([['name', 'kind'], [], ['A & <B>', null], [null, 'own']]);
    expect(await cellsOf(xlsxOf([], { sheets: [sheet] }))).toEqual([
      [1, 'name', 'kind'],
      [3, 'A & <B>', ''],
      [4, '', 'own'],
    ]);
  });

  it.each<[string, TestCell, string]>([
    ['the number 0.85', { attributes: '', inside: '<v>0.84999999999999998</v>' }, '0.85'],
    ['the number 1.1', 1.1, '1.1'],
    ['a number with two places', styled(3, '0.6'), '0.6'],
    ['a number in a cell of text', styled(6, '7'), '7'],
    ['yes', true, 'TRUE'],
    ['a day', styled(1, '45992'), '! is a date to Excel (2025-12-01): format the cell as text and type it again'],
    ['a day of its own format', styled(5, '45992.5'), '! is a date to Excel (2025-12-01 12:00): format the cell'],
    ['a percentage', styled(2, '0.85'), '! is 0.85, which Excel shows in a format of its own'],
    ['a percentage of its own format', styled(4, '0.85'), '! is 0.85, which Excel shows in a format of its own'],
    ['a formula', { attributes: 't="str"', inside: '<f>A1&amp;"x"</f><v>namex</v>' }, '! is a formula'],
    ['a shared formula', { attributes: '', inside: '<f t="shared" si="0"/><v>1</v>' }, '! is a formula'],
    ['an error', { attributes: 't="e"', inside: '<v>#N/A</v>' }, '! holds the error #N/A'],
    [
      'a rich text',
      { attributes: 't="inlineStr"', inside: '<is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is>' },
      'a b',
    ],
    ['a shared text', { attributes: 't="s"', inside: '<v>1</v>' }, 'two\nlines_'],
    ['a text with a reading', { attributes: 't="s"', inside: '<v>2</v>' }, '東京'],
    ['a reference by number', { attributes: 't="inlineStr"', inside: '<is><t>&#x4E;&#101;w</t></is>' }, 'New'],
    ['a text in CDATA', { attributes: 't="inlineStr"', inside: '<is><t><![CDATA[a<b]]></t></is>' }, 'a<b'],
  ])('gives %s', async (_, cell, text) => {
    const strings = `<sst><si><t>one</t></si><si><t>two_x000A_lines_x005F_</t></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si></sst>`;
    expect(await oneCell(cell, { styles: STYLES, strings })).toContain(text);
  });

  it('is read as another reader of workbooks reads it', async () => {
    const bytes = xlsxOf(
      [
        ['name', 'kind', 'n'],
        ['A & B', 'own', 0.1],
        ['x\ny', null, 12345678.25],
        [null, 'third-party', 3],
      ],
      { styles: STYLES },
    );
    const theirs = (await readSheet(bytes)).map((row) =>
      row.map((cell) => (cell === null ? '' : String(cell as string))),
    );
    expect((await cellsOf(bytes)).map(([, ...cells]) => cells)).toEqual(theirs);
  });

  it('is read where an attribute holds what could end its element', async () => {
    const sheet = `<row spans='>"'><c x=">" t="inlineStr"><is><t>name</t></is></c></row>`;
    expect(await cellsOf(xlsxOf([], { sheets: [sheet] }))).toEqual([[1, 'name']]);
  });

  it('is read with elements that have a prefix, and cells without a reference', async () => {
    const sheet = `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await cellsOf(xlsxOf([], { sheets: [sheet] }))).toEqual([[1, 'name', '2']]);
  });

  it('gives the sheet that is named as the kind, else the first one that is not hidden, and says which', async () => {
    const sheets = [sheetXml([['a']]), sheetXml([['b']]), sheetXml([['c']], '', [1])];
    const named = await readXlsx(xlsxOf([], { sheets, names: ['One', 'Two', 'Models '] }), 'models');
    expect(named).toMatchObject({ name: 'Models ', rows: [{ cells: [{ text: 'c' }] }] });
    expect(named.notes).toEqual([
      'Read the sheet “Models ”; not read: One, Two',
      '1 hidden or filtered rows are read like the others',
    ]);
    const first = await readXlsx(xlsxOf([], { sheets, names: ['One', 'Two', 'C'], states: ['hidden'] }), 'models');
    expect(first.name).toBe('Two');
  });

  it('names the rows of merged cells', async () => {
    const merged = '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>';
    const sheet = sheetXml(
      [
        ['name', 'kind'],
        ['A', 'own'],
        ['B', null],
        ['C', 'own'],
      ],
      merged,
    );
    const rows = await cellsOf(xlsxOf([], { sheets: [sheet] }));
    expect(rows.map(([, first]) => String(first))).toEqual([
      'name',
      expect.stringContaining('B2:B3'),
      expect.stringContaining('B2:B3'),
      'C',
    ]);
  });

  const parts = workbookParts({ sheets: [sheetXml([['name']])] });
  const replaced = (name: string, own: object) =>
    parts.map((part) => (part.name === name ? { ...part, ...own } : part));
  const SHEET = 'xl/worksheets/sheet1.xml';
  it.each<[string, () => Buffer, RegExp]>([
    ['no ZIP', () => Buffer.from('name,kind\n'), /^unreadable-file: .*no workbook/],
    ['a password', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /^unreadable-file: .*password/],
    ['another ZIP', () => zipOf([{ name: 'a.txt', content: 'a' }]), /^unreadable-file: .*no workbook/],
    ['the first half', () => xlsxOf([['name']]).subarray(0, 300), /^unreadable-file: .*damaged/],
    ['macros by type', () => xlsxOf([['a']], { types: '<Types>macroEnabled</Types>' }), /macros/],
    ['macros by part', () => xlsxOf([['a']], { extra: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), /macros/],
    ['a part twice', () => zipOf([...parts, { name: SHEET, content: 'x' }]), /damaged: a part stands in it twice/],
    ['an encrypted part', () => zipOf(replaced(SHEET, { declares: { flags: 1 } })), /encrypted/],
    ['another CRC', () => zipOf(replaced(SHEET, { declares: { crc32: 1 } })), /not what was packed/],
    [
      'a part that is no deflate',
      () => zipOf(replaced(SHEET, { packed: Buffer.alloc(50, 0xff) })),
      /cannot be unpacked/,
    ],
    ['a document type', () => xlsxOf([], { sheets: ['<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'] }), /document type/],
    ['XML that breaks off', () => xlsxOf([], { sheets: ['<worksheet><sheetData'] }), /breaks off/],
    ['an unknown entity', () => xlsxOf([], { sheets: ['<worksheet>&lol;</worksheet>'] }), /reference/],
    ['rows out of order', () => xlsxOf([], { sheets: ['<sheetData><row r="2"/><row r="1"/></sheetData>'] }), /order/],
    ['a cell without a place', () => xlsxOf([], { sheets: [`<row><c r="${'1'.repeat(1e6)}A"/></row>`] }), /no place/],
    ['an element without end', () => xlsxOf([], { sheets: [`<row ${'a="" '.repeat(2e6)}`] }), /breaks off/],
    ['10,001 rows', () => xlsxOf([['name'], ...Array.from({ length: 10_001 }, () => ['A'])]), /^payload-too-large/],
    ['3,000 parts', () => zipOf(Array.from({ length: 3_000 }, (_, at) => ({ name: `${at}`, content: '' }))), /parts/],
  ])('is refused in words: %s', async (_, bytes, words) => {
    expect(await refusal(bytes())).toMatch(words);
  });

  describe('that is a bomb', () => {
    const huge = deflateRawSync(Buffer.alloc(256 * 1024 ** 2, 0x20));
    const bomb = (size: number) => zipOf(replaced(SHEET, { packed: huge, declares: { size } }));

    it('is not begun when it says so', async () => {
      expect(await refusal(bomb(256 * 1024 ** 2))).toMatch(/^payload-too-large: .*unpacked/);
    });

    it('is stopped at what it declares when it lies, in a memory that stays as it was', async () => {
      const before = process.memoryUsage().rss;
      for (let time = 0; time < 5; time += 1) expect(await refusal(bomb(1_000))).toMatch(/cannot be unpacked/);
      expect(await refusal(bomb(MAX_INFLATED_BYTES - 10_000))).toMatch(/cannot be unpacked/);
      expect(process.memoryUsage().rss - before).toBeLessThan(2.5 * MAX_INFLATED_BYTES);
    });
  });
});

describe('A day of Excel', () => {
  it.each<[number, boolean, string | null]>([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [61, false, '1900-03-01'],
    [45_992, false, '2025-12-01'],
    [44_530, true, '2025-12-01'],
    [45_992.25, false, '2025-12-01 06:00'],
    [-1, false, null],
    [1e9, false, null],
  ])('with the serial %d is one, in whatever time zone', (serial, is1904, day) => {
    expect(excelDay(serial, is1904)).toBe(day);
  });
});

describe('A number format', () => {
  it.each([
    ['General', 'as-it-is'],
    ['@', 'as-it-is'],
    ['#,##0.00', 'as-it-is'],
    ['0%', 'in-its-own-way'],
    ['"v"0', 'in-its-own-way'],
    ['0.00E+00', 'in-its-own-way'],
    ['# ?/?', 'in-its-own-way'],
    ['[$-409]d\\-mmm\\-yy;@', 'as-day'],
    ['[h]:mm', 'as-day'],
    ['[Red]0.0', 'as-it-is'],
  ])('of %s shows a number %s', (code, shown) => {
    expect(shownBy(code)).toBe(shown);
  });
});
