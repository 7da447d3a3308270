import { Refusal, type FieldError } from '../kernel/refusal';
import { categorize, type CategoryOutcome } from './category';
import { type Warning, warningsOf } from './consistency';
import { determine, type DeviceOutcome } from './device-status';
import { examplesOf, type WorkedExample } from './examples';
import { type StatedFacts } from './facts';
import { factErrors, isRecord, pointerTo, statedFacts } from './facts.rules';
import { didYouMean } from './near-miss';
import { type Question, QUESTIONS } from './questions';
import { RULE_SETS } from './rule-sets/register';
import { type Edition, type RuleSet } from './rule-sets/rule-set';
import { type Step } from './step';

/** One classification as the engine gives it: plain JSON, the same for ever for the same facts and edition. */
export interface Determination {
  readonly id?: string;
  readonly ruleSet: string;
  readonly outcome: DeviceOutcome | CategoryOutcome;
  readonly steps: readonly Step[];
  /** The facts that are needed and unknown: each can still change the outcome. None once it is decided. */
  readonly missing: readonly string[];
  readonly warnings: readonly Warning[];
}

/** A published rule set without its tables, with the questions that its facts answer. */
export interface RuleSetListing extends Edition {
  readonly kind: RuleSet['kind'];
  readonly questions: readonly Question[];
  /** How the paper itself, or its authors, answer some of them. */
  readonly examples: readonly WorkedExample[];
}

/** What was asked, once its rule set is known and its facts are in the vocabulary. */
export interface Asked {
  readonly id?: string;
  readonly ruleSet: RuleSet;
  readonly facts: StatedFacts;
}

const IDS = RULE_SETS.map(({ id }) => id);

function ruleSetError(asked: unknown): FieldError {
  const hint = typeof asked === 'string' ? didYouMean(asked, IDS) : '';
  const name = typeof asked === 'string' ? `'${asked}'` : (JSON.stringify(asked) ?? 'nothing');
  return { pointer: '/ruleSet', detail: `${name} is not one of ${IDS.join(', ')}${hint}` };
}

function envelopeErrors(asked: Record<string, unknown>): FieldError[] {
  const unknownNames = Object.keys(asked).filter((name) => !['id', 'ruleSet', 'facts'].includes(name));
  const errors = unknownNames.map((name) => ({
    pointer: pointerTo('', name),
    detail: `'${name}' is not one of id, ruleSet, facts`,
  }));
  if (asked.id === undefined || asked.id === null || typeof asked.id === 'string') return errors;
  return [{ pointer: '/id', detail: `${JSON.stringify(asked.id)} is not a text` }, ...errors];
}

/** Reads what was sent. Throws a `validation` refusal that points at every fault (RFC 6901). */
export function readAsked(asked: unknown): Asked {
  if (!isRecord(asked))
    throw Refusal.validation([{ pointer: '', detail: 'this is not an object with ruleSet and facts' }]);
  const ruleSet = RULE_SETS.find(({ id }) => id === asked.ruleSet);
  const errors = envelopeErrors(asked);
  if (ruleSet === undefined) throw Refusal.validation([...errors, ruleSetError(asked.ruleSet)]);
  errors.push(...factErrors('/facts', asked.facts, QUESTIONS[ruleSet.kind]));
  if (errors.length > 0 || !isRecord(asked.facts)) throw Refusal.validation(errors);
  return { ...(typeof asked.id === 'string' ? { id: asked.id } : {}), ruleSet, facts: statedFacts(asked.facts) };
}

/** Applies the rule set to facts that are in its vocabulary. */
export const apply = (ruleSet: RuleSet, facts: StatedFacts) =>
  ruleSet.kind === 'cds' ? determine(ruleSet, facts) : categorize(ruleSet, facts);

const supersededWarning = ({ id, supersededOn }: RuleSet): Warning[] =>
  supersededOn === undefined
    ? []
    : [{ code: 'superseded-rule-set', detail: `${id} was superseded on ${supersededOn}.`, facts: [] }];

/** Classifies one function: `{ id?, ruleSet, facts }`. Throws a `validation` refusal for what it cannot read. */
export function classify(asked: unknown): Determination {
  const { id, ruleSet, facts } = readAsked(asked);
  return {
    ...(id === undefined ? {} : { id }),
    ruleSet: ruleSet.id,
    ...apply(ruleSet, facts),
    warnings: [...supersededWarning(ruleSet), ...warningsOf(facts)],
  };
}

/** Every published rule set, as plain JSON: its edition, its days, its citations and its questions. */
export const ruleSets = (): RuleSetListing[] =>
  RULE_SETS.map(({ kind, id, title, edition, effectiveOn, supersededOn, citations }) => ({
    kind,
    id,
    title,
    edition,
    effectiveOn,
    ...(supersededOn === undefined ? {} : { supersededOn }),
    citations,
    questions: QUESTIONS[kind],
    examples: examplesOf(id),
  }));
