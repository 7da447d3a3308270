import type { Sought } from '../kernel/sought';
import type { Bind } from './list-filters';

/** Words as they are written and as English bends them, so that “cases” finds a case and “MedQA” finds MedQA. */
const asPhrase = (words: readonly string[], bind: Bind): string => {
  const phrase = `${bind(words.join(' '))}::text`;
  return `phraseto_tsquery('simple', ${phrase}) || phraseto_tsquery('english', ${phrase})`;
};

/** The words in quotes of tsquery, which they cannot leave: they hold letters, digits and marks alone. */
const asBeginning = (words: readonly string[], bind: Bind): string =>
  `to_tsquery('simple', ${bind(`${words.map((word) => `'${word}'`).join(' <-> ')}:*`)}::text)`;

const termOf = ({ words, isNegated, isBeginning }: Sought, bind: Bind): string => {
  const either = [asPhrase(words, bind), ...(isBeginning ? [asBeginning(words, bind)] : [])].join(' || ');
  return `${isNegated ? '!!' : ''}(${either})`;
};

/** What is sought as an expression of PostgreSQL's tsquery, every word of it bound. */
export const tsqueryOf = (alternatives: readonly (readonly Sought[])[], bind: Bind): string =>
  `(${alternatives.map((all) => `(${all.map((one) => termOf(one, bind)).join(' && ')})`).join(' || ')})`;
