import { ruleSets } from '../../src/classification/classify';
import { type Asked, type Commented, isField, isIn, JSON_POINTER } from '../../src/comments/field.rules';

const edition = (id: string, facts: string[], effectiveOn: string, supersededOn?: string): Asked => ({
  ...{ id, effectiveOn, supersededOn, questions: facts.map((fact) => ({ fact })) },
});
const OLD = edition('CDS-1', ['old', 'both'], '2022-01-01', '2026-01-29');
const NEW = edition('CDS-2', ['both', 'new'], '2026-01-29');
const commented = (own: Partial<Commented>): Commented => ({
  ...{ type: 'evidence', answer: {}, ruleSets: [OLD, NEW], today: '2026-11-20' },
  ...own,
});

describe('A pointer', () => {
  const answer = { title: null, 'a/b': { 'm~n': 1 }, files: [{ name: 'x' }], '': 2, list: [] };

  it.each(['/title', '/a~1b', '/a~1b/m~0n', '/files/0/name', '/files', '/'])('leads to a value: %s', (pointer) => {
    expect([JSON_POINTER.test(pointer), isIn(answer, pointer)]).toEqual([true, true]);
  });

  it.each(['/titles', '/title/x', '/a/b', '/files/1', '/files/00', '/files/-', '/files/length', '/constructor', '//'])(
    'leads to nothing: %s',
    (pointer) => expect(isIn(answer, pointer)).toBe(false),
  );

  it.each(['', 'title', '/a~', '/a~2', '#/title', '/a/~'])('is none: “%s”', (pointer) => {
    expect(JSON_POINTER.test(pointer)).toBe(false);
  });
});

describe('A field', () => {
  it('of a classification is each fact that its own rule set asks for, stated or not', () => {
    const one = commented({ type: 'classification', answer: { ruleSet: 'CDS-1', facts: [{ fact: 'both' }] } });
    expect(['/facts/old', '/facts/both', '/facts/0/fact'].filter((field) => isField(one, field))).toHaveLength(3);
    expect(
      ['/facts/new', '/facts/', '/facts/old/value', '/classification/facts/old'].some((f) => isField(one, f)),
    ).toBe(false);
  });

  it('of a function is each fact of a rule set that is operative that day, for a classification to come', () => {
    const fields = ['old', 'both', 'new'].map((fact) => `/classification/facts/${fact}`);
    const on = (today: string) =>
      fields.filter((field) => isField(commented({ type: 'software_function', today }), field));
    expect(on('2021-12-31')).toEqual([]);
    expect(on('2026-01-28')).toEqual([fields[0], fields[1]]);
    expect(on('2026-01-29')).toEqual([fields[1], fields[2]]);
  });

  it('of another record is no fact', () => {
    expect(isField(commented({ type: 'evidence' }), '/classification/facts/both')).toBe(false);
    expect(isField(commented({ type: 'evidence', answer: { ruleSet: 'CDS-2' } }), '/facts/new')).toBe(false);
  });

  it('is each question that the published rule sets ask today', () => {
    const one = commented({ type: 'software_function', ruleSets: ruleSets() });
    for (const fact of ['analysesImageSignalOrPattern', 'timeCritical', 'significance', 'situation']) {
      expect([fact, isField(one, `/classification/facts/${fact}`)]).toEqual([fact, true]);
    }
    expect(isField(one, '/classification/facts/imageAnalysis')).toBe(false);
  });
});
