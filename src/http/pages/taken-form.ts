import type { Refusal } from '../../kernel/refusal';
import { refusalOf } from '../problem';
import { validationPipe } from '../validation.pipe';
import { errorsOf } from './forms/drawn-form';
import type { Said } from './forms/said';
import { ShownAgain } from './shown-again';

/** What is wrong with a form: by the name of the field, and with all of it. */
export interface Wrong {
  readonly detail: string;
  readonly of: Readonly<Record<string, string>>;
}

const NOT_FILLED = 'This is not filled in yet.';

/** What is wrong with what was typed; of a field that was left blank that it is. */
const wrongOf = (refusal: Refusal, said: Said): Wrong => ({
  detail: refusal.errors.length > 0 ? '' : refusal.detail,
  of: Object.fromEntries(
    Object.entries(errorsOf(refusal)).map(([name, text]) => [name, said[name] === '' ? NOT_FILLED : text]),
  ),
});

const filledIn = (said: Said): Said => Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''));

/** A form that no draft is kept of: what it takes, and how it is shown again. */
export interface Taking<T, R> {
  readonly input: new () => T;
  readonly said: Said;
  readonly act: (input: T) => Promise<R>;
  readonly again: (wrong: Wrong) => object | Promise<object>;
}

/** Takes in a form that holds a secret: as the API takes it, never kept, and shown again without what was typed. */
export async function takenForm<T extends object, R>({ input, said, act, again }: Taking<T, R>): Promise<R> {
  try {
    return await act((await validationPipe.transform(filledIn(said), { type: 'body', metatype: input })) as T);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || refusal.status >= 500 || refusal.type === 'reauthentication-required') throw error;
    throw new ShownAgain(refusal.status, async () => again(wrongOf(refusal, said)), { cause: refusal });
  }
}
