import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify, type Determination } from '../../src/classification/classify';
import { RULE_SETS } from '../../src/classification/rule-sets/register';
import { canonicalBytes, type Json } from '../../src/kernel/digest';

interface GoldenCase {
  readonly name: string;
  readonly ruleSet: string;
  readonly facts: Record<string, Json>;
  readonly outcome: Determination['outcome'];
  readonly missing: string[];
  readonly warnings: string[];
}

const read = (name: string): GoldenCase[] =>
  JSON.parse(readFileSync(join(__dirname, '..', 'golden', 'classification', name), 'utf8')) as GoldenCase[];
const cases = ['cds.json', 'policy.json', 'imdrf.json'].flatMap(read);

describe('a classification', () => {
  it.each(cases)('says that $name ($ruleSet)', ({ ruleSet, facts, outcome, missing, warnings }) => {
    const given = classify({ ruleSet, facts });
    expect(given.outcome).toEqual(outcome);
    expect(given.missing).toEqual(missing);
    expect(given.warnings.map(({ code }) => code)).toEqual(warnings);
  });

  it.each(cases)('is the same plain JSON every time: $name', ({ ruleSet, facts }) => {
    const asked = { id: 'one', ruleSet, facts };
    expect(canonicalBytes(classify(asked)).equals(canonicalBytes(classify(structuredClone(asked))))).toBe(true);
  });

  it.each(cases)('prints every step with its test, its citations and its ground: $name', ({ ruleSet, facts }) => {
    for (const step of classify({ ruleSet, facts }).steps) {
      expect(step.test).toMatch(/^[A-Z].*\.$/);
      expect(step.cites.length).toBeGreaterThan(0);
      expect(step.rules.length > 0).toBe(step.result !== null);
    }
  });
});

describe('the golden cases', () => {
  const dispositions = cases.flatMap(({ ruleSet, outcome }) => [`${ruleSet} ${outcome.disposition}`]);

  it('reach every disposition that the CDS editions can give', () => {
    const possible = RULE_SETS.filter(({ id }) => id.startsWith('CDS')).flatMap((ruleSet) =>
      ruleSet.kind === 'cds' ? [...ruleSet.dispositions.map(({ then }) => then), 'UNDETERMINED'] : [],
    );
    const reached = new Set(cases.map(({ outcome }) => outcome.disposition));
    expect(possible.filter((disposition) => !reached.has(disposition as never))).toEqual([]);
  });

  it('reach the dispositions in which the editions differ', () => {
    expect(dispositions).toContain('CDS-2022-09-28 DEVICE_PATHWAY_UNDETERMINED');
    expect(dispositions).toContain('CDS-2026-01-29 ENFORCEMENT_DISCRETION_CDS_2026');
  });

  it('reach every cell of the N12 table', () => {
    const reached = new Set(
      cases.flatMap(({ outcome }) => ('imdrfCriterion' in outcome ? [outcome.imdrfCriterion] : [])),
    );
    reached.delete(null);
    expect([...reached].sort()).toEqual(
      ['I.i', 'I.ii', 'I.iii', 'II.i', 'II.ii', 'II.iii', 'III.i', 'III.ii', 'IV.i'].sort(),
    );
  });
});
