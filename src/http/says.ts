import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Json } from '../kernel/digest';

type Lazy<T> = () => abstract new () => T;

/** A decorator of a field of this type and no other: what is described is what the compiler knows. */
type Said<T> = <K extends string>(target: Readonly<Record<K, T>>, name: K) => void;
type SaidOrNot<T> = <K extends string>(target: Partial<Readonly<Record<K, T>>>, name: K) => void;

const said =
  <T>(schema: object): Said<T> =>
  (target, name) =>
    ApiProperty(schema)(target, name);
const orNull = <T>(schema: object): Said<T | null> => said<T | null>({ ...schema, nullable: true });

const ID = { type: String, format: 'uuid' };
const INSTANT = { type: String, format: 'date-time' };
const DAY = { type: String, format: 'date' };
const DIGEST = { type: String, pattern: '^[0-9a-f]{64}$', description: 'SHA-256' };
const PLACE = { type: String, format: 'uri-reference' };
const FREE_OBJECT = { type: 'object', additionalProperties: true };
const ANY_JSON = {
  anyOf: [
    ...[FREE_OBJECT, { type: 'array', items: {} }],
    ...['string', 'number', 'boolean', 'null'].map((type) => ({ type })),
  ],
};

/**
 * One line says a field of an answer to the description of the API. What may be null begins with `may`; a field is there
 * in every answer unless `absent` is around it.
 */
export const Says = {
  id: (of?: string) => said<string>({ ...ID, description: of }),
  mayId: (of?: string) => orNull<string>({ ...ID, description: of }),
  text: (description?: string) => said<string>({ type: String, description }),
  mayText: (description?: string) => orNull<string>({ type: String, description }),
  /** Text of one form. */
  like: (pattern: RegExp, description?: string) => said<string>({ type: String, pattern: pattern.source, description }),
  texts: (description?: string) => said<readonly string[]>({ type: String, isArray: true, description }),
  ids: (of?: string) => said<readonly string[]>({ ...ID, isArray: true, description: of }),
  oneOf: <T extends string>(of: readonly T[]) => said<T>({ type: String, enum: [...of] }),
  mayOneOf: <T extends string>(of: readonly T[]) => orNull<T>({ type: String, enum: [...of] }),
  someOf: <T extends string>(of: readonly T[]) => said<readonly T[]>({ type: String, enum: [...of], isArray: true }),
  yes: (description?: string) => said<boolean>({ type: Boolean, description }),
  mayYes: (description?: string) => orNull<boolean>({ type: Boolean, description }),
  count: (least = 0) => said<number>({ type: 'integer', minimum: least }),
  mayNumber: (description?: string) => orNull<number>({ type: Number, description }),
  instant: () => said<Date | string>(INSTANT),
  mayInstant: () => orNull<Date | string>(INSTANT),
  day: () => said<string>(DAY),
  mayDay: () => orNull<string>(DAY),
  digest: () => said<string>(DIGEST),
  mayDigest: () => orNull<string>(DIGEST),
  /** An address of this service. */
  href: () => said<string>(PLACE),
  mayHref: () => orNull<string>(PLACE),
  one: <T>(type: Lazy<T>) => said<T>({ type: () => type() }),
  mayOne: <T>(type: Lazy<T>) => orNull<T>({ type: () => type() }),
  list: <T>(type: Lazy<T>) => said<readonly T[]>({ type: () => type(), isArray: true }),
  mayList: <T>(type: Lazy<T>) => orNull<readonly T[]>({ type: () => type(), isArray: true }),
  /** Of several shapes; each is a schema in JSON Schema 2020-12. */
  shaped: <T>(...anyOf: readonly object[]) => said<T>({ anyOf }),
  /** A JSON object whose names are not ours to list, and it says whose they are. */
  freeObject: (description: string) => said<object>({ ...FREE_OBJECT, description }),
  /** Any JSON value, and why it can be any. */
  freeJson: (description: string) => said<Json>({ ...ANY_JSON, description }),
  /** The field is there or not; never null by that. */
  absent:
    <T>(one: Said<T>): SaidOrNot<T> =>
    (target, name) => {
      one(target as never, name);
      ApiProperty({ required: false })(target, name);
    },
};

const NOUNS = new WeakMap<object, string>();

/** What the API calls a shape that it answers, and what that is; its class says the fields. */
export const Noun =
  (name: string, description: string): ClassDecorator =>
  (type) => {
    NOUNS.set(type, name);
    ApiSchema({ name, description })(type);
  };

/** What the API calls it. */
export const nounOf = (type: object): string => NOUNS.get(type) ?? '';
