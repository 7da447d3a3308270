import { differencesOf } from '../../src/audit-trail/difference.rules';
import { WordDifferences } from '../../src/audit-trail/word-differences';

const words = (count: number, of: string): string => Array.from({ length: count }, (_, at) => `${of}${at}`).join(' ');

describe('What differs between two texts', () => {
  it('is told word by word', () => {
    expect(new WordDifferences().between('Lists options for a clinician', 'Lists options for a nurse')).toEqual([
      { kind: 'same', text: 'Lists options for a ' },
      { kind: 'removed', text: 'clinician' },
      { kind: 'added', text: 'nurse' },
    ]);
  });

  it('keeps together what belongs together: a number with its parts, and words that were rewritten one after another', () => {
    expect(
      new WordDifferences().between('Model 1.3.0 until the weights change', 'Model 2.1.0 until its task ends'),
    ).toEqual([
      { kind: 'same', text: 'Model ' },
      { kind: 'removed', text: '1.3.0' },
      { kind: 'added', text: '2.1.0' },
      { kind: 'same', text: ' until ' },
      { kind: 'removed', text: 'the weights change' },
      { kind: 'added', text: 'its task ends' },
    ]);
  });

  it('is nothing where they are equal, and one run where one is empty', () => {
    expect(new WordDifferences().between('Same', 'Same')).toEqual([{ kind: 'same', text: 'Same' }]);
    expect(new WordDifferences().between('', 'New words')).toEqual([{ kind: 'added', text: 'New words' }]);
  });

  it('is all of both where they have too little in common', () => {
    const [before, after] = [words(2_000, 'old'), words(2_000, 'new')];
    expect(new WordDifferences().between(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });

  it('is told in time, however many long texts one comparison has, and the same each time', () => {
    const before = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}`, words(3_000, `a${at}-`)]));
    const after = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}`, words(3_000, `b${at}-`)]));
    const began = performance.now();
    const differences = differencesOf(before, after);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(differences).toHaveLength(200);
    expect(differencesOf(before, after)).toEqual(differences);
  });

  it('is told whole of a text that is too long to be cut into words', () => {
    const long = 'word '.repeat(60_000);
    expect(new WordDifferences().between(long, `${long}more`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
