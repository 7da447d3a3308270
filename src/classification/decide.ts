import { type Citation } from '../kernel/citation';
import { type FactValue, type KnownFacts, possibleValues } from './facts';

type Wanted = FactValue | readonly FactValue[];

/** One row of a published table: where all of `when` holds, `then` follows. A list means: any of these. */
export interface Rule<T> {
  readonly id: string;
  readonly when: Readonly<Record<string, Wanted>>;
  readonly then: T;
  readonly cites: readonly Citation[];
}

/**
 * A published table in the order of the paper: the first row that holds applies, and every complete set of facts has one.
 * A condition names a fact, or another table among `readings`, whose outcome is then what is compared.
 */
export interface Table<T> {
  readonly id: string;
  readonly label: string;
  /** The test in plain words; a boolean table is true where this sentence is. */
  readonly test: string;
  readonly cites: readonly Citation[];
  readonly readings?: Readonly<Record<string, Table<FactValue>>>;
  readonly rules: readonly Rule<T>[];
}

/** What a table gives for the facts known so far. `missing` is exact: each of its facts can still change the outcome. */
export type Decision<T> = { readonly possible: readonly T[]; readonly missing: readonly string[] } & (
  { readonly decided: true; readonly outcome: T; readonly rules: readonly Rule<T>[] } | { readonly decided: false }
);

/** How outcomes are compared: two that look the same in this view count as one. */
export type View<T> = (outcome: T) => string | number | boolean;

type Values = Readonly<Record<string, FactValue | undefined>>;

interface Spread<T> {
  readonly shape: string;
  readonly rules: readonly Rule<T>[];
  readonly missing: readonly string[];
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The facts that a table rests on, those of its readings included, in the order in which the rows ask for them. */
export function factsOf(table: Table<unknown>): string[] {
  const asked = unique(table.rules.flatMap(({ when }) => Object.keys(when)));
  return unique(asked.flatMap((name) => (table.readings?.[name] ? factsOf(table.readings[name]) : [name])));
}

/** The rows that can still be the first to hold. Once `closed`, one of them does, whatever the open facts are. */
interface Candidates<T> {
  readonly rules: readonly Rule<T>[];
  readonly closed: boolean;
}

function candidates<T>(table: Table<T>, facts: KnownFacts): Candidates<T> {
  const values = asRead(table, facts);
  const rules: Rule<T>[] = [];
  for (const rule of table.rules) {
    const held = holds(rule, values);
    if (held !== false) rules.push(rule);
    if (held === true) return { rules, closed: true };
  }
  return { rules, closed: false };
}

/** What the conditions of a table are compared with: the known facts, and the readings that they settle. */
function asRead({ readings }: Table<unknown>, facts: KnownFacts): Values {
  if (readings === undefined) return facts;
  const values: Record<string, FactValue | undefined> = { ...facts };
  for (const [name, reading] of Object.entries(readings)) {
    const { rules, closed } = candidates(reading, facts);
    if (closed && rules.every(({ then }) => then === rules[0].then)) values[name] = rules[0].then;
  }
  return values;
}

/** True or false where the known values say so, null where they do not. */
function holds({ when }: Rule<unknown>, values: Values): boolean | null {
  let held: true | null = true;
  for (const [name, wanted] of Object.entries(when)) {
    const value = values[name];
    if (value === undefined) held = null;
    else if (typeof wanted === 'object' ? !wanted.includes(value) : wanted !== value) return false;
  }
  return held;
}

/**
 * The table's outcomes over every completion of the open facts, as a reduced decision tree. A fact whose branches are
 * all alike drops out, and in a fixed order such a tree is canonical; so what is left in it is just what still matters.
 */
function spread<T>(table: Table<T>, facts: KnownFacts, open: readonly string[], view: View<T>): Spread<T> {
  const { rules, closed } = candidates(table, facts);
  const looks = unique(rules.map(({ then }) => view(then)));
  if (closed && looks.length === 1) return { shape: JSON.stringify(looks[0]), rules, missing: [] };
  const [fact, ...rest] = open;
  if (fact === undefined) throw new Error(`${table.id} has no rule for ${JSON.stringify(facts)}`);
  const branches = possibleValues(fact).map((value) => spread(table, { ...facts, [fact]: value }, rest, view));
  const shapes = branches.map(({ shape }) => shape);
  const matters = new Set(shapes).size > 1;
  return {
    shape: matters ? `${fact}(${shapes.join()})` : shapes[0],
    rules: unique(branches.flatMap((branch) => branch.rules)),
    missing: unique([...(matters ? [fact] : []), ...branches.flatMap(({ missing }) => missing)]),
  };
}

/**
 * Applies one published table to the facts known so far (regulation E5: what is unknown is never guessed). Same facts,
 * same edition, same decision, for ever. Where several rows give the outcome, all that are established are named.
 */
export function decide<T>(table: Table<T>, facts: KnownFacts, view: View<T> = JSON.stringify): Decision<T> {
  const open = factsOf(table).filter((fact) => facts[fact] === undefined);
  const { rules, missing } = spread(table, facts, open, view);
  const possible = unique(rules.map(({ then }) => then));
  if (missing.length > 0) return { decided: false, possible, missing: open.filter((fact) => missing.includes(fact)) };
  const outcome = rules[0].then;
  const values = asRead(table, facts);
  const grounds = table.rules.filter((rule) => view(rule.then) === view(outcome) && holds(rule, values) === true);
  return { decided: true, outcome, possible, missing: [], rules: grounds.length > 0 ? grounds : rules };
}
