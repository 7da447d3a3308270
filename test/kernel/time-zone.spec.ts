import { instantIn, isTimeZone, isZoneAt, linesOfInstant, printedInstantIn, zoneAt } from '../../src/kernel/time-zone';

const WINTER = new Date('2026-11-29T20:03:07.042Z');
const SUMMER = new Date('2026-07-01T20:03:07.042Z');

describe('The name of a time zone', () => {
  it.each(['UTC', 'America/Chicago', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'US/Central'])(
    'is one: %s',
    (name) => expect(isTimeZone(name)).toBe(true),
  );

  it.each<unknown>([
    ...[
      '',
      'Chicago',
      'america/chicago',
      'America/Chicagoo',
      '+05:00',
      '-06:00',
      'UTC+1',
      ' UTC',
      'UTC\n',
      'A'.repeat(65),
    ],
    ...['America/Chicago\0', '../etc/passwd', null, undefined, 5, {}, ['UTC']],
  ])('is none: %p', (name) => expect(isTimeZone(name)).toBe(false));
});

describe('The time of a zone', () => {
  it.each<[string, Date, string, string | null]>([
    ['UTC', WINTER, '+00:00', 'UTC'],
    ['America/Chicago', WINTER, '-06:00', 'CST'],
    ['America/Chicago', SUMMER, '-05:00', 'CDT'],
    ['Asia/Kolkata', WINTER, '+05:30', 'IST'],
    ['Europe/Berlin', WINTER, '+01:00', 'CET'],
    ['America/St_Johns', WINTER, '-03:30', null],
    ['Pacific/Kiritimati', WINTER, '+14:00', null],
  ])('%s at %p is %s from UTC', (timeZone, instant, utcOffset, abbreviation) => {
    const zone = zoneAt(timeZone, instant);
    expect(zone).toEqual({ timeZone, utcOffset, abbreviation });
    expect(isZoneAt(zone)).toBe(true);
    expect(new Date(instantIn(zone, instant))).toEqual(instant);
  });

  it.each<unknown>([
    ...[null, undefined, 'UTC', {}, { timeZone: 'UTC', utcOffset: '+00:00' }],
    { timeZone: 'utc', utcOffset: '+00:00', abbreviation: null },
    { timeZone: 'UTC', utcOffset: '+15:00', abbreviation: null },
    { timeZone: 'UTC', utcOffset: '00:00', abbreviation: null },
    { timeZone: 'UTC', utcOffset: '+00:00', abbreviation: 'utc' },
  ])('is not %p', (value) => expect(isZoneAt(value)).toBe(false));
});

describe('An instant is printed', () => {
  const chicago = zoneAt('America/Chicago', WINTER);

  it('by the clock of the place, its zone, and UTC', () => {
    expect(linesOfInstant(WINTER, chicago)).toEqual([
      ...['2026-11-29 14:03:07 CST', 'UTC−06:00, America/Chicago', '2026-11-29 20:03:07 UTC'],
    ]);
    expect(printedInstantIn(WINTER, chicago)).toBe(
      '2026-11-29 14:03:07 CST (UTC−06:00, America/Chicago) / 20:03:07 UTC',
    );
    expect(instantIn(chicago, WINTER)).toBe('2026-11-29T14:03:07.042-06:00');
  });

  it('with the day of UTC where that is another one, and without a short name where there is none', () => {
    expect(printedInstantIn('2026-11-30T02:03:07Z', chicago)).toBe(
      '2026-11-29 20:03:07 CST (UTC−06:00, America/Chicago) / 2026-11-30 02:03:07 UTC',
    );
    expect(printedInstantIn(WINTER, zoneAt('Pacific/Kiritimati', WINTER))).toBe(
      '2026-11-30 10:03:07 (UTC+14:00, Pacific/Kiritimati) / 2026-11-29 20:03:07 UTC',
    );
  });

  it('by UTC alone where that is the zone, or none was said', () => {
    expect(printedInstantIn(WINTER, zoneAt('UTC', WINTER))).toBe('2026-11-29 20:03:07 UTC');
    expect(linesOfInstant(WINTER, null)).toEqual(['2026-11-29 20:03:07 UTC']);
  });
});
