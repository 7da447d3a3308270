import fc from 'fast-check';
import { classify } from '../../src/classification/classify';
import { type DeviceOutcome } from '../../src/classification/device-status';
import { type StatedFacts, USERS } from '../../src/classification/facts';
import { type Json } from '../../src/kernel/digest';

type Complete = Record<string, Json>;
type Edition = 'CDS-2022-09-28' | 'CDS-2026-01-29' | 'DSF-2022-09-28';

const BOOLEANS = [
  'medicalPurpose',
  'analysesImageSignalOrPattern',
  'inputRelevanceWellUnderstood',
  'singleSpecificOutput',
  'singleOutputClinicallyAppropriate',
  'directsOrReplacesJudgment',
  'timeCritical',
  'basisIndependentlyReviewable',
];
const DECIDING = ['users', ...BOOLEANS];
const EXCLUSIONS = ['administrativeOnly', 'healthyLifestyleOnly', 'recordsOnly', 'displayOnly'];
const USER_SETS = Array.from({ length: 31 }, (_, mask) => USERS.filter((_user, bit) => (mask + 1) & (1 << bit)));
const LAY = ['PATIENT', 'CAREGIVER', 'GENERAL_PUBLIC'];

/** The reference logic of the domain document, written a second time, without tables and for complete facts only. */
function reference(edition: Edition, f: Complete): { disposition: string; criteria: boolean[] } {
  const users = f.users as string[];
  const hcpOnly = users.every((user) => user === 'HCP');
  const c1 = !f.analysesImageSignalOrPattern;
  const c2 = c1 && f.inputRelevanceWellUnderstood === true;
  const options = !f.singleSpecificOutput && !f.directsOrReplacesJudgment;
  const c3 = hcpOnly && options && !(edition === 'CDS-2022-09-28' && f.timeCritical);
  const c4 = f.basisIndependentlyReviewable === true && !f.timeCritical;
  const one = f.singleSpecificOutput && f.singleOutputClinicallyAppropriate && !f.directsOrReplacesJudgment;
  const policyFits = f.policyItem === 'DSF-2022-09-28/B.7' && options && users.every((user) => LAY.includes(user));
  const disposition = (): string => {
    const excluded = EXCLUSIONS.findIndex((fact) => f[fact] === true);
    if (excluded >= 0) return `NOT_DEVICE_520o_${'ABCD'[excluded]}`;
    if (!f.medicalPurpose) return 'NOT_DEVICE_NO_MEDICAL_PURPOSE';
    if (edition === 'DSF-2022-09-28' && policyFits) return 'ENFORCEMENT_DISCRETION_DSF';
    if (c1 && c2 && c3 && c4) return 'NOT_DEVICE_520o_E';
    if (edition !== 'CDS-2022-09-28' && c1 && c2 && c4 && hcpOnly && one) return 'ENFORCEMENT_DISCRETION_CDS_2026';
    return policyFits ? 'ENFORCEMENT_DISCRETION_DSF' : 'DEVICE_PATHWAY_UNDETERMINED';
  };
  return { disposition: disposition(), criteria: [c1, c2, c3, c4] };
}

function completions(facts: StatedFacts, open: readonly string[]): Complete[] {
  return open.reduce<Complete[]>(
    (partial, fact) => {
      const values: readonly Json[] = fact === 'users' ? USER_SETS : [true, false];
      return partial.flatMap((one) => values.map((value) => ({ ...one, [fact]: value })));
    },
    [{ ...facts }],
  );
}

/** A fact matters where two completions that differ in it alone come out differently. */
function matters(
  fact: string,
  open: readonly string[],
  all: readonly Complete[],
  outcomes: readonly string[],
): boolean {
  const others = open.filter((other) => other !== fact);
  const seen = new Map<string, string>();
  return all.some((one, index) => {
    const key = JSON.stringify(others.map((other) => one[other]));
    const before = seen.get(key);
    seen.set(key, outcomes[index]);
    return before !== undefined && before !== outcomes[index];
  });
}

const settled = (values: readonly boolean[]): boolean | null => (new Set(values).size === 1 ? values[0] : null);

const editions = fc.constantFrom<Edition>('CDS-2022-09-28', 'CDS-2026-01-29', 'DSF-2022-09-28');
const maybe = (value: fc.Arbitrary<Json>, known: number) =>
  fc.oneof({ weight: known, arbitrary: value }, { weight: 1, arbitrary: fc.constant<Json>(null) });
/** From almost nothing known to almost everything known. */
const partialFacts = fc.constantFrom(1, 2, 6).chain((known) =>
  fc.record<Record<string, Json>>({
    users: maybe(fc.constantFrom<Json>(...USER_SETS.map((users) => [...users])), known),
    ...Object.fromEntries(BOOLEANS.map((fact) => [fact, maybe(fc.boolean(), known)])),
    ...Object.fromEntries(EXCLUSIONS.map((fact) => [fact, fc.constantFrom<Json>(null, null, null, null, false, true)])),
    policyItem: fc.constantFrom<Json>(null, null, 'DSF-2022-09-28/B.7'),
  }),
);

