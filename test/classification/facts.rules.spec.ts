import fc from 'fast-check';
import { classify } from '../../src/classification/classify';
import { type FieldError, Refusal } from '../../src/kernel/refusal';

function errorsOf(asked: unknown): readonly FieldError[] {
  try {
    classify(asked);
  } catch (error) {
    if (error instanceof Refusal && error.type === 'validation') return error.errors;
    throw error;
  }
  return [];
}
const inCds = (facts: unknown) => errorsOf({ ruleSet: 'CDS-2026-01-29', facts });
const inN12 = (facts: unknown) => errorsOf({ ruleSet: 'IMDRF-N12-2014', facts });

describe('what is asked of the engine', () => {
  it.each([null, [], 'text', 1, undefined].map((asked) => [asked]))('is refused when it is no object: %j', (asked) => {
    expect(errorsOf(asked)).toEqual([{ pointer: '', detail: expect.stringContaining('not an object') as string }]);
  });

  it('is refused for a rule set that was never published, with the nearest one', () => {
    expect(errorsOf({ ruleSet: 'CDS-2026-01-06', facts: {} })).toEqual([
      {
        pointer: '/ruleSet',
        detail:
          "'CDS-2026-01-06' is not one of CDS-2026-01-29, CDS-2022-09-28, DSF-2022-09-28, IMDRF-N12-2014; did you mean 'CDS-2026-01-29'?",
      },
    ]);
  });

  it.each([undefined, null, 7, 'toString', '__proto__'])('is refused for a rule set that is %j', (ruleSet) => {
    expect(errorsOf({ ruleSet, facts: {} })[0].pointer).toBe('/ruleSet');
  });

  it('is refused for a name beside id, ruleSet and facts, and for an id that is no text', () => {
    const errors = errorsOf({ id: 1, ruleSet: 'CDS-2026-01-29', facts: {}, 'a/b': true });
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/id', '/a~1b']);
  });

  it.each([undefined, null, [], 'facts'])('is refused for facts that are %j', (facts) => {
    expect(inCds(facts)).toEqual([{ pointer: '/facts', detail: 'the facts are not an object' }]);
  });
});

describe('a stated fact', () => {
  it('is refused by the place of each value that is not in the vocabulary', () => {
    expect(inCds({ users: ['NURSE', 'HCP', 'PATEINT'] })).toEqual([
      { pointer: '/facts/users/0', detail: "'NURSE' is not one of HCP, PATIENT, CAREGIVER, ADMIN, GENERAL_PUBLIC" },
      {
        pointer: '/facts/users/2',
        detail: "'PATEINT' is not one of HCP, PATIENT, CAREGIVER, ADMIN, GENERAL_PUBLIC; did you mean 'PATIENT'?",
      },
    ]);
  });

  it('is refused when the vocabulary does not know its name', () => {
    expect(inCds({ timeCritcal: true, '__proto__/x': 1 })).toEqual([
      {
        pointer: '/facts/timeCritcal',
        detail: "'timeCritcal' is not a fact of this rule set; did you mean 'timeCritical'?",
      },
      { pointer: '/facts/__proto__~1x', detail: "'__proto__/x' is not a fact of this rule set" },
    ]);
  });

  it.each([
    [{ timeCritical: 'yes' }, '/facts/timeCritical'],
    [{ timeCritical: 1 }, '/facts/timeCritical'],
    [{ users: 'HCP' }, '/facts/users'],
    [{ users: [null] }, '/facts/users/0'],
    [{ users: [['HCP']] }, '/facts/users/0'],
    [{ function: 5 }, '/facts/function'],
    [{ outputType: 'order_set' }, '/facts/outputType'],
    [{ samplingPattern: ['DISCRETE'] }, '/facts/samplingPattern'],
    [{ inputKinds: ['CT'] }, '/facts/inputKinds/0'],
    [{ policyItem: 'DSF-2022-09-28/B.99' }, '/facts/policyItem'],
    [{ significance: 'TREAT_OR_DIAGNOSE' }, '/facts/significance'],
    [JSON.parse('{"__proto__": true}'), '/facts/__proto__'],
  ])('is refused where its value has the wrong shape: %j', (facts, pointer) => {
    expect(inCds(facts).map((error) => error.pointer)).toEqual([pointer]);
  });

  it.each([
    [{ uses: {} }, ['/facts/uses']],
    [{ uses: [null] }, ['/facts/uses/0']],
    [{ uses: Array.from({ length: 101 }, () => ({})) }, ['/facts/uses']],
    [{ uses: [{ situation: 'SERIOUS' }, { situation: 'GRAVE' }] }, ['/facts/uses/1/situation']],
    [{ uses: [{ uses: [] }] }, ['/facts/uses/0/uses']],
    [{ timeCritical: true }, ['/facts/timeCritical']],
  ])('is refused inside the use in which it stands: %j', (facts, pointers) => {
    expect(inN12(facts).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('is unknown when it is null, whatever its kind', () => {
    expect(inCds({ users: null, function: null, outputType: null, timeCritical: null, inputKinds: null })).toEqual([]);
    expect(inN12({ uses: null, users: null, situation: null })).toEqual([]);
  });

  it('is either refused or classified, never anything else', () => {
    fc.assert(
      fc.property(fc.constantFrom('CDS-2026-01-29', 'IMDRF-N12-2014'), fc.jsonValue(), (ruleSet, facts) => {
        expect(() => errorsOf({ ruleSet, facts })).not.toThrow();
      }),
    );
  });
});
