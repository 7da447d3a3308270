/** A day in somebody's calendar. */
export interface CalendarDay {
  /** The same for ever for the same thing; without the part after the at sign. */
  readonly uid: string;
  /** As `2026-12-31`. */
  readonly on: string;
  /** Greater whenever the thing was changed (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  /** When what it says was recorded. */
  readonly stamp: Date;
  readonly summary: string;
  readonly description: string;
  /** Null where it is not read anywhere by itself. */
  readonly url: string | null;
}

/** What the calendar is called, and the name by which its days are told from those of others. */
export interface CalendarTerms {
  readonly name: string;
  readonly host: string;
  readonly program: string;
}

/** Text as RFC 5545 §3.3.11 writes it; what no text may hold is left out. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[\\;,]/g, (one) => `\\${one}`)
    .replaceAll('\n', '\\n');

const LONGEST = 75;

/** A line in pieces of at most 75 octets, none of which ends within a character (RFC 5545 §3.1). */
function folded(line: string): string {
  const pieces: string[] = [];
  let [piece, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      pieces.push(piece);
      [piece, octets] = [' ', 1];
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}

const compact = (day: string): string => day.replaceAll('-', '');
const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const instant = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');

const dayLines = ({ uid, on, sequence, stamp, summary, description, url }: CalendarDay, host: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(uid)}@${host}`,
  `DTSTAMP:${instant(stamp)}`,
  `LAST-MODIFIED:${instant(stamp)}`,
  `SEQUENCE:${sequence}`,
  `DTSTART;VALUE=DATE:${compact(on)}`,
  `DTEND;VALUE=DATE:${compact(nextDay(on))}`,
  `SUMMARY:${escaped(summary)}`,
  ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
  ...(url === null ? [] : [`URL:${url}`]),
  'TRANSP:TRANSPARENT',
  'CLASS:PRIVATE',
  'END:VEVENT',
];

/** A calendar of whole days (RFC 5545). The same days give the same bytes. */
export function calendarOf(days: readonly CalendarDay[], { name, host, program }: CalendarTerms): string {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Predicate//${escaped(program)}//EN`, 'CALSCALE:GREGORIAN'],
    ...['METHOD:PUBLISH', `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`],
    ...['REFRESH-INTERVAL;VALUE=DURATION:PT6H', 'X-PUBLISHED-TTL:PT6H'],
    ...days.flatMap((day) => dayLines(day, host)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
