import { printedInstant } from '../../http/pages/words';
import { isSha256, type Json } from '../../kernel/digest';
import { isId } from '../../kernel/ids';
import { codeField, type Field, field } from './outline';
import { fieldWords, valueWords } from './value-words';

/** Fields of one record that are compared; the API has them all. */
const MOST = 1_000;
/** Keys differ by nature, and a revision is told beside the record. */
const PASSED_OVER = new Set(['id', 'number', 'revision', 'supersedesId']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

type Fields = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isKey = (name: string, value: Json): boolean => name.endsWith('Id') && typeof value === 'string' && isId(value);

/** What one of several is called: by its name, or by its place. */
const labelOf = (one: Fields, at: number): string => {
  const named = ['name', 'fact', 'step', 'label'].map((key) => one[key]).find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : String(at + 1);
};

function leaf(name: string, value: Json): Field {
  if (typeof value === 'string' && INSTANT.test(value)) return field(name, printedInstant(new Date(value)).text);
  if (typeof value === 'string' && isSha256(value)) return codeField(name, value);
  return typeof value === 'number' ? codeField(name, String(value)) : field(name, valueWords(value));
}

function fieldsIn(name: string, value: Json): Field[] {
  if (isObject(value))
    return Object.entries(value).flatMap(([key, one]) => fieldsIn(`${name}: ${fieldWords(key)}`, one));
  if (Array.isArray(value) && value.some(isObject)) {
    return value.flatMap((one, at) => fieldsIn(`${name}, ${isObject(one) ? labelOf(one, at) : at + 1}`, one));
  }
  return [leaf(name, value)];
}

/** A record as it was after one act, field by field in words; what only a program reads is left out. */
export function snapshotFields(snapshot: Fields): Field[] {
  const told = Object.entries(snapshot).filter(([name, value]) => !PASSED_OVER.has(name) && !isKey(name, value));
  const all = told.flatMap(([name, value]) => fieldsIn(fieldWords(name), value));
  if (all.length <= MOST) return all;
  return [...all.slice(0, MOST), field('More', `${all.length - MOST} more fields, in the API`)];
}
