import { freshUntil } from '../../src/evidence/fresh-until.rules';
import { daysBetween, isNews, plusDays } from '../../src/notices/expiry.rules';
import { notBefore, wallClock } from '../../src/notices/quiet-hours.rules';

describe('Quiet hours', () => {
  const chicago = { timeZone: 'America/Chicago', quietFrom: 22, quietUntil: 7 };

  it('are those of the place, over midnight', () => {
    const evening = new Date('2026-11-30T04:30:00Z');
    expect(wallClock('America/Chicago', evening)).toEqual({ day: '2026-11-29', hour: 22 });
    expect(notBefore(chicago, evening)).toEqual(new Date('2026-11-30T13:00:00Z'));
  });

  it('keep nothing back outside of them, and nothing at all where there are none', () => {
    const noon = new Date('2026-11-30T18:00:00Z');
    expect(notBefore(chicago, noon)).toEqual(noon);
    expect(notBefore({ timeZone: 'UTC', quietFrom: null, quietUntil: null }, noon)).toEqual(noon);
    expect(notBefore({ timeZone: 'UTC', quietFrom: 5, quietUntil: 5 }, noon)).toEqual(noon);
  });

  it('end at the hour of the place where that is a quarter off', () => {
    const night = new Date('2026-11-30T20:00:00Z');
    expect(notBefore({ timeZone: 'Asia/Kathmandu', quietFrom: 0, quietUntil: 6 }, night)).toEqual(
      new Date('2026-12-01T00:15:00Z'),
    );
  });
});

describe('Evidence', () => {
  it.each([
    ['Holds until 2027-03-01, or until the version changes', '2027-03-01'],
    ['UNTIL  2027-03-01', '2027-03-01'],
    ['until the version changes', null],
    ['until 2027-02-30', null],
    ['until 2027-13-01', null],
    ['2027-03-01', '2027-03-01'],
    ['until 2027-03-01, at the latest 2027-06-01', '2027-03-01'],
    [null, null],
  ])('is fresh until the first day that its own words name: %s', (said, day) => expect(freshUntil(said)).toBe(day));

  it('is news at each distance once, also where no mail was sent for days', () => {
    const days = [30, 60, 90];
    const until = '2027-03-01';
    const on = (left: number): string => plusDays(until, -left);
    expect(daysBetween(on(90), until)).toBe(90);
    expect(isNews(until, on(90), { lastOn: on(91), days })).toBe(true);
    expect(isNews(until, on(89), { lastOn: on(90), days })).toBe(false);
    expect(isNews(until, on(58), { lastOn: on(70), days })).toBe(true);
    expect(isNews(until, on(20), { lastOn: null, days })).toBe(true);
    expect(isNews(until, on(91), { lastOn: null, days })).toBe(false);
    expect(isNews(until, on(-1), { lastOn: null, days })).toBe(false);
  });
});
