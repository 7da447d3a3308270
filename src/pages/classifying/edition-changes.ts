import { type WordRun, wordRunsOf } from '../../audit-trail/difference.rules';
import { classify } from '../../classification/classify';
import { outcomeWord } from '../../classification/outcome';
import type { Step } from '../../classification/step';
import { outcomeInWords } from '../../classification/value-words';
import type { Look } from '../../http/pages/words';
import type { Json } from '../../kernel/digest';
import { classificationQuestions, shortOf, stepLook, stepName } from './question-words';

interface StepChange {
  readonly name: string;
  /** Null where the older edition has no such step. */
  readonly was: Look | null;
  readonly is: Look;
  readonly lessons: readonly string[];
  readonly runs: readonly WordRun[];
}

type Facts = Readonly<Record<string, Json>>;

const lesson = (older: Step, newer: Step): string[] => {
  const [before, after] = [Object.keys(older.facts), Object.keys(newer.facts)];
  const gone = before.filter((fact) => !after.includes(fact)).map(shortOf);
  const come = after.filter((fact) => !before.includes(fact)).map(shortOf);
  return [
    ...(gone.length === 0 ? [] : [`No longer weighed here: ${gone.join(', ')}.`]),
    ...(come.length === 0 ? [] : [`Weighed here now: ${come.join(', ')}.`]),
  ];
};

/** What another edition makes of the same facts: the outcome, and each step that is other than it was. */
export function editionChanges(older: string, newer: string, facts: Facts) {
  const known = (ruleSet: string): Facts => {
    const names = classificationQuestions(ruleSet).map(({ fact }) => fact);
    return Object.fromEntries(Object.entries(facts).filter(([fact]) => names.includes(fact)));
  };
  const [before, after] = [older, newer].map((ruleSet) => classify({ ruleSet, facts: known(ruleSet) }));
  const [was, is] = [before, after].map(({ outcome }) => outcomeInWords(outcomeWord(outcome)));
  const steps = after.steps.flatMap((step): StepChange[] => {
    const old = before.steps.find(({ id }) => id === step.id);
    if (old === undefined) {
      return [{ name: stepName(step), was: null, is: stepLook(step), lessons: ['New in this edition.'], runs: [] }];
    }
    const lessons = lesson(old, step);
    const isReworded = old.test !== step.test;
    if (lessons.length === 0 && !isReworded && old.result === step.result) return [];
    const runs = isReworded ? wordRunsOf(old.test, step.test) : [];
    return [{ name: stepName(step), was: stepLook(old), is: stepLook(step), lessons, runs }];
  });
  return { older, newer, was, is, isSame: was === is, steps: steps.filter(({ name }) => name !== 'Disposition') };
}
