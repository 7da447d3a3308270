import { type Json } from '../kernel/digest';
import { apply, readAsked } from './classify';
import { type Disposition } from './dispositions';
import { audienceOf, isStated, type StatedFacts, type User } from './facts';
import { isRecord } from './facts.rules';
import { QUESTIONS } from './questions';
import { type ImdrfCategory } from './rule-sets/imdrf-n12-2014';
import { type RuleSet } from './rule-sets/rule-set';

/** One fact which, had it this value and all else stayed, would give another disposition, or another category. */
export type Change = { readonly fact: string; readonly value: Json } & (
  { readonly disposition: Disposition } | { readonly imdrfCategory: ImdrfCategory }
);

type Verdict = { readonly disposition: Disposition } | { readonly imdrfCategory: ImdrfCategory };

const OTHER_USERS: readonly User[][] = [['HCP'], ['PATIENT'], ['HCP', 'PATIENT']];

function verdictOn(ruleSet: RuleSet, facts: StatedFacts): Verdict {
  const { outcome } = apply(ruleSet, facts);
  if ('cdsCriteria' in outcome) return { disposition: outcome.disposition };
  return outcome.imdrfCategory === null ? { disposition: 'UNDETERMINED' } : { imdrfCategory: outcome.imdrfCategory };
}

const otherUsers = (stated: Json | undefined): readonly Json[] =>
  Array.isArray(stated) && isStated(stated)
    ? OTHER_USERS.filter((users) => audienceOf(users) !== audienceOf(stated))
    : OTHER_USERS;

/** The other values of each boolean and users fact of one object, with the object as it would then be. */
function variants(at: string, facts: StatedFacts, names: readonly string[], kind: RuleSet['kind']) {
  const asked = QUESTIONS[kind].filter(({ fact }) => names.includes(fact));
  return asked.flatMap(({ fact, kind: of }) => {
    const booleans = of === 'yes-no' ? [true, false].filter((value) => value !== facts[fact]) : [];
    const values: readonly Json[] = fact === 'users' ? otherUsers(facts[fact]) : booleans;
    return values.map((value) => ({ fact: `${at}${fact}`, value, facts: { ...facts, [fact]: value } }));
  });
}

function allVariants(kind: RuleSet['kind'], facts: StatedFacts, among: readonly string[] | null) {
  const { uses } = facts;
  const names = QUESTIONS[kind].map(({ fact }) => fact).filter((fact) => among?.includes(fact) ?? true);
  if (!Array.isArray(uses) || uses.length === 0) return variants('', facts, names, kind);
  return uses.flatMap((use, index) =>
    variants(`uses[${index}].`, isRecord(use) ? use : {}, names, kind).map((variant) => ({
      ...variant,
      facts: { ...facts, uses: uses.with(index, variant.facts) },
    })),
  );
}

/**
 * What would change the outcome: every single yes-or-no or users fact with another value, where the verdict differs. While
 * much is unknown each costs a walk through all that can be; `among` names the only ones to look at.
 */
export function whatWouldChange(ruleSet: string, facts: unknown, among: readonly string[] | null = null): Change[] {
  const asked = readAsked({ ruleSet, facts });
  const now = JSON.stringify(verdictOn(asked.ruleSet, asked.facts));
  return allVariants(asked.ruleSet.kind, asked.facts, among).flatMap(({ fact, value, facts: then }) => {
    const verdict = verdictOn(asked.ruleSet, then);
    return JSON.stringify(verdict) === now ? [] : [{ fact, value, ...verdict }];
  });
}
