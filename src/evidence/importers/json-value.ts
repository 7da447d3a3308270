/** A number of a document: its own digits, and the double they stand for. */
export class JsonNumber {
  constructor(readonly text: string) {}

  /** Null for `NaN`, `Infinity` and whatever a double cannot hold; minus zero is zero, as in RFC 8785. */
  get value(): number | null {
    const value = Number(this.text);
    return Number.isFinite(value) ? value + 0 : null;
  }
}

/** A JSON object in the order of the file; a map, so that no member name can reach a prototype. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

export type JsonArray = readonly JsonValue[];

export type JsonScalar = string | boolean | null | JsonNumber;

export type JsonValue = JsonScalar | JsonArray | JsonObject;

/** What a place in a document may hold; undefined where there is no such place. */
export type Maybe = JsonValue | undefined;

export const isObject = (value: Maybe): value is JsonObject => value instanceof Map;

export const isArray = (value: Maybe): value is JsonArray => Array.isArray(value);

/** The value under these member names, or undefined when one of them is not there. */
export function memberOf(value: Maybe, ...names: readonly string[]): Maybe {
  return names.reduce<Maybe>((within, name) => (isObject(within) ? within.get(name) : undefined), value);
}

/** The members of an object in the order of the file; none for anything else. */
export const membersOf = (value: Maybe): [string, JsonValue][] => (isObject(value) ? [...value] : []);

/** A text that says something: neither empty nor `N/A`, by which Python tools write "nothing". */
export const textOf = (value: Maybe): string | null =>
  typeof value === 'string' && value.trim() !== '' && value !== 'N/A' ? value : null;

/** A text or the digits of a number, as written; null for anything else. */
export const writtenOf = (value: Maybe): string | null => (value instanceof JsonNumber ? value.text : textOf(value));

export const numberOf = (value: Maybe): number | null => (value instanceof JsonNumber ? value.value : null);

/** A scalar as the file writes it, a text without its quotes. */
export const scalarText = (value: JsonScalar): string => (value instanceof JsonNumber ? value.text : String(value));

/** A whole number from 0 up, of things counted. */
export function countOf(value: Maybe): number | null {
  const count = numberOf(value);
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** A JSON pointer (RFC 6901) from its names. */
export const pointer = (...names: readonly (string | number)[]): string =>
  names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Every number of the document that is none (`NaN`, `Infinity`, beyond a double), with its pointer and its text. */
export function notNumbers(value: JsonValue, path: readonly (string | number)[] = []): { at: string; text: string }[] {
  if (value instanceof JsonNumber) return value.value === null ? [{ at: pointer(...path), text: value.text }] : [];
  const found: { at: string; text: string }[] = [];
  if (isArray(value)) value.forEach((item, index) => keep(item, index));
  else if (isObject(value)) value.forEach((item, name) => keep(item, name));
  return found;

  function keep(item: JsonValue, step: string | number): void {
    if (item === null || typeof item !== 'object') return;
    if (item instanceof JsonNumber && item.value !== null) return;
    for (const one of notNumbers(item, [...path, step])) found.push(one);
  }
}
