import fc from 'fast-check';
import { isDay } from '../../src/http/is-day';

describe('a day', () => {
  it.each(['1900-01-01', '2026-11-20', '2024-02-29', '2000-02-29', '2999-12-31', '2026-01-31'])('is %s', (text) => {
    expect(isDay(text)).toBe(true);
  });

  it.each([
    ['of a month too short', '2026-02-30'],
    ['that only leap years have', '2026-02-29'],
    ['of a century that is no leap year', '1900-02-29'],
    ['of a thirteenth month', '2026-13-01'],
    ['of month zero', '2026-00-10'],
    ['zero', '2026-01-00'],
    ['before 1900', '1899-12-31'],
    ['after 2999', '3000-01-01'],
    ['of six digits', '+300000-01-01'],
    ['with a time', '2026-11-20T00:00:00Z'],
    ['in another order', '20-11-2026'],
    ['without its zeros', '2026-1-1'],
    ['with a space', ' 2026-11-20'],
    ['with a line break', '2026-11-20\n'],
    ['in other digits', '２０２６-11-20'],
    ['that is empty', ''],
    ['that is a number', 20261120],
    ['that is a Date', new Date('2026-11-20')],
    ['that is a list', ['2026-11-20']],
    ['that is nothing', null],
    ['that is undefined', undefined],
  ])('is not one %s', (_, text) => {
    expect(isDay(text)).toBe(false);
  });

  it('is whatever the calendar has from 1900 to 2999', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(days, (day) => isDay(day.toISOString().slice(0, 10))));
  });
});
