import { type Json } from '../kernel/digest';
import { decide, type Table } from './decide';
import { isStated, knownFacts, type KnownFacts, type StatedFacts } from './facts';
import { isRecord } from './facts.rules';
import { type ImdrfCategory, N12_CATEGORIES, type N12Cell, n12Situation } from './rule-sets/imdrf-n12-2014';
import { type CategoryRuleSet } from './rule-sets/rule-set';
import { type Step, toStep, uniqueCites } from './step';

/** What a categorization says. Each name is null while the known facts leave it open, and the disposition says so. */
export interface CategoryOutcome {
  readonly imdrfCategory: ImdrfCategory | null;
  readonly imdrfCriterion: string | null;
  readonly imdrfSituationEffective: string | null;
  readonly disposition?: 'UNDETERMINED';
}

/** One use of the function: where its facts stand (`uses[1].`, or nothing for a single use), and what is known. */
interface Use {
  readonly at: string;
  readonly stated: StatedFacts;
  readonly known: KnownFacts;
}

const use = (at: string, stated: StatedFacts): Use => ({ at, stated, known: knownFacts(stated) });

const onlyStated = (facts: StatedFacts): StatedFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => isStated(value)));

/** The uses of a function; what a use does not state itself, it takes from the function. */
export function usesOf({ uses, ...shared }: StatedFacts): Use[] {
  const list = Array.isArray(uses) ? uses.filter((one): one is Record<string, Json> => isRecord(one)) : [];
  if (list.length === 0) return [use('', shared)];
  return list.map((one, index) => use(`uses[${index}].`, { ...shared, ...onlyStated(one) }));
}

const rank = ({ category }: N12Cell): number => N12_CATEGORIES.indexOf(category);
/** Higher is graver: by category, then, within one, by the order of its criteria in §7.3. */
const gravity = (cell: N12Cell): number => rank(cell) * 10 - cell.criterion.split('.')[1].length;

const highest = (numbers: readonly number[]): number => Math.max(...numbers);
const lowest = (numbers: readonly number[]): number => Math.min(...numbers);

function only<T>(values: readonly T[]): T | null {
  const different = new Set(values);
  return different.size === 1 ? values[0] : null;
}

/**
 * The facts that can still change the highest category. Below the floor that the uses together reach in any case, the
 * categories of a use count as one, so a use that cannot exceed it needs nothing.
 */
function missingFacts(table: Table<N12Cell>, uses: readonly Use[], floor: number): string[] {
  return uses.flatMap(({ at, known }) =>
    decide(table, known, (cell) => Math.max(rank(cell), floor)).missing.map((fact) => at + fact),
  );
}

function stepsOf(table: Table<N12Cell>, { at, stated, known }: Use): Step[] {
  const steps = [
    { ...toStep(n12Situation, decide(n12Situation, known), stated, String), id: `${at}situation` },
    { ...toStep(table, decide(table, known, gravity), stated, ({ category }) => category), id: `${at}category` },
  ];
  return steps.map((step) => ({ ...step, missing: step.missing.map((fact) => at + fact) }));
}

function highestStep(steps: readonly Step[], outcome: CategoryOutcome, missing: string[], of: CategoryRuleSet): Step {
  const categories = steps.filter(({ id }) => id.endsWith('category'));
  return {
    id: 'category',
    label: 'SaMD category of the function',
    test: 'Of several uses, the one of the highest category gives the category of the function.',
    result: outcome.imdrfCategory,
    facts: Object.fromEntries(categories.map(({ id, result }) => [id, result])),
    missing,
    rules: outcome.imdrfCategory === null ? [] : ['n12-7.1/highest'],
    cites: uniqueCites(of.severalUses),
  };
}

/** Categorizes one function by N12 §7: each use by the table, then the highest. An open fact is never guessed (E5). */
export function categorize(ruleSet: CategoryRuleSet, stated: StatedFacts) {
  const uses = usesOf(stated);
  const cells = uses.map(({ known }) => decide(ruleSet.table, known, gravity).possible);
  const reached = (grave: (cell: N12Cell) => number) => highest(cells.map((possible) => lowest(possible.map(grave))));
  const governing = cells.flat().filter((cell) => gravity(cell) >= reached(gravity));
  const missing = missingFacts(ruleSet.table, uses, reached(rank));
  const outcome: CategoryOutcome = {
    imdrfCategory: only(governing.map(({ category }) => category)),
    imdrfCriterion: only(governing.map(({ criterion }) => criterion)),
    imdrfSituationEffective: only(governing.map(({ situation }) => situation)),
    ...(missing.length > 0 ? { disposition: 'UNDETERMINED' } : {}),
  };
  const steps = uses.flatMap((one) => stepsOf(ruleSet.table, one));
  const last = uses.length > 1 ? [highestStep(steps, outcome, missing, ruleSet)] : [];
  return { outcome, steps: [...steps, ...last], missing };
}
