import type { Classification, FactStated } from '../../classification/classification.entity';
import type { Question } from '../../classification/questions';
import type { Said } from '../../http/pages/forms/said';
import { rowsOf } from '../../http/pages/forms/values';
import type { Json } from '../../kernel/digest';

/** The name of the field of a fact: `users.value`. */
export const fieldOf = (fact: string, part: 'value' | 'rationale' | 'statedBy' | 'restsOn'): string =>
  `${fact}.${part}`;

const textAt = (said: Said, name: string): string => (said[name] ?? '').trim();

/** What was answered under a name; undefined where nothing was. */
function valueAt({ kind, values }: Question, said: Said, name: string): Json | undefined {
  const text = textAt(said, name);
  switch (kind) {
    case 'yes-no':
      return text === 'true' || text === 'false' ? text === 'true' : undefined;
    case 'one-of':
      return values.includes(text) ? text : undefined;
    case 'some-of': {
      const chosen = values.filter((one) => `${name}.${one}` in said);
      return chosen.length === 0 ? undefined : chosen;
    }
    case 'text':
      return text === '' ? undefined : text;
    case 'uses':
      return undefined;
  }
}

const usesAt = (of: readonly Question[], said: Said, name: string): Json | undefined => {
  const uses = rowsOf(said, name)
    .map((row) => valuesAt(of, said, `${name}.${row}.`))
    .filter((use) => Object.keys(use).length > 0);
  return uses.length === 0 ? undefined : uses;
};

function valuesAt(questions: readonly Question[], said: Said, at: string): Record<string, Json> {
  const found = questions.map((one) => [one.fact, valueAt(one, said, `${at}${one.fact}`)] as const);
  return Object.fromEntries(found.filter((one): one is readonly [string, Json] => one[1] !== undefined));
}

/** The questions that one of several uses answers. */
export const asksOf = ({ of = [] }: Question, questions: readonly Question[]): readonly Question[] =>
  questions.filter(({ fact }) => of.includes(fact));

/** What is answered to a question in a draft; undefined where nothing is. */
export const answerTo = (question: Question, questions: readonly Question[], said: Said): Json | undefined => {
  const name = fieldOf(question.fact, 'value');
  return question.kind === 'uses' ? usesAt(asksOf(question, questions), said, name) : valueAt(question, said, name);
};

/** The facts as far as they are answered. */
export function factsIn(questions: readonly Question[], said: Said): Record<string, Json> {
  const found = questions.map((one) => [one.fact, answerTo(one, questions, said)] as const);
  return Object.fromEntries(found.filter((one): one is readonly [string, Json] => one[1] !== undefined));
}

/** The same with the ground of each and who says so, as a decision takes them. */
export const statedIn = (questions: readonly Question[], said: Said): FactStated[] =>
  Object.entries(factsIn(questions, said)).map(([fact, value]) => {
    const restsOn = textAt(said, fieldOf(fact, 'restsOn'));
    return {
      ...{ fact, value, rationale: textAt(said, fieldOf(fact, 'rationale')) },
      statedBy: textAt(said, fieldOf(fact, 'statedBy')),
      ...(restsOn === '' ? {} : { restsOn }),
    };
  });

/** A draft with everything that was said to one question, or on the memo, in place of what stood there. */
export const withPart = (draft: Said, part: string, said: Said): Said => ({
  ...Object.fromEntries(Object.entries(draft).filter(([name]) => !name.startsWith(`${part}.`))),
  ...Object.fromEntries(Object.entries(said).filter(([name]) => name.startsWith(`${part}.`))),
});

function saidOf(name: string, value: Json): [string, string][] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [[name, typeof value === 'object' ? '' : String(value)]];
  return value.flatMap((one, index): [string, string][] =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.entries(one).flatMap(([fact, part]) => saidOf(`${name}.${index}.${fact}`, part ?? null))
      : [[`${name}.${typeof one === 'string' ? one : JSON.stringify(one)}`, 'on']],
  );
}

/** A decision as the draft of the next one begins: each fact with its ground, to be looked at again. */
export const beginningFrom = ({ facts, versionId }: Pick<Classification, 'facts' | 'versionId'>): Said => ({
  ...(versionId === null ? {} : { versionId }),
  ...Object.fromEntries(
    facts.flatMap(({ fact, value, rationale, statedBy, restsOn = '' }) => [
      ...saidOf(fieldOf(fact, 'value'), value),
      [fieldOf(fact, 'rationale'), rationale],
      [fieldOf(fact, 'statedBy'), statedBy],
      [fieldOf(fact, 'restsOn'), restsOn],
    ]),
  ),
});
