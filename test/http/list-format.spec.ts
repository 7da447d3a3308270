import { formatOf } from '../../src/http/list-format';
import { isMoment } from '../../src/http/is-moment';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('The form of a list', () => {
  it.each([
    [undefined, undefined, 'json'],
    ['*/*', undefined, 'json'],
    [BROWSER, undefined, 'json'],
    ['text/csv', undefined, 'csv'],
    ['text/*', undefined, 'csv'],
    ['application/jsonl', undefined, 'jsonl'],
    ['application/json;q=0.1, application/jsonl', undefined, 'jsonl'],
    ['application/json, text/csv;q=0', undefined, 'json'],
    [undefined, 'csv', 'csv'],
    [BROWSER, 'csv', 'csv'],
    ['text/csv', 'csv', 'csv'],
    ['application/*', 'jsonl', 'jsonl'],
    ['text/csv', 'zip', 'csv'],
  ])('with Accept %s and format %s is %s', (accept, format, form) => {
    expect(formatOf(accept, format)).toBe(form);
  });

  it.each([
    ['text/csv', 'jsonl'],
    ['application/json', 'csv'],
    ['text/csv', 'json'],
    ['text/csv, */*;q=0', 'jsonl'],
  ])('is refused where Accept %s contradicts format %s', (accept, format) => {
    expect(() => formatOf(accept, format)).toThrow(expect.objectContaining({ type: 'invalid-query' }) as Error);
  });
});

describe('A moment', () => {
  it.each(['2026-11-20', '2026-11-20T12:00:00Z', '2026-11-20T23:59:59.999Z'])('can be %s', (text) => {
    expect(isMoment(text)).toBe(true);
  });
  it.each([
    ...['', '2026-02-30', '2026-02-30T12:00:00Z', '2026-11-20T24:00:00Z', '2026-11-20T12:00:00', '2026-11-20 12:00Z'],
    ...['now', 'infinity', '2026-11-20T12:00:00+01:00', '9999-12-31', null, 5],
  ])('cannot be %s', (text) => {
    expect(isMoment(text)).toBe(false);
  });
});
