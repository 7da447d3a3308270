import { validationPipe } from '../http/validation.pipe';
import { type FieldError, Refusal } from '../kernel/refusal';
import type { Draft } from './draft';
import type { Kind } from './kinds/kind';

/** An empty cell is no text to the API; the person who left it so is told in the API's words for blanks. */
const NO_TEXT = 'must be a string';
const inWords = (detail: string): string => (detail === NO_TEXT ? 'must say something' : detail);

/** A field of the API as the column that it stands in: what is inside of it is said in words. */
function atColumn({ pointer, detail }: FieldError, { columnOf, columns }: Kind): FieldError {
  const [, field = '', ...inside] = pointer.split('/');
  const column = columnOf[[field, ...inside].join('/')] ?? columnOf[field] ?? field;
  const isColumn = columns.some(({ name }) => name === column);
  if (inside.length === 0 || columnOf[[field, ...inside].join('/')] !== undefined) {
    return { pointer: isColumn ? `/${column}` : '', detail };
  }
  const [at = '', ...rest] = inside;
  const place = /^\d+$/.test(at) ? [`line ${Number(at) + 1}`, ...rest] : inside;
  return { pointer: isColumn ? `/${column}` : '', detail: `${place.join(', ')} ${detail}` };
}

/** What the rules of the API have against a row, in the words in which a door would say it. */
export async function refusedByRules(kind: Kind, { input }: Draft): Promise<FieldError[]> {
  try {
    await validationPipe.transform(input, { type: 'body', metatype: kind.rules });
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.errors.map(({ pointer, detail }) => atColumn({ pointer, detail: inWords(detail) }, kind));
  }
}
