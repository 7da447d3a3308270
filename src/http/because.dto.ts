import { MayWords, Words } from './fields';

/** A first record may say why it is made. */
export class MayBecause {
  @MayWords(2000) reason?: string | null;
}

/** Whatever changes what was said before says why (21 CFR 11.10(e)). */
export class Because {
  @Words(3, 2000) reason: string;
}
