import fc from 'fast-check';
import { type Sought, soughtIn } from '../../src/kernel/sought';

const shown = ({ words, isNegated, isBeginning }: Sought): string =>
  `${isNegated ? '-' : ''}${words.join('+')}${isBeginning ? '*' : ''}`;
const read = (text: string): string =>
  soughtIn(text)
    .map((all) => all.map(shown).join(' '))
    .join(' | ');

describe('What is looked for', () => {
  it.each([
    ['med', 'med*'],
    ['MedQA accuracy', 'MedQA accuracy*'],
    ['"chest pain" adults', 'chest+pain adults*'],
    ['adults "chest pain"', 'adults chest+pain'],
    ['sensitivity -pediatric', 'sensitivity -pediatric'],
    ['-"not this" that', '-not+this that*'],
    ['stroke or bleeding', 'stroke | bleeding*'],
    ['or', 'or*'],
    ['stroke or', 'stroke or*'],
    ['EV-12', 'EV+0012*'],
    ['cl0007', 'cl+0007*'],
    ['EV-123456', 'EV+123456*'],
    ['PD-2026-000417', 'PD+2026+000417*'],
    ['1.0.0', '1+0+0*'],
    ['MedQA/USMLE', 'MedQA+USMLE*'],
    ['Größe é', 'Größe é*'],
    [`it's`, 'it+s*'],
  ])('%s is %s', (text, terms) => {
    expect(read(text)).toBe(terms);
  });

  it.each(['', ' ', '---', '"', '""', '!!! ???', "';--", '🙂'])('is nothing where no word is said: %j', (text) => {
    expect(soughtIn(text)).toEqual([]);
  });

  it('holds letters, digits and marks alone, whatever is typed, so that no sign of a query language is among them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { words } of soughtIn(text).flat()) {
          expect(words.length).toBeGreaterThan(0);
          for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
        }
      }),
    );
  });
});