describe('a determination of device status', () => {
  const outcomeOf = (ruleSet: string, facts: StatedFacts) => {
    const { outcome, missing, steps } = classify({ ruleSet, facts });
    return { outcome: outcome as DeviceOutcome, missing, steps };
  };

  it('is decided exactly where every completion of the unknown facts comes out alike, criterion by criterion', () => {
    fc.assert(
      fc.property(editions, partialFacts, (edition, facts) => {
        const open = DECIDING.filter((fact) => facts[fact] === null);
        const all = completions(facts, open).map((complete) => reference(edition, complete));
        const dispositions = new Set(all.map(({ disposition }) => disposition));
        const { outcome } = outcomeOf(edition, facts);
        expect(outcome.disposition).toBe(dispositions.size === 1 ? all[0].disposition : 'UNDETERMINED');
        expect(outcome.cdsCriteria).toEqual([0, 1, 2, 3].map((c) => settled(all.map(({ criteria }) => criteria[c]))));
      }),
      { numRuns: 300 },
    );
  });

  it('names as missing exactly the facts that can still change the disposition', () => {
    fc.assert(
      fc.property(editions, partialFacts, (edition, facts) => {
        const open = DECIDING.filter((fact) => facts[fact] === null);
        const all = completions(facts, open);
        const outcomes = all.map((complete) => reference(edition, complete).disposition);
        const needed = open.filter((fact) => matters(fact, open, all, outcomes));
        expect([...outcomeOf(edition, facts).missing].sort()).toEqual(needed.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('names as missing, for each criterion, exactly the facts that can still change it', () => {
    fc.assert(
      fc.property(editions, partialFacts, (edition, facts) => {
        const open = DECIDING.filter((fact) => facts[fact] === null);
        const all = completions(facts, open);
        const { steps } = outcomeOf(edition, facts);
        for (const criterion of [0, 1, 2, 3]) {
          const outcomes = all.map((complete) => String(reference(edition, complete).criteria[criterion]));
          const needed = open.filter((fact) => matters(fact, open, all, outcomes));
          const step = steps.find(({ id }) => id === `c${criterion + 1}`);
          expect([...(step?.missing ?? [])].sort()).toEqual(needed.sort());
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never says of open facts that the function is not a device, nor the opposite', () => {
    fc.assert(
      fc.property(editions, partialFacts, (edition, facts) => {
        const { outcome, missing } = outcomeOf(edition, facts);
        expect(missing.length > 0).toBe(outcome.disposition === 'UNDETERMINED');
        if (missing.length > 0) expect([outcome.isDevice, outcome.fdaOversight]).toEqual([null, null]);
      }),
    );
  });
});

describe('a step of a determination', () => {
  const facts = {
    users: ['HCP', 'PATIENT'],
    medicalPurpose: true,
    analysesImageSignalOrPattern: false,
    inputRelevanceWellUnderstood: true,
    singleSpecificOutput: true,
    directsOrReplacesJudgment: false,
    timeCritical: null,
    basisIndependentlyReviewable: true,
  };
  const { steps } = classify({ ruleSet: 'CDS-2026-01-29', facts });
  const step = (id: string) => steps.find((one) => one.id === id);

  it('stands in the order of the paper', () => {
    expect(steps.map(({ id }) => id).join(' ')).toBe(
      '520o-A 520o-B 520o-C 520o-D medical-purpose c1 c2 c3 c4 cds-discretion dsf general-wellness disposition',
    );
  });

  it('names every rule that fails a criterion, with the statute and the guidance', () => {
    expect(step('c3')).toMatchObject({
      label: 'C3',
      result: false,
      rules: ['CDS-2026-01-29/c3/users-not-professionals-only', 'CDS-2026-01-29/c3/single-specific-output'],
      facts: { users: ['HCP', 'PATIENT'], singleSpecificOutput: true, directsOrReplacesJudgment: false },
      cites: [
        { source: 'FDC', section: '520(o)(1)(E)(ii)' },
        { source: 'CDS-2026-01-29', section: '§IV(3)' },
      ],
    });
  });

  it('is open, and says what it needs, where the facts do not settle it', () => {
    expect(step('c4')).toMatchObject({ result: null, rules: [], missing: ['timeCritical'] });
  });

  it('ends with the disposition and the results that it rests on', () => {
    expect(steps.at(-1)).toMatchObject({
      result: 'DEVICE_PATHWAY_UNDETERMINED',
      facts: { c1: true, c2: true, c3: false, c4: null },
      rules: ['disposition/DEVICE_PATHWAY_UNDETERMINED'],
    });
  });
});
