/** A day as a person writes it in a sentence: `2027-03-31`. */
const DAY = '20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])';

const isThere = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

/** The day until which evidence is fresh: the first one that its own words name; null where they name none that there is. */
export function freshUntil(staysFresh: string | null): string | null {
  const day = new RegExp(DAY).exec(staysFresh ?? '')?.[0];
  return day !== undefined && isThere(day) ? day : null;
}

/** The same as SQL on a column, as text, which sorts as days do; an index has the same expression. A day that there is not is for the rule. */
export const freshUntilSql = (column: string): string => `substring(${column} from '(${DAY})')`;
