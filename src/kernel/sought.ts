/** One thing that somebody looks for: words in this order, without punctuation. */
export interface Sought {
  readonly words: readonly string[];
  readonly isNegated: boolean;
  /** Whether the last word may be the beginning of a longer one, since it is still being typed. */
  readonly isBeginning: boolean;
}

const TERM = /(-?)"([^"]*)"|(\S+)/g;
/** Evidence, claims and determinations are printed with at least four digits, and typed with as many as one likes. */
const CODE = /^(EV|CL|DT)-?(\d{1,9})$/i;

const padded = (text: string): string =>
  text.replace(CODE, (_, letters: string, digits: string) => `${letters}-${String(Number(digits)).padStart(4, '0')}`);

/** The words of a text: what neither letter, digit nor mark is parts them, as it does in the index. */
const wordsIn = (text: string): string[] => text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');

function soughtOf([, dash = '', phrase, word = '']: readonly (string | undefined)[]): Sought {
  if (phrase !== undefined) return { words: wordsIn(phrase), isNegated: dash === '-', isBeginning: false };
  const isNegated = word.startsWith('-');
  return { words: wordsIn(padded(isNegated ? word.slice(1) : word)), isNegated, isBeginning: !isNegated };
}

/**
 * What is looked for, as people write it: all of the words, “"in this order"”, “-without”, “this or that”. The last word
 * counts as the beginning of one. Alternatives, each a list of what must all hold; none when no word was said.
 */
export function soughtIn(text: string): readonly (readonly Sought[])[] {
  const terms = [...text.matchAll(TERM)];
  const last = terms.length - 1;
  const alternatives: Sought[][] = [[]];
  terms.forEach((term, index) => {
    if (term[0].toLowerCase() === 'or' && index > 0 && index < last) return void alternatives.push([]);
    const sought = soughtOf(term);
    if (sought.words.length === 0) return undefined;
    alternatives.at(-1)?.push({ ...sought, isBeginning: sought.isBeginning && index === last });
    return undefined;
  });
  return alternatives.filter((all) => all.length > 0);
}
