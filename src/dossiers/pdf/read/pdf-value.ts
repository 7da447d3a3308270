/** A reference to an object, by its number. */
export interface Reference {
  readonly ref: number;
}

export type Dictionary = ReadonlyMap<string, Value>;

/** A value as a PDF writes it (ISO 32000-1 §7.3); a name keeps its slash, a string is its bytes. */
export type Value = null | boolean | number | string | Buffer | Reference | readonly Value[] | Dictionary;

/** The file is not as it must be; `message` says what cannot be read. */
export class UnreadablePdf extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'UnreadablePdf';
  }
}

export const isReference = (value: Value | undefined): value is Reference =>
  typeof value === 'object' && value !== null && 'ref' in value;
export const isDictionary = (value: Value | undefined): value is Dictionary => value instanceof Map;
export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

const [SPACE, REGULAR, DELIMITER] = [0, 1, 2];

/** What a byte is in the syntax (ISO 32000-1 §7.2.2). */
const KINDS = (() => {
  const kinds = new Uint8Array(256).fill(REGULAR);
  for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = SPACE;
  for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = DELIMITER;
  return kinds;
})();

export const isSpace = (byte: number): boolean => KINDS[byte] === SPACE;
export const isRegular = (byte: number): boolean => KINDS[byte] === REGULAR;
