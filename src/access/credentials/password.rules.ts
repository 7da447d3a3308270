import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords';

/** In code points; long enough to be the only thing asked for, and so that a sentence fits (NIST SP 800-63B-4 §3.1.1.2). */
export const SHORTEST = 15;
export const LONGEST = 256;
/** So many characters must be left when what is guessed first is taken away, and so many different ones be there. */
const LEAST_LEFT = 8;
const LEAST_DIFFERENT = 5;
/** Shorter words of a name stand in too many others. */
const SHORTEST_WORD = 3;

const REPEATED = /^(.{1,12}?)\1+.{0,12}$/su;

/** One spelling of what was typed, whatever the keyboard composes (Unicode NFC). */
export const normalized = (password: string): string => password.normalize('NFC');

const folded = (text: string): string => normalized(text).toLowerCase();
const plain = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');

/** A text without characters that follow from the one before: the same again, the next, or the last in order. */
function withoutRuns(text: string): string {
  const points = [...text].map((one) => one.codePointAt(0) ?? 0);
  return String.fromCodePoint(...points.filter((point, at) => at === 0 || Math.abs(point - (points[at - 1] ?? 0)) > 1));
}

const wordsOf = (text: string): string[] => [folded(text), plain(text), ...folded(text).split(/[^\p{L}\p{N}]+/u)];

/** What has to be guessed when everybody's words, and those of the person, are known. */
function left(password: string, about: readonly string[]): string {
  const words = [...about.flatMap(wordsOf), ...COMMON_WORDS].filter((word) => word.length >= SHORTEST_WORD);
  const longestFirst = words.sort((a, b) => b.length - a.length);
  return withoutRuns(longestFirst.reduce((text, word) => text.replaceAll(word, ''), folded(password)));
}

const isRepeated = (text: string): boolean => REPEATED.test(text) || REPEATED.test([...text].reverse().join(''));

/**
 * Why a password is not taken, in words for whom it belongs to; null when it is. There are no rules of which characters it
 * must have; what is refused is what would be guessed: known ones, repetitions, sequences, and words of the context.
 */
export function faultOf(password: string, about: readonly string[]): string | null {
  const text = normalized(password);
  const { length } = [...text];
  if (length < SHORTEST || length > LONGEST) return `must have ${SHORTEST} to ${LONGEST} characters; it has ${length}`;
  if (COMMON_PASSWORDS.has(plain(text))) return 'is one of those that are guessed first: take another';
  if (isRepeated(folded(text)) || new Set(folded(text)).size < LEAST_DIFFERENT) {
    return 'says one thing again and again: take several words that do not belong together';
  }
  if ([...left(text, about)].length < LEAST_LEFT) {
    return 'is little more than a name, a sequence or words that everybody takes: add words that do not belong together';
  }
  return null;
}
