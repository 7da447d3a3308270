import { ruleSets } from '../../src/classification/classify';
import { factsOf, type Rule, type Table } from '../../src/classification/decide';
import { dispositionTable } from '../../src/classification/device-status';
import { DISPOSITIONS } from '../../src/classification/dispositions';
import { QUESTIONS } from '../../src/classification/questions';
import { n12Situation } from '../../src/classification/rule-sets/imdrf-n12-2014';
import { RULE_SETS } from '../../src/classification/rule-sets/register';
import { type RuleSet } from '../../src/classification/rule-sets/rule-set';
import { printedCitation } from '../../src/kernel/citation';
import { canonicalBytes } from '../../src/kernel/digest';

const tablesOf = (ruleSet: RuleSet): Table<unknown>[] =>
  ruleSet.kind === 'cds' ? [...ruleSet.steps, dispositionTable(ruleSet)] : [n12Situation, ruleSet.table];

describe.each(RULE_SETS.map((ruleSet) => ({ id: ruleSet.id, ruleSet })))('the rule set $id', ({ ruleSet }) => {
  const rules = tablesOf(ruleSet).flatMap((table): readonly Rule<unknown>[] => table.rules);

  it('cites a published document for every row', () => {
    expect(rules.filter(({ cites }) => cites.length === 0)).toEqual([]);
    for (const one of rules.flatMap(({ cites }) => cites)) expect(printedCitation(one)).toMatch(/\w/);
  });

  it('names each row once', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('rests only on facts that its questionnaire asks', () => {
    const asked = QUESTIONS[ruleSet.kind].map(({ fact }) => fact);
    expect(
      tablesOf(ruleSet)
        .flatMap(factsOf)
        .filter((fact) => !asked.includes(fact)),
    ).toEqual([]);
  });
});

describe('the listing of rule sets', () => {
  it('is plain JSON, with the editions and their days', () => {
    expect(canonicalBytes(ruleSets()).length).toBeGreaterThan(0);
    expect(ruleSets().map(({ id, effectiveOn, supersededOn }) => [id, effectiveOn, supersededOn])).toEqual([
      ['CDS-2026-01-29', '2026-01-29', undefined],
      ['CDS-2022-09-28', '2022-09-28', '2026-01-06'],
      ['DSF-2022-09-28', '2022-09-28', undefined],
      ['IMDRF-N12-2014', '2014-09-18', undefined],
    ]);
  });

  it('asks every fact in plain words, with help and a citation', () => {
    for (const { question, help, cites } of [...QUESTIONS.cds, ...QUESTIONS.imdrf]) {
      expect(question).toMatch(/^[A-Z].*\?$/);
      expect(help).toMatch(/^[A-Z].*\.$/);
      expect(cites.length).toBeGreaterThan(0);
    }
  });
});

describe('the words of a disposition', () => {
  const rows = Object.entries(DISPOSITIONS);

  it.each(rows)('never speak for FDA: %s', (_, { words }) => {
    expect(words).not.toMatch(/FDA|approv|clear|complian/i);
  });

  it.each(rows)('begin with what its frame says: %s', (code, { words, frame }) => {
    const begins = {
      'not-device': 'Not a device',
      'enforcement-discretion': 'Enforcement discretion',
      device: 'Device',
    };
    expect(words.startsWith(frame === 'undetermined' ? 'Undetermined' : begins[frame])).toBe(true);
    expect(code.startsWith('NOT_DEVICE')).toBe(frame === 'not-device');
  });

  it('keep enforcement discretion, a device without oversight, apart from not a device', () => {
    expect(DISPOSITIONS.ENFORCEMENT_DISCRETION_CDS_2026).toMatchObject({ isDevice: true, fdaOversight: false });
    expect(DISPOSITIONS.NOT_DEVICE_520o_E).toMatchObject({ isDevice: false, fdaOversight: false });
    expect(DISPOSITIONS.DEVICE_PATHWAY_UNDETERMINED).toMatchObject({ isDevice: true, fdaOversight: true });
    expect(DISPOSITIONS.UNDETERMINED).toMatchObject({ isDevice: null, fdaOversight: null });
  });
});
