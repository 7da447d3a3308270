import { printedInstant } from './clock';

/** Which time a place has at an instant: the name of its zone (IANA), how far it is from UTC then, and how that is called. */
export interface ZoneAt {
  /** `America/Chicago` */
  readonly timeZone: string;
  /** `-06:00` */
  readonly utcOffset: string;
  /** `CST`; null where English has no short name for it. */
  readonly abbreviation: string | null;
}

const NAME = /^[A-Z][A-Za-z0-9_+/-]{0,63}$/;
const OFFSET = /^[+-](0\d|1[0-4]):[0-5]\d$/;
const ABBREVIATION = /^[A-Z]{2,5}$/;
/** English has short names for its own zones only: each of these knows others. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA'];
const MINUTE_MS = 60_000;

/** Whether it names a zone of the IANA database that this machine knows (ECMA-402); an offset names none. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || !NAME.test(name)) return false;
  try {
    const known = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
    return known === name || known.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

const nameIn = (locale: string, timeZone: string, instant: Date, timeZoneName: 'short' | 'longOffset'): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** The time of a zone at an instant, by the tables of this machine. Throws for a zone that `isTimeZone` does not know. */
export function zoneAt(timeZone: string, instant: Date): ZoneAt {
  const utcOffset = nameIn('en-US', timeZone, instant, 'longOffset').replace('GMT', '') || '+00:00';
  const names = LOCALES.map((locale) => nameIn(locale, timeZone, instant, 'short'));
  return { timeZone, utcOffset, abbreviation: names.find((name) => ABBREVIATION.test(name)) ?? null };
}

/** Whether it is of that shape; it asks no table, since those of another year may know other zones. */
export function isZoneAt(value: unknown): value is ZoneAt {
  const { timeZone, utcOffset, abbreviation } = (value ?? {}) as Partial<Record<keyof ZoneAt, unknown>>;
  const isName = abbreviation === null || (typeof abbreviation === 'string' && ABBREVIATION.test(abbreviation));
  return isName && NAME.test(String(timeZone)) && OFFSET.test(String(utcOffset));
}

/** What the clock on the wall said, as if it were UTC. */
function onTheWall(instant: Date | string, { utcOffset }: ZoneAt): string {
  const [hours, minutes] = utcOffset.slice(1).split(':').map(Number);
  const ahead = (hours * 60 + minutes) * (utcOffset.startsWith('-') ? -1 : 1);
  return new Date(new Date(instant).getTime() + ahead * MINUTE_MS).toISOString();
}

/** An instant in the zone of a place, as RFC 3339 writes it: `2026-11-29T14:03:07.000-06:00`. */
export const instantIn = (zone: ZoneAt, instant: Date | string): string =>
  onTheWall(instant, zone).replace('Z', zone.utcOffset);

/**
 * An instant in lines: the clock on the wall, the zone, and UTC, by which it is told. Where there is no zone, or it is UTC,
 * the last alone: `2026-11-29 14:03:07 CST`, `UTC−06:00, America/Chicago`, `2026-11-29 20:03:07 UTC`.
 */
export function linesOfInstant(instant: Date | string, zone: ZoneAt | null): string[] {
  const utc = printedInstant(instant);
  if (zone === null || zone.timeZone === 'UTC') return [utc];
  const wall = onTheWall(instant, zone).slice(0, 19).replace('T', ' ');
  const { abbreviation, utcOffset, timeZone } = zone;
  const name = abbreviation === null ? '' : ` ${abbreviation}`;
  return [`${wall}${name}`, `UTC${utcOffset.replace('-', '−')}, ${timeZone}`, utc];
}

/** The same in one line: `2026-11-29 14:03:07 CST (UTC−06:00, America/Chicago) / 20:03:07 UTC`, with the day of UTC where it is another. */
export function printedInstantIn(instant: Date | string, zone: ZoneAt | null): string {
  const [wall, place, utc] = linesOfInstant(instant, zone);
  if (utc === undefined) return wall;
  return `${wall} (${place}) / ${utc.startsWith(wall.slice(0, 10)) ? utc.slice(11) : utc}`;
}
