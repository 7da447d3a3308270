/** Set by `Page` and `Form`: the template. */
export const PAGE = 'predicate:page';

/** Where a browser is to go after a form (RFC 9110 §15.4.4). */
export class SeeOther {
  constructor(readonly href: string) {}
}

export const seeOther = (href: string): SeeOther => new SeeOther(href);
