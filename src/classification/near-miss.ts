/** The number of letters to insert, delete or replace to make one word the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = row[column - 1] + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[column] + 1, next[column - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}

const LONGEST = 80;

/** `; did you mean 'PATIENT'?` where a word of the list is near what was written, and nothing otherwise. */
export function didYouMean(written: string, words: readonly string[]): string {
  if (written.length > LONGEST) return '';
  const near = words
    .map((word) => ({ word, far: distance(written.toUpperCase(), word.toUpperCase()) }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(word.length / 3)))
    .sort((one, other) => one.far - other.far);
  return near.length === 0 ? '' : `; did you mean '${near[0].word}'?`;
}
