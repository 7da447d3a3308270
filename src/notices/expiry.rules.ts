const DAY_MS = 24 * 60 * 60 * 1000;

const atNoon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** The day so many days after. */
export const plusDays = (day: string, days: number): string =>
  new Date(atNoon(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days lie between two. */
export const daysBetween = (from: string, to: string): number => Math.round((atNoon(to) - atNoon(from)) / DAY_MS);

/** What was told before, and what is told at which distance. */
export interface Told {
  /** The day of the last mail about it; null where there was none. */
  readonly lastOn: string | null;
  readonly days: readonly number[];
}

/**
 * Whether something that ends on a day comes nearer than one of the distances between the last mail and today, so that
 * each distance is told once, also where no mail was sent for days. The first mail tells all that is near.
 */
export function isNews(until: string, today: string, { lastOn, days }: Told): boolean {
  const left = daysBetween(today, until);
  if (left < 0) return false;
  const before = lastOn === null ? Infinity : daysBetween(lastOn, until);
  return days.some((distance) => left <= distance && before > distance);
}
