import { diffArrays } from 'diff';

/** A run of words that stayed, came or went. */
export interface WordRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Steps that telling the texts of one comparison apart may take; one step is well under a microsecond. */
const MOST_STEPS = 250_000;
/** Words of one text that may have come or gone: of more nobody sees which, and the effort grows with their square. */
const MOST_CHANGES = 400;
/** A longer text is told apart as a whole: to cut it into words alone would take too long. */
const LONGEST = 200_000;

/** Blanks, words with all that ties their parts (`2.1.0`, `2026-11-30`, `co-developer`), and every other sign by itself. */
const TOKEN = /\s+|[\p{L}\p{M}\p{N}_]+(?:[.,:/'’-][\p{L}\p{M}\p{N}_]+)*|./gsu;
const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

const stepsOf = (changes: number): number => (changes * changes) / 2;

/** Blanks between two changes go and come with them, so that what was rewritten reads as one text and not word by word. */
function readable(runs: readonly WordRun[]): WordRun[] {
  const told: WordRun[] = [];
  let [gone, come] = ['', ''];
  const tell = (): void => {
    if (gone !== '') told.push({ kind: 'removed', text: gone });
    if (come !== '') told.push({ kind: 'added', text: come });
    [gone, come] = ['', ''];
  };
  for (const [at, { kind, text }] of runs.entries()) {
    const isBetween = kind === 'same' && gone !== '' && come !== '' && at + 1 < runs.length && text.trim() === '';
    if (kind === 'removed' || isBetween) gone += text;
    if (kind === 'added' || isBetween) come += text;
    if (kind !== 'same' || isBetween) continue;
    tell();
    told.push({ kind, text });
  }
  tell();
  return told;
}

/**
 * Tells texts apart word by word, as far as one comparison has time for: what is too long or has too little in common is
 * removed and added as a whole. The same texts in the same order give the same runs, however fast the machine is.
 */
export class WordDifferences {
  private left = MOST_STEPS;

  between(before: string, after: string): WordRun[] {
    if (before === after) return [{ kind: 'same', text: before }];
    const maxEditLength = Math.min(MOST_CHANGES, Math.floor(Math.sqrt(2 * this.left)));
    const isShort = before.length + after.length <= LONGEST && maxEditLength > 0;
    const found = isShort ? diffArrays(tokensOf(before), tokensOf(after), { maxEditLength }) : undefined;
    if (found === undefined) return this.asWhole(before, after, isShort ? maxEditLength : 0);
    this.left -= stepsOf(found.reduce((sum, { count, added, removed }) => sum + (added || removed ? count : 0), 1));
    return readable(
      found.map(({ value, added, removed }) => ({
        kind: added ? 'added' : removed ? 'removed' : 'same',
        text: value.join(''),
      })),
    );
  }

  private asWhole(before: string, after: string, tried: number): WordRun[] {
    this.left = Math.max(0, this.left - stepsOf(tried));
    return [{ kind: 'removed', text: before } as const, { kind: 'added', text: after } as const].filter(
      ({ text }) => text !== '',
    );
  }
}
