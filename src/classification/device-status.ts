import { decide, type Table } from './decide';
import { type Disposition, DISPOSITIONS } from './dispositions';
import { knownFacts, type StatedFacts } from './facts';
import { type DeviceRuleSet } from './rule-sets/rule-set';
import { type Step, toStep } from './step';

type Settled = boolean | null;

/** What a determination says of a function. `cdsCriteria` are C1 to C4; null is a criterion that the facts leave open. */
export interface DeviceOutcome {
  readonly isDevice: boolean | null;
  readonly fdaOversight: boolean | null;
  readonly disposition: Disposition;
  readonly cdsCriteria: readonly [Settled, Settled, Settled, Settled];
}

/** The determination as one table, which reads the steps: thus what is missing is exact across all of them. */
export const dispositionTable = ({ steps, dispositions, citations }: DeviceRuleSet): Table<Disposition> => ({
  id: 'disposition',
  label: 'Disposition',
  test: 'The first of the dispositions, in the order of the paper, for which the steps above give the ground.',
  cites: [citations[0]],
  readings: Object.fromEntries(steps.map((table) => [table.id, table])),
  rules: dispositions,
});

/** Determines the device status of one function (regulation §8.3), step by step. An open fact is never guessed (E5). */
export function determine(ruleSet: DeviceRuleSet, stated: StatedFacts) {
  const known = knownFacts(stated);
  const steps: Step[] = [];
  const results: Record<string, Settled> = {};
  for (const table of ruleSet.steps) {
    const decision = decide(table, known);
    results[table.id] = decision.decided ? decision.outcome : null;
    steps.push(toStep(table, decision, stated, (result) => result));
  }
  const table = dispositionTable(ruleSet);
  const decision = decide(table, known);
  const disposition = decision.decided ? decision.outcome : 'UNDETERMINED';
  const { isDevice, fdaOversight } = DISPOSITIONS[disposition];
  const cdsCriteria = [results.c1, results.c2, results.c3, results.c4] as const;
  const outcome: DeviceOutcome = { isDevice, fdaOversight, disposition, cdsCriteria };
  const last: Step = { ...toStep(table, decision, stated, (result) => result), facts: results };
  return { outcome, steps: [...steps, last], missing: decision.missing };
}
