import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvHeader, csvLine, guarded, unguarded } from '../../src/kernel/csv';

const cellOf = (text: string): string => parse(csvLine(['a'], { a: text }))[0][0];

describe('A line of CSV', () => {
  it('has every cell in quotes and ends with CRLF (RFC 4180)', () => {
    expect(csvHeader(['a', 'b.c'])).toBe('"a","b.c"\r\n');
    expect(csvLine(['a', 'b.c'], { a: 'say "yes"', b: { c: 'one\r\ntwo' } })).toBe('"say ""yes""","one\r\ntwo"\r\n');
  });

  it('finds what is nested by its path, and joins a list so that it is seen', () => {
    const row = { files: [{ name: 'a' }, { name: 'b' }], w: null, n: 0.5, is: false, at: new Date(0), ids: ['x', 'y'] };
    const columns = ['files.name', 'w.reason', 'n', 'is', 'at', 'ids', 'absent.too'];
    expect(csvLine(columns, row)).toBe('"a; b","","0.5","false","1970-01-01T00:00:00.000Z","x; y",""\r\n');
  });

  it.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', ' =1', '\u00a0=1', '\u200b=1', '\ufeff@x', '\u202e=1'],
    ...['＝1', '＋1', '－1', '＠x', '−1', '﹢1', '  \t ＝x', "=cmd|' /C calc'!A0", '\v=1', '\u0001=1'],
  ])('makes %j harmless', (text) => {
    expect(cellOf(text)).toBe(`'${text}`);
  });

  it.each(['', 'plain', '1=1', 'a@b', '0.85', '2026-11-20', '—', '(=1)', 'x\t=1'])('leaves %j as it is', (text) => {
    expect(cellOf(text)).toBe(text);
  });

  it('is read back by a reader of CSV as what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (texts) => {
        const names = texts.map((_, at) => `c${at}`);
        const line = csvLine(names, Object.fromEntries(texts.map((text, at) => [names[at], text])));
        const [cells] = parse(line, { recordDelimiter: '\r\n' });
        expect(cells.map((cell) => cell.replace(/^'/, ''))).toEqual(texts.map((text) => text.replace(/^'/, '')));
        for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });
});

describe('What is made harmless', () => {
  it('is read back as it was, whatever stands before it', () => {
    const signs = fc.string({ unit: fc.constantFrom("'", '=', '+', '\uFF1D', ' ', '\u200B', '\t', '\n', 'a', '1') });
    fc.assert(fc.property(fc.oneof(signs, fc.string()), (text) => unguarded(guarded(text)) === text));
    expect([guarded("'=1"), unguarded("''=1"), unguarded("'tis")]).toEqual(["''=1", "'=1", "'tis"]);
  });
});
