import type { FieldError } from '../../kernel/refusal';

/** The longest that one grant runs, in milliseconds: 366 days. */
export const LONGEST_GRANT_MS = 366 * 24 * 60 * 60 * 1000;

/** From when to when. */
export interface Term {
  readonly from: Date;
  readonly until: Date;
}

/** What is wrong with the term of a grant that is given now; nothing where it can be given. */
export function faultsOfTerm({ from, until }: Term, now: Date): FieldError[] {
  const fault = (detail: string): FieldError[] => [{ pointer: '/until', detail }];
  if (until <= from) return fault('must be after from');
  if (until.getTime() - from.getTime() > LONGEST_GRANT_MS) return fault('must be at most 366 days after from');
  return until <= now ? fault('is over already') : [];
}
