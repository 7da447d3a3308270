import { whatWouldChange } from '../../classification/changes';
import { classify, type Determination } from '../../classification/classify';
import { outcomeWord } from '../../classification/outcome';
import { outcomeInWords, saidFact } from '../../classification/value-words';
import type { Json } from '../../kernel/digest';
import { shortOf, stepLook, stepName } from './question-words';

type Facts = Readonly<Record<string, Json>>;

/** So many of the changes are told; the nearest to the question first. */
const MOST_CHANGES = 6;

const factIn = (path: string): string => path.replace(/^uses\[\d+\]\./, '');

const isTold = ({ id, result }: Determination['steps'][number]): boolean =>
  /^c\d$/.test(id) ||
  id === 'medical-purpose' ||
  id.endsWith('situation') ||
  id.endsWith('category') ||
  result === true;

/** What is known, what is asked now, and the last few that are open: with more of them no single one settles it. */
const FEW_OPEN = 3;
const worthTrying = (facts: Facts, at: string, needed: readonly string[]): string[] => {
  const uses = Array.isArray(facts.uses) ? facts.uses.flatMap((one) => Object.keys(one as object)) : [];
  return [at, ...Object.keys(facts), ...uses, ...(needed.length > FEW_OPEN ? [] : needed)];
};

const changesOf = (ruleSet: string, facts: Facts, at: string, needed: readonly string[]) => {
  const all = whatWouldChange(ruleSet, facts, worthTrying(facts, at, needed)).filter(({ value }) => value !== null);
  const own = (fact: string): number => (factIn(fact) === at ? 0 : 1);
  return [...all]
    .sort((a, b) => own(a.fact) - own(b.fact))
    .slice(0, MOST_CHANGES)
    .map((change) => ({
      term: `If ${shortOf(factIn(change.fact)).toLowerCase()}: ${saidFact(change.value).toLowerCase()}`,
      text: outcomeInWords('disposition' in change ? change.disposition : change.imdrfCategory),
    }));
};

/** The outcome of the facts so far: undetermined is said to be so, with what it still needs and what would change it. */
export function outcomeSoFar(ruleSet: string, facts: Facts, at: string) {
  const determination = classify({ ruleSet, facts });
  const { outcome, steps, missing, warnings } = determination;
  const needed = [...new Set(missing.map(factIn))];
  return {
    determination,
    isDetermined: needed.length === 0,
    title: outcomeInWords(outcomeWord(outcome)).replace('SaMD category UNDETERMINED (IMDRF N12)', 'Undetermined'),
    note: needed.length === 0 ? 'No other fact is needed for it.' : 'Still needed, for each can change it:',
    needed: needed.map((fact) => ({ fact, name: shortOf(fact) })),
    steps: steps.filter(isTold).map((step) => ({
      ...{ name: stepName(step), state: stepLook(step), isNow: Object.hasOwn(step.facts, at) && /^c\d$/.test(step.id) },
    })),
    changes: changesOf(ruleSet, facts, at, needed),
    warnings: warnings.map(({ detail }) => detail),
  };
}
