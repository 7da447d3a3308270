import { worded } from '../words';
import type { Cited, FieldWords, Option } from './form';
import type { Asked, AskedField } from './shape';
import type { Said } from './said';
import { rowsOf, WHOLE } from './values';

/** What a template prints of one field. */
export interface DrawnField {
  readonly control: 'line' | 'text' | 'select' | 'radios' | 'checks' | 'flag' | 'object' | 'list';
  readonly name: string;
  /** Of the element, so that an error can lead to it. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly cites: readonly Cited[];
  readonly unit: string;
  readonly isRequired: boolean;
  readonly maxLength: number | null;
  readonly rows: number;
  readonly inputMode: string;
  readonly value: string;
  readonly options: readonly (Option & { readonly name: string; readonly id: string; readonly isChosen: boolean })[];
  readonly error: string;
  readonly fields: readonly DrawnField[];
  readonly lines: readonly {
    readonly heading: string;
    readonly name: string;
    readonly fields: readonly DrawnField[];
  }[];
  readonly row: string;
  readonly theirs: Theirs | null;
}

/** What somebody else wrote into a field meanwhile. */
export interface Theirs {
  readonly said: string;
  readonly runs: readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[];
  readonly isTaken: boolean;
}

/** From what fields are drawn. */
export interface Drawing {
  readonly said: Said;
  readonly errors: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, readonly Option[]>>;
  readonly theirs: Readonly<Record<string, Theirs>>;
}

/** Up to so many answers stand below each other; more, and those of a row, are chosen from a list. */
const RADIOS = 6;

export const idOf = (name: string): string => `f-${name.replaceAll('.', '-')}`;

const choicesOf = ({ asked, name }: AskedField, at: string, words: FieldWords, { options }: Drawing): Option[] => {
  if (asked.kind === 'choice' || asked.kind === 'choices') {
    return asked.of.map((value) => ({ value, label: words.options?.[value] ?? worded(value) }));
  }
  return [...(options[at] ?? options[name] ?? [])];
};

const controlOf = (asked: Asked, { rows }: FieldWords, many: number): DrawnField['control'] => {
  switch (asked.kind) {
    case 'list':
    case 'object':
    case 'flag':
      return asked.kind;
    case 'ids':
    case 'choices':
      return 'checks';
    case 'choice':
      return many <= RADIOS ? 'radios' : 'select';
    case 'id':
      return 'select';
    case 'lines':
      return 'text';
    case 'words':
    case 'day':
    case 'instant':
    case 'whole':
      return rows === undefined ? 'line' : 'text';
  }
};

const INPUT_MODES: Partial<Record<Asked['kind'], string>> = { whole: 'numeric' };

const isSaid = (error: string | undefined, value: string, asked: Asked): string => {
  if (error === undefined) return '';
  if (asked.kind === 'whole' && value.trim() !== '' && !WHOLE.test(value.trim())) return 'Give a whole number.';
  if (value.trim() !== '' || asked.kind === 'list') return error;
  return asked.kind === 'choice' || asked.kind === 'id' ? 'Choose one.' : 'This is not filled in yet.';
};

/** A field with what was said, and with the rows of a list: those that are said, and one more where none is. */
export function drawnField(field: AskedField, words: FieldWords, drawing: Drawing, at = ''): DrawnField {
  const { asked, isRequired } = field;
  const name = `${at}${field.name}`;
  const value = drawing.said[name] ?? '';
  const options = choicesOf(field, name, words, drawing);
  const control = controlOf(asked, words, at === '' ? options.length : Number.POSITIVE_INFINITY);
  const isMany = control === 'checks';
  return {
    ...{ control, name, id: idOf(name), label: words.label, hint: words.hint ?? '', cites: words.cites ?? [] },
    ...{ unit: words.unit ?? '', isRequired, rows: words.rows ?? 4, value },
    maxLength: asked.kind === 'words' ? (asked.maxLength ?? null) : null,
    inputMode: INPUT_MODES[asked.kind] ?? '',
    options: options.map((one) => ({
      ...one,
      name: isMany ? `${name}.${one.value}` : name,
      id: idOf(`${name}.${one.value}`),
      isChosen: isMany ? `${name}.${one.value}` in drawing.said : value === one.value,
    })),
    error: isSaid(drawing.errors[name], value, asked),
    fields: asked.kind === 'object' ? drawnFields(asked.fields, words.fields ?? {}, drawing, `${name}.`) : [],
    lines: asked.kind === 'list' ? drawnLines(asked.fields, words, drawing, name) : [],
    row: words.row ?? '',
    theirs: drawing.theirs[name] ?? null,
  };
}

type Words = Readonly<Record<string, FieldWords>>;

/** Fields in the order in which the form has words for them. */
export const drawnFields = (
  shape: readonly AskedField[],
  words: Words,
  drawing: Drawing,
  at = '',
): readonly DrawnField[] =>
  Object.entries(words).flatMap(([name, own]) =>
    shape.filter((field) => field.name === name).map((field) => drawnField(field, own, drawing, at)),
  );

const drawnLines = (
  shape: readonly AskedField[],
  { row = '', fields = {} }: FieldWords,
  drawing: Drawing,
  at: string,
) => {
  const said = rowsOf(drawing.said, at);
  return (said.length === 0 ? [0] : said).map((index, place) => ({
    heading: `${row} ${place + 1}`,
    name: `${at}.${index}`,
    fields: drawnFields(shape, fields, drawing, `${at}.${index}.`),
  }));
};
