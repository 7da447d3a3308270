import { Words } from '../../http/fields';

const LONGEST = 700;

export class OpenLink {
  /** The link, or what stands behind the # of it. */
  @Words(20, LONGEST) token: string;
}

/** What opens: a browser keeps what is behind the # of an address to itself, and people paste all of it. */
export const tokenOf = (said: string): string => said.trim().split('#').at(-1) ?? '';

/** Where a one-time link leads; what opens it is in no log, since it stands behind the #. */
export const linkOf = (origin: string | null, token: string): string => `${origin ?? ''}/first-start#${token}`;
