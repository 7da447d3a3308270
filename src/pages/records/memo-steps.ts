import type { Step } from '../../classification/step';
import type { RecordedClassification } from '../../dossiers/dossier-record';
import {
  constantInWords,
  factOfStep,
  isCriterion,
  labelOf,
  printedSteps,
  questionOf,
  then,
  valueInWords,
} from '../../dossiers/sections/determination';
import { type Look, worded } from '../../http/pages/words';
import { printedCitation } from '../../kernel/citation';

/** A criterion is met, not met, or open; another step may give a name. */
function resultOf({ result }: Step): Look {
  if (result === null) return { word: 'Open', look: 'state-warn', icon: 'circle-dashed' };
  if (typeof result === 'string') return { word: worded(constantInWords(result)), look: '', icon: 'scale' };
  return result
    ? { word: 'Met', look: 'state-ok', icon: 'circle-check' }
    : { word: 'Not met', look: 'state-stop', icon: 'circle-x' };
}

/** A step that is no criterion applies or does not; neither is good or bad. */
function followsOf(step: Step): Look {
  const { result } = step;
  if (typeof result !== 'boolean') return resultOf(step);
  return result ? { word: 'Yes', look: '', icon: 'circle-check' } : { word: 'No', look: '', icon: 'circle-x' };
}

const factsOf = (names: readonly string[], { facts }: RecordedClassification) =>
  names.flatMap((name) =>
    facts
      .filter(({ fact }) => fact === factOfStep(name))
      .map(({ fact, value, rationale, statedBy }) => ({
        ...{ question: questionOf(fact), value: valueInWords(value), rationale, statedBy },
      })),
  );

/** The steps that ask for something, each with its facts, its reason and its rule. */
export const criteriaIn = (one: RecordedClassification) =>
  printedSteps(one).map(({ step, asks }) => ({
    ...{ label: labelOf(step), name: labelOf(step) === step.label ? '' : step.label, test: step.test },
    result: isCriterion(step) ? resultOf(step) : followsOf(step),
    rationale: one.criterionRationales.find((other) => other.step === step.id)?.text ?? null,
    facts: factsOf(asks, one),
    missing: step.missing.map((name) => questionOf(factOfStep(name))),
    cites: step.cites.map(printedCitation),
  }));

/** How the outcome follows, step by step in the order of the paper. */
export const pathOf = ({ result: { steps } }: RecordedClassification) =>
  steps
    .filter(({ id }) => id !== 'disposition')
    .map((step) => ({
      ...{ name: step.label, test: step.test, follows: isCriterion(step) ? resultOf(step) : followsOf(step) },
      cites: step.cites.map(printedCitation),
    }));

/** The facts that carry the outcome: one other answer, all else as it is, and what would come instead. */
export function changesIn({ wouldChange, facts }: RecordedClassification) {
  const stated = wouldChange.filter(({ fact }) => facts.some((one) => one.fact === factOfStep(fact)));
  return [...new Set(stated.map(then))].map((term) => ({
    term,
    answers: stated
      .filter((change) => then(change) === term)
      .map(({ fact, value }) => `${questionOf(factOfStep(fact))} ${valueInWords(value)}`),
  }));
}
