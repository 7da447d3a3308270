import { type Citation } from '../kernel/citation';
import { type Json } from '../kernel/digest';
import { type Decision, factsOf, type Rule, type Table } from './decide';
import { isStated, type StatedFacts } from './facts';

/** One step of a determination, so that a dossier can print it: the test, what came out, from which facts, by which rule. */
export interface Step {
  readonly id: string;
  readonly label: string;
  readonly test: string;
  /** Null while the known facts cannot settle it. */
  readonly result: boolean | string | null;
  /** The facts that the step rests on as they were stated; null where nobody stated them. */
  readonly facts: Readonly<Record<string, Json>>;
  /** The facts that can still change the result of this step. */
  readonly missing: readonly string[];
  /** The rows of the table that give the result; none while it is open. */
  readonly rules: readonly string[];
  readonly cites: readonly Citation[];
}

const key = ({ source, section }: Citation): string => `${source} ${section}`;

/** The citations without repetition, in their order. */
export const uniqueCites = (cites: readonly Citation[]): Citation[] => [
  ...new Map(cites.map((one) => [key(one), one])).values(),
];

const rulesOf = <T>(decision: Decision<T>): readonly Rule<T>[] => (decision.decided ? decision.rules : []);

/** A table's decision as a step; `shown` is what of the outcome is printed. */
export function toStep<T>(
  table: Table<T>,
  decision: Decision<T>,
  stated: StatedFacts,
  shown: (outcome: T) => boolean | string,
): Step {
  const rules = rulesOf(decision);
  return {
    id: table.id,
    label: table.label,
    test: table.test,
    result: decision.decided ? shown(decision.outcome) : null,
    facts: Object.fromEntries(factsOf(table).map((fact) => [fact, isStated(stated[fact]) ? stated[fact] : null])),
    missing: decision.missing,
    rules: rules.map(({ id }) => id),
    cites: uniqueCites([...table.cites, ...rules.flatMap(({ cites }) => cites)]),
  };
}
