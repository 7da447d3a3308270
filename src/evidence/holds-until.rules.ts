const DAY = '(\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))';
const UNTIL = new RegExp(`\\buntil\\s+${DAY}\\b`, 'i');

const isThere = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** The day that a piece of evidence says it holds until: the one after “until” in what must stay the same for it. */
export function holdsUntil(staysFresh: string | null): string | null {
  const day = UNTIL.exec(staysFresh ?? '')?.[1];
  return day !== undefined && isThere(day) ? day : null;
}

/** The same as SQL on a column: text, for which there is an index; a day that does not exist is for the rule above. */
export const holdsUntilSql = (column: string): string => `substring(${column} FROM '(?i)\\muntil\\s+${DAY}\\M')`;
