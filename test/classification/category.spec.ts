import fc from 'fast-check';
import { type CategoryOutcome } from '../../src/classification/category';
import { classify } from '../../src/classification/classify';
import { type StatedFacts } from '../../src/classification/facts';
import { type Json } from '../../src/kernel/digest';

const TABLE: Record<string, Record<string, string>> = {
  CRITICAL: { TREAT_OR_DIAGNOSE: 'IV.i', DRIVE_CLINICAL_MGMT: 'III.ii', INFORM_CLINICAL_MGMT: 'II.iii' },
  SERIOUS: { TREAT_OR_DIAGNOSE: 'III.i', DRIVE_CLINICAL_MGMT: 'II.ii', INFORM_CLINICAL_MGMT: 'I.ii' },
  NON_SERIOUS: { TREAT_OR_DIAGNOSE: 'II.i', DRIVE_CLINICAL_MGMT: 'I.i', INFORM_CLINICAL_MGMT: 'I.iii' },
};
const GRAVEST_FIRST = ['IV.i', 'III.i', 'III.ii', 'II.i', 'II.ii', 'II.iii', 'I.i', 'I.ii', 'I.iii'];
const VALUES: Record<string, readonly Json[]> = {
  significance: ['TREAT_OR_DIAGNOSE', 'DRIVE_CLINICAL_MGMT', 'INFORM_CLINICAL_MGMT'],
  situation: ['CRITICAL', 'SERIOUS', 'NON_SERIOUS'],
  users: [['HCP'], ['PATIENT'], ['HCP', 'GENERAL_PUBLIC'], ['HCP', 'ADMIN']],
  professionalSupport: [true, false],
};
const NAMES = Object.keys(VALUES);

/** The table of N12 and its two rules, written a second time for complete uses. */
function reference(uses: readonly StatedFacts[]) {
  const cells = uses.map((use) => {
    const lay = (use.users as string[]).some((user) => ['PATIENT', 'CAREGIVER', 'GENERAL_PUBLIC'].includes(user));
    const lifted = use.situation === 'SERIOUS' && lay && use.professionalSupport === false;
    const situation = lifted ? 'CRITICAL' : (use.situation as string);
    return { situation, criterion: TABLE[situation][use.significance as string] };
  });
  const [governing] = cells.sort((a, b) => GRAVEST_FIRST.indexOf(a.criterion) - GRAVEST_FIRST.indexOf(b.criterion));
  return { ...governing, category: governing.criterion.split('.')[0] };
}

const openIn = (uses: readonly StatedFacts[]) =>
  uses.flatMap((use, index) => NAMES.filter((name) => use[name] === null).map((name) => ({ index, name })));

function completions(uses: readonly StatedFacts[]): StatedFacts[][] {
  return openIn(uses).reduce<StatedFacts[][]>(
    (partial, { index, name }) =>
      partial.flatMap((one) => VALUES[name].map((value) => one.with(index, { ...one[index], [name]: value }))),
    [[...uses]],
  );
}

const settled = (values: readonly string[]): string | null => (new Set(values).size === 1 ? values[0] : null);

function neededIn(uses: readonly StatedFacts[]): string[] {
  const all = completions(uses).map((complete) => ({ complete, category: reference(complete).category }));
  const needed = openIn(uses).filter(({ index, name }) => {
    const seen = new Map<string, string>();
    return all.some(({ complete, category }) => {
      const key = JSON.stringify(complete.with(index, { ...complete[index], [name]: null }));
      const before = seen.get(key);
      seen.set(key, category);
      return before !== undefined && before !== category;
    });
  });
  return needed.map(({ index, name }) => `uses[${index}].${name}`);
}

const use = fc
  .constantFrom(2, 6)
  .chain((known) =>
    fc.record<Record<string, Json>>(
      Object.fromEntries(
        NAMES.map((name) => [
          name,
          fc.oneof(
            { weight: known, arbitrary: fc.constantFrom<Json>(...VALUES[name]) },
            { weight: 1, arbitrary: fc.constant<Json>(null) },
          ),
        ]),
      ),
    ),
  );
const severalUses = fc
  .array(use, { minLength: 1, maxLength: 3 })
  .filter((uses) => openIn(uses).reduce((count, { name }) => count * VALUES[name].length, 1) <= 4000);

const classified = (facts: StatedFacts) => {
  const { outcome, missing } = classify({ ruleSet: 'IMDRF-N12-2014', facts });
  return { outcome: outcome as CategoryOutcome, missing };
};

describe('a categorization', () => {
  it('is decided exactly where every completion of the unknown facts of all uses comes out alike', () => {
    fc.assert(
      fc.property(severalUses, (uses) => {
        const all = completions(uses).map(reference);
        const category = settled(all.map((one) => one.category));
        expect(classified({ uses }).outcome).toEqual({
          imdrfCategory: category,
          imdrfCriterion: settled(all.map((one) => one.criterion)),
          imdrfSituationEffective: settled(all.map((one) => one.situation)),
          ...(category === null ? { disposition: 'UNDETERMINED' } : {}),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('names as missing exactly the facts, and of which use, that can still change the category', () => {
    fc.assert(
      fc.property(severalUses, (uses) => {
        expect([...classified({ uses }).missing].sort()).toEqual(neededIn(uses).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('of one use is the same whether it stands alone or in a list of one', () => {
    fc.assert(
      fc.property(use, (one) => {
        const alone = classified(one);
        const listed = classified({ uses: [one] });
        expect(listed.outcome).toEqual(alone.outcome);
        expect(listed.missing).toEqual(alone.missing.map((fact) => `uses[0].${fact}`));
      }),
    );
  });

  it('cites the cell, the criterion and, of several uses, the rule of the highest', () => {
    const supported = { significance: 'DRIVE_CLINICAL_MGMT', situation: 'SERIOUS', users: ['HCP'] };
    const { steps } = classify({ ruleSet: 'IMDRF-N12-2014', facts: { uses: [supported, supported] } });
    expect(steps.map(({ id, result }) => [id, result])).toEqual([
      ['uses[0].situation', 'SERIOUS'],
      ['uses[0].category', 'II'],
      ['uses[1].situation', 'SERIOUS'],
      ['uses[1].category', 'II'],
      ['category', 'II'],
    ]);
    expect(steps[1].cites).toEqual([
      { source: 'N12', section: '§7.2' },
      { source: 'N12', section: '§7.3 II.ii' },
    ]);
    expect(steps[4].cites).toContainEqual({ source: 'N12', section: '§7.1' });
  });

  it('of fifty open uses is given at once', () => {
    const uses = Array.from({ length: 50 }, () => ({}));
    expect(classified({ uses }).missing).toHaveLength(200);
  });
});
