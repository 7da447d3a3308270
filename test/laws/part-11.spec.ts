import { existsSync, readFileSync } from 'node:fs';

const rows = readFileSync('docs/part-11.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| 11.'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Every clause that software can meet, or that procedures must (21 CFR Part 11, as amended). */
const CLAUSES = [
  ...['', '(a)', '(b)', '(c)', '(d)', '(e)', '(f)', '(g)', '(h)', '(i)', '(j)', '(k)'].map((part) => `11.10${part}`),
  ...['11.30', '11.50(a)', '11.50(b)', '11.70', '11.100(a)', '11.100(b)', '11.100(c)'],
  ...['11.200(a)(1)', '11.200(a)(2)', '11.200(a)(3)', '11.200(b)'],
  ...['(a)', '(b)', '(c)', '(d)', '(e)'].map((part) => `11.300${part}`),
];

describe('The map of 21 CFR Part 11', () => {
  it('has every clause once', () => {
    expect(rows.map(([, clause]) => clause)).toEqual(CLAUSES);
  });

  it('names tests that are there, and of a clause that software meets at least one', () => {
    for (const [, clause, does, tests, adds] of rows) {
      const named = [...(tests ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');
      expect({ clause, missing: named.filter((path) => !existsSync(path)) }).toEqual({ clause, missing: [] });
      if (named.length === 0)
        expect({ clause, procedures: does === '–' || adds !== '–' }).toEqual({ clause, procedures: true });
    }
  });

  it('has a test named after each clause of signatures', () => {
    const text = readFileSync('test/signatures/part-11.e2e-spec.ts', 'utf8');
    const named = rows.filter(([, , , tests]) => tests?.includes('part-11.e2e-spec')).map(([, clause]) => clause ?? '');
    expect(named.filter((clause) => !text.includes(`'${clause}`))).toEqual([]);
  });
});
