/** The kinds of record that have a period of their own, as the rules name them. */
export const RETENTION_KINDS = [
  ...['evidence', 'clinical-evidence', 'labeling', 'dossier', 'submission-letter', 'unused-file'],
  ...['record', 'audit-trail'],
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** What a period is counted from. */
export const COUNTED_FROM = ['version-retired', 'last-version-retired', 'file-stored', 'never'] as const;
export type CountedFrom = (typeof COUNTED_FROM)[number];

/** A period on its way: null where its beginning is still to come, and where it is for ever. */
export interface Period {
  readonly beginsOn: string | null;
  readonly months: number | null;
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const printed = (...parts: readonly [number, number, number]): string =>
  parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-');

/**
 * The day so many months later in the calendar; where the month has no such day, its last one: a year after 2024-02-29
 * is 2025-02-28. PostgreSQL counts the same.
 */
export function plusMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number);
  const later = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(later / 12), (later % 12) + 1];
  return printed(inYear, inMonth, Math.min(date, daysIn(inYear, inMonth)));
}

/** The day after. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** The last day on which it is kept; null where no end is known. */
export const keptUntil = ({ beginsOn, months }: Period): string | null =>
  beginsOn === null || months === null ? null : plusMonths(beginsOn, months);

/** Whether a period is over on that day: the last day is kept whole. */
export function isOver(period: Period, today: string): boolean {
  const last = keptUntil(period);
  return last !== null && last < today;
}

/** The first day on which none of the periods keeps it any more; null where that is not known of one of them. */
export function mayGoFrom(periods: readonly Period[]): string | null {
  const ends = periods.map(keptUntil);
  if (ends.length === 0 || ends.some((end) => end === null)) return null;
  return nextDay(ends.reduce<string>((latest, end) => (end !== null && end > latest ? end : latest), '0000-01-01'));
}

/** What the beginning of a period waits for, in words. */
export const AWAITS: Readonly<Record<CountedFrom, string>> = {
  'version-retired': 'the retirement of its version',
  'last-version-retired': 'the retirement of every version of its model',
  'file-stored': 'its storing',
  never: 'nothing: it is kept for ever',
};
