import type { ListFilter } from '../database/list-filters';
import { worded } from '../http/pages/words';
import type { FilterWords, ListChoice } from './list-page';
import { hrefWith, type ListState } from './list-state';

/** What was read to say a filter in words: the name of the record that it names, and records to choose from. */
export interface FilterNames {
  readonly chosen: string | null;
  /** Null where there are too many to choose from. */
  readonly choices: readonly ListChoice[] | null;
}

/** A filter with its words and with what was read for it. */
export interface NamedFilter {
  readonly name: string;
  readonly filter: ListFilter;
  readonly words: FilterWords;
  readonly names: FilterNames;
}

const HINTS: Readonly<Partial<Record<ListFilter['kind'], string>>> = {
  ...{ day: 'YYYY-MM-DD', instant: 'YYYY-MM-DD', id: 'Its id' },
};

const FLAGS = { true: 'Yes', false: 'No' } as const;

function choicesOf({ filter, words, names }: NamedFilter): readonly ListChoice[] | null {
  if (filter.kind === 'flag') {
    return Object.entries({ ...FLAGS, ...words.words }).map(([value, text]) => ({ value, text }));
  }
  if (filter.kind !== 'choice') return names.choices;
  return (filter.choices ?? []).map((value) => ({ value, text: words.words?.[value] ?? worded(value) }));
}

/** What is said where the address names something that is not among the choices. */
const withOther = (choices: readonly ListChoice[], value: string, text: string): readonly ListChoice[] =>
  value === '' || choices.some((one) => one.value === value) ? choices : [...choices, { value, text }];

/** A filter as a field of a form: a choice where it can be one. */
export function presentFilter(one: NamedFilter, { said }: ListState) {
  const value = said[one.name] ?? '';
  const choices = choicesOf(one);
  return {
    ...{ name: one.name, label: one.words.label, value, hint: one.words.hint ?? HINTS[one.filter.kind] ?? '' },
    isShort: one.filter.kind === 'day' || one.filter.kind === 'instant',
    choices:
      choices &&
      withOther(choices, value, one.names.chosen ?? value).map((choice) => ({
        ...choice,
        isChosen: choice.value === value,
      })),
  };
}

/** A filter that holds, in words, and the address without it. */
export function presentHolding(one: NamedFilter, state: ListState) {
  const value = state.said[one.name] ?? '';
  const text = choicesOf(one)?.find((choice) => choice.value === value)?.text ?? one.names.chosen ?? value;
  return { text: `${one.words.label}: ${text}`, without: hrefWith(state, { [one.name]: null, view: null }) };
}
