import { type Look, type PrintedInstant, printedInstant, worded } from '../http/pages/words';

/** What stands in one place of a table; a template prints it as it is. */
export interface Cell {
  readonly text: string;
  readonly href?: string;
  /** A second line. */
  readonly note?: string;
  readonly state?: Look;
  readonly at?: PrintedInstant;
  /** Said more quietly: an absent value, or what is beside the point. */
  readonly isQuiet?: boolean;
  /** All of a digest of which the text is the beginning and the end. */
  readonly digest?: string;
  /** The name of a link that has only an icon. */
  readonly icon?: string;
}

export const words = (text: string, note?: string): Cell => ({ text, ...(note === undefined ? {} : { note }) });

export const quiet = (text: string): Cell => ({ text, isQuiet: true });

/** A text, or why there is none. */
export const wordsOr = (text: string | null, absent: string): Cell => (text === null ? quiet(absent) : words(text));

export const link = (text: string, href: string, note?: string): Cell => ({ ...words(text, note), href });

export const stated = (state: Look): Cell => ({ text: state.word, state });

/** A word of the code, as people say it. */
export const named = (name: string): Cell => words(worded(name));

export function instant(when: Date): Cell {
  const at = printedInstant(when);
  return { text: at.text, at };
}

export const instantOr = (at: Date | null, absent: string): Cell => (at === null ? quiet(absent) : instant(at));

export const counted = (count: number): Cell => words(count.toLocaleString('en'));

/** A digest as tables have it: 8…4 of its characters. */
export const digest = (sha256: string, href?: string): Cell => ({
  ...{ text: `${sha256.slice(0, 8)}…${sha256.slice(-4)}`, digest: sha256 },
  ...(href === undefined ? {} : { href }),
});
