/** Set by `Page` and its kin: the template. */
export const PAGE = 'predicate:page';

/** Set by `Form`: whether a refusal is drawn by the form's own template, from what was said and what is wrong with it. */
export const DRAWS_REFUSALS = 'predicate:draws-refusals';

/** Where a browser is to go after a form (RFC 9110 §15.4.4). */
export class SeeOther {
  constructor(
    readonly href: string,
    /** How the form is shown again when what it wrote could not be committed. */
    readonly again: ((error: unknown) => unknown) | null = null,
  ) {}
}

export const seeOther = (href: string): SeeOther => new SeeOther(href);

/** The page on which one is. */
export const HERE = '?';
