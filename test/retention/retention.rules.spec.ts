import fc from 'fast-check';
import { isOver, keptUntil, mayGoFrom, nextDay, plusMonths } from '../../src/retention/retention.rules';

const DAY_MS = 86_400_000;
const day = fc
  .integer({ min: Date.UTC(1900, 0, 1) / DAY_MS, max: Date.UTC(2400, 0, 1) / DAY_MS })
  .map((days) => new Date(days * DAY_MS).toISOString().slice(0, 10));
const months = fc.integer({ min: 0, max: 1200 });
const isDay = (text: string): boolean => new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
const monthOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));

describe('A period in the calendar', () => {
  it.each([
    ['2026-11-24', 24, '2028-11-24'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2096-02-29', 48, '2100-02-28'],
    ['1999-11-30', 3, '2000-02-29'],
    ['2026-12-01', 1, '2027-01-01'],
  ])('from %s on %i months long ends on %s', (from, long, until) => expect(plusMonths(from, long)).toBe(until));

  it('ends on a day that exists, in the month that it should, and on the same date where that month has it', () => {
    fc.assert(
      fc.property(day, months, (from, long) => {
        const end = plusMonths(from, long);
        expect(isDay(end)).toBe(true);
        expect(monthOf(end) - monthOf(from)).toBe(long);
        const [date, ended] = [Number(from.slice(8)), Number(end.slice(8))];
        expect(ended <= date).toBe(true);
        if (ended < date) expect(nextDay(end).slice(8)).toBe('01');
      }),
    );
  });

  it('is the longer the more months it has, and the later the later it begins', () => {
    fc.assert(
      fc.property(day, months, months, (from, one, other) => {
        expect(plusMonths(from, one) <= plusMonths(from, one + other)).toBe(true);
        expect(plusMonths(from, one) <= plusMonths(nextDay(from), one)).toBe(true);
      }),
    );
  });

  it('is over on the day after its last, and never before', () => {
    fc.assert(
      fc.property(day, months, (beginsOn, long) => {
        const until = plusMonths(beginsOn, long);
        const period = { beginsOn, months: long };
        expect([isOver(period, beginsOn), isOver(period, until), isOver(period, nextDay(until))]).toEqual([
          ...[false, false, true],
        ]);
        expect(mayGoFrom([period])).toBe(nextDay(until));
      }),
    );
  });

  it('has no end while its beginning is to come, or when it is for ever', () => {
    expect(keptUntil({ beginsOn: null, months: 24 })).toBeNull();
    expect(keptUntil({ beginsOn: '2026-01-01', months: null })).toBeNull();
    expect(isOver({ beginsOn: null, months: 1 }, '9999-12-31')).toBe(false);
  });

  it('of several the last to end decides, and none may go while one has no end', () => {
    const [short, long] = [
      { beginsOn: '2020-01-01', months: 24 },
      { beginsOn: '2021-06-30', months: 24 },
    ];
    expect(mayGoFrom([short, long])).toBe('2023-07-01');
    expect(mayGoFrom([short, { beginsOn: null, months: 24 }])).toBeNull();
    expect(mayGoFrom([])).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.record({ beginsOn: day, months }), { minLength: 1, maxLength: 6 }), (periods) => {
        const from = mayGoFrom(periods) ?? '';
        expect(periods.every((period) => isOver(period, from))).toBe(true);
      }),
    );
  });
});
