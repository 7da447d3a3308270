import { Refusal, type FieldError } from '../kernel/refusal';
import type { FactStated } from './classification.entity';
import { classify, type Determination, ruleSets } from './classify';
import { pointerTo } from './facts.rules';

type Stated = Pick<FactStated, 'fact' | 'value'>;

/** Runs the rule set on facts in a list. What it cannot read is refused with pointers into that list, as it was sent. */
export function classifyStated(ruleSet: string, facts: readonly Stated[]): Determination {
  const twice = facts.findIndex(({ fact }, index) => facts.findIndex((other) => other.fact === fact) !== index);
  if (twice >= 0) throw Refusal.validation([{ pointer: `/facts/${twice}/fact`, detail: 'is stated twice' }]);
  try {
    return classify({ ruleSet, facts: Object.fromEntries(facts.map(({ fact, value }) => [fact, value])) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw Refusal.validation(error.errors.map((one) => inList(one, ruleSet, facts)));
  }
}

function inList({ pointer, detail }: FieldError, ruleSet: string, facts: readonly Stated[]): FieldError {
  const index = facts.findIndex(({ fact }) => `${pointer}/`.startsWith(`${pointerTo('/facts', fact)}/`));
  const stated = facts[index];
  if (stated === undefined) return { pointer, detail };
  const questions = ruleSets().find(({ id }) => id === ruleSet)?.questions ?? [];
  const isKnown = questions.some(({ fact }) => fact === stated.fact);
  const place = isKnown ? `value${pointer.slice(pointerTo('/facts', stated.fact).length)}` : 'fact';
  return { pointer: `/facts/${index}/${place}`, detail };
}
