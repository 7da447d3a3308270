/** A day as a person writes it in a sentence: `2027-03-31`. */
const DAY = '20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])';

/**
 * SQL of the day until which evidence `t` is fresh: the first one that its own words name, as text, which sorts as days do;
 * null where they name none. An index has the same expression.
 */
export const NOT_FRESH_AFTER = `substring(t.stays_fresh from '(${DAY})')`;
