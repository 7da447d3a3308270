import type { OpenedPdf } from './opened-pdf';

/** One rule of a standard, as a check over the parsed file: what breaks it, in words; nothing where it is kept. */
export interface Rule {
  readonly of: 'PDF/A-3a' | 'PDF/UA-1' | 'ours';
  /** The clause and the number of the test in it. */
  readonly clause: string;
  readonly says: string;
  readonly broken: (pdf: OpenedPdf) => string[];
}

export const a3 = (clause: string, says: string, broken: Rule['broken']): Rule => ({
  of: 'PDF/A-3a',
  clause,
  says,
  broken,
});
export const ua = (clause: string, says: string, broken: Rule['broken']): Rule => ({
  of: 'PDF/UA-1',
  clause,
  says,
  broken,
});
/** What neither standard has a rule for, and we promise. */
export const own = (clause: string, says: string, broken: Rule['broken']): Rule => ({
  of: 'ours',
  clause,
  says,
  broken,
});

/** Nothing where it holds, else what is wrong. */
export const unless = (holds: boolean, wrong: string): string[] => (holds ? [] : [wrong]);

export const nameOf = ({ of, clause }: Rule): string => `${of} ${clause}`;

/** Something about a file that is worked out once. */
export function once<T>(work: (pdf: OpenedPdf) => T): (pdf: OpenedPdf) => T {
  const known = new WeakMap<OpenedPdf, { readonly of: T }>();
  return (pdf) => {
    const found = known.get(pdf);
    if (found !== undefined) return found.of;
    const of = work(pdf);
    known.set(pdf, { of });
    return of;
  };
}
