import { decide, type Rule, type Table } from '../../src/classification/decide';
import { cite } from '../../src/kernel/citation';

const cites = [cite('FDC', '201(h)(1)')];
const row = <T>(id: string, when: Rule<T>['when'], then: T): Rule<T> => ({ id, when, then, cites });
const table = <T>(rules: Rule<T>[], readings = {}): Table<T> => ({
  id: 't',
  label: 'T',
  test: 'T.',
  cites,
  rules,
  readings,
});

const two = table([row('both', { a: true, b: true }, 'yes'), row('otherwise', {}, 'no')]);

describe('a decision', () => {
  it('is the first row that holds', () => {
    expect(decide(two, { a: true, b: true })).toMatchObject({ decided: true, outcome: 'yes', rules: [{ id: 'both' }] });
    expect(decide(two, { a: false, b: true })).toMatchObject({ decided: true, outcome: 'no', missing: [] });
  });

  it('does not ask for a fact that can no longer change it', () => {
    expect(decide(two, { a: false })).toMatchObject({ decided: true, outcome: 'no' });
    expect(decide(two, { a: true })).toEqual({ decided: false, possible: ['yes', 'no'], missing: ['b'] });
  });

  it('does not ask for a fact on which two rows agree', () => {
    const alike = table([row('one', { a: true }, 'same'), row('other', { a: false }, 'same')]);
    expect(decide(alike, {})).toMatchObject({
      decided: true,
      outcome: 'same',
      rules: [{ id: 'one' }, { id: 'other' }],
    });
  });

  it('sees through a table that it reads twice', () => {
    const reading = table([row('t', { a: true }, true), row('f', { a: false }, false)]);
    const correlated = table([row('x', { r: true, a: false }, 'never'), row('otherwise', {}, 'always')], {
      r: reading,
    });
    expect(decide(correlated, {})).toMatchObject({ decided: true, outcome: 'always' });
  });

  it('counts outcomes as one that look the same in the view', () => {
    expect(decide(two, { a: true }, () => 'same')).toMatchObject({ decided: true, missing: [] });
  });

  it('does not stand on a table with a hole', () => {
    expect(() => decide(table([row('only', { a: true }, 'yes')]), {})).toThrow('t has no rule for {"a":false}');
  });
});
