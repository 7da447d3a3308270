import { type Json } from '../kernel/digest';
import { type FieldError } from '../kernel/refusal';
import { didYouMean } from './near-miss';
import { type Question } from './questions';

/** The pointer to a member of what the first pointer leads to (RFC 6901). */
export const pointerTo = (pointer: string, member: string): string =>
  `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Whether the value is a JSON object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const said = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

function choiceError(pointer: string, value: unknown, values: readonly string[]): FieldError[] {
  if (typeof value === 'string' && values.includes(value)) return [];
  const hint = typeof value === 'string' ? didYouMean(value, values) : '';
  return [{ pointer, detail: `${said(value)} is not one of ${values.join(', ')}${hint}` }];
}

const MOST_USES = 100;

function usesErrors(pointer: string, value: unknown, of: readonly Question[]): FieldError[] {
  if (!Array.isArray(value)) return [{ pointer, detail: `${said(value)} is not a list of uses` }];
  if (value.length > MOST_USES) return [{ pointer, detail: `${value.length} uses are more than ${MOST_USES}` }];
  return value.flatMap((use: unknown, index) => factErrors(`${pointer}/${index}`, use, of));
}

function valueErrors(pointer: string, value: unknown, question: Question, all: readonly Question[]): FieldError[] {
  if (value === null || value === undefined) return [];
  switch (question.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? [] : [{ pointer, detail: `${said(value)} is not true, false or null` }];
    case 'text':
      return typeof value === 'string' ? [] : [{ pointer, detail: `${said(value)} is not a text` }];
    case 'one-of':
      return choiceError(pointer, value, question.values);
    case 'some-of':
      return Array.isArray(value)
        ? value.flatMap((one: unknown, index) => choiceError(`${pointer}/${index}`, one, question.values))
        : [{ pointer, detail: `${said(value)} is not a list of ${question.values.join(', ')}` }];
    case 'uses':
      return usesErrors(
        pointer,
        value,
        all.filter(({ fact }) => question.of?.includes(fact)),
      );
  }
}

/** What is wrong with facts as they were sent: each fact that the vocabulary does not know, each value it does not allow. */
export function factErrors(pointer: string, facts: unknown, vocabulary: readonly Question[]): FieldError[] {
  if (!isRecord(facts)) return [{ pointer, detail: 'the facts are not an object' }];
  const names = vocabulary.map(({ fact }) => fact);
  return Object.entries(facts).flatMap(([name, value]) => {
    const question = vocabulary.find(({ fact }) => fact === name);
    const at = pointerTo(pointer, name);
    if (question !== undefined) return valueErrors(at, value, question, vocabulary);
    return [{ pointer: at, detail: `'${name}' is not a fact of this rule set${didYouMean(name, names)}` }];
  });
}

/** The facts as plain JSON of their own: nothing undefined is left in them, and the caller's object is not held. */
export const statedFacts = (facts: Record<string, unknown>): Record<string, Json> =>
  JSON.parse(JSON.stringify(facts)) as Record<string, Json>;
