import ICAL from 'ical.js';
import fc from 'fast-check';
import { type CalendarDay, calendarOf } from '../../src/notices/calendar/ics.rules';

const TERMS = { name: 'Predicate', host: 'predicate.example.org', program: '1.0.0' };
const day = (own: Partial<CalendarDay> = {}): CalendarDay => ({
  ...{ uid: 'evidence-1', on: '2026-12-31', sequence: 3, stamp: new Date('2026-11-30T12:34:56.789Z') },
  ...{ summary: 'EV-0001 holds until today', description: 'One; two, three\\four\nfive' },
  ...{ url: 'https://predicate.example.org/evidence/1' },
  ...own,
});

const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as never).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));

describe('A calendar', () => {
  it('is read as it was meant by a program of somebody else', () => {
    const [event] = eventsIn(calendarOf([day()], TERMS));
    expect(event).toMatchObject({
      ...{ uid: 'evidence-1@predicate.example.org', sequence: 3, summary: 'EV-0001 holds until today' },
      description: 'One; two, three\\four\nfive',
    });
    expect([event.startDate.isDate, event.startDate.toString(), event.endDate.toString()]).toEqual([
      true,
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('has lines of at most 75 octets that end in CRLF, whatever they say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (said) => {
        const text = calendarOf([day({ summary: said, description: said })], TERMS);
        const lines = text.split('\r\n');
        expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true);
        const [event] = eventsIn(text);
        const kept = said.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '');
        expect(event.summary ?? '').toBe(kept);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot be made to hold another day by what a day says', () => {
    const text = calendarOf([day({ summary: 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other' })], TERMS);
    expect(eventsIn(text)).toHaveLength(1);
  });

  it('is the same bytes for the same days, and a calendar also without any', () => {
    expect(calendarOf([day()], TERMS)).toBe(calendarOf([day()], TERMS));
    expect(eventsIn(calendarOf([], TERMS))).toEqual([]);
  });
});
