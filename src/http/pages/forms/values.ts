import type { Json } from '../../../kernel/digest';
import type { AskedField, Shape } from './shape';
import type { Said } from './said';

/** A whole number that is kept exactly. */
export const WHOLE = /^-?\d{1,15}$/;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Which rows of a list are said, in their order: `artifacts.0…`, `artifacts.2…` are two. */
export const rowsOf = (said: Said, at: string): readonly number[] => {
  const row = new RegExp(`^${at.replaceAll('.', '\\.')}\\.(\\d{1,4})\\.`);
  const found = Object.keys(said).flatMap((name) => row.exec(name)?.[1] ?? []);
  return [...new Set(found.map(Number))].sort((a, b) => a - b);
};

const isBlank = (said: Said, at: string): boolean =>
  Object.entries(said).every(([name, text]) => !name.startsWith(`${at}.`) || text.trim() === '');

const chosenOf = (said: Said, at: string): string[] =>
  Object.keys(said)
    .filter((name) => name.startsWith(`${at}.`))
    .map((name) => name.slice(at.length + 1));

function valueOf({ asked, isRequired }: AskedField, said: Said, at: string): Json | undefined {
  const text = said[at] ?? '';
  switch (asked.kind) {
    case 'list':
      return rowsOf(said, at)
        .filter((row) => !isBlank(said, `${at}.${row}`))
        .map((row) => inputOf(asked.fields, said, `${at}.${row}.`));
    case 'object':
      return isBlank(said, at) && !isRequired ? null : inputOf(asked.fields, said, `${at}.`);
    case 'ids':
    case 'choices':
      return chosenOf(said, at);
    case 'lines':
      return linesOf(text);
    case 'flag':
      return at in said;
    case 'whole':
      if (WHOLE.test(text.trim())) return Number(text.trim());
      break;
    case 'words':
    case 'choice':
    case 'id':
    case 'day':
    case 'instant':
      break;
  }
  if (text.trim() === '') return isRequired ? '' : null;
  return asked.kind === 'words' ? text : text.trim();
}

/** What was typed as the JSON that the API takes: blanks are nothing, rows without a word are none. */
export function inputOf(shape: Shape, said: Said, at = ''): Record<string, Json> {
  const given = shape.map((field) => [field.name, valueOf(field, said, `${at}${field.name}`)] as const);
  return Object.fromEntries(given.filter((one): one is readonly [string, Json] => one[1] !== undefined));
}

const textOf = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

function textsOf({ asked }: AskedField, value: unknown, at: string): [string, string][] {
  if (value === null || value === undefined) return [];
  switch (asked.kind) {
    case 'list':
      return (value as object[]).flatMap((row, index) => Object.entries(saidOf(asked.fields, row, `${at}.${index}.`)));
    case 'object':
      return Object.entries(saidOf(asked.fields, value, `${at}.`));
    case 'ids':
    case 'choices':
      return (value as string[]).map((one) => [`${at}.${one}`, 'on']);
    case 'lines':
      return [[at, (value as string[]).join('\n')]];
    case 'flag':
      return value === true ? [[at, 'on']] : [];
    case 'instant':
      return [[at, textOf(value)]];
    case 'words':
    case 'choice':
    case 'id':
    case 'day':
    case 'whole':
      return [[at, textOf(value)]];
  }
}

/** A record, or what of it is known, as a form shows it; what the form does not ask for is left out. */
export const saidOf = (shape: Shape, record: object, at = ''): Said =>
  Object.fromEntries(
    shape.flatMap((field) => textsOf(field, (record as Record<string, unknown>)[field.name], `${at}${field.name}`)),
  );

/** What was said of one field, rows and all: for telling whether it changed. */
export const partOf = (said: Said, name: string): Said =>
  Object.fromEntries(Object.entries(said).filter(([one]) => one === name || one.startsWith(`${name}.`)));
