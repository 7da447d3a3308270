import type { Type } from '@nestjs/common';
import { IS_FORM } from './form-body';
import { JSON_TYPE } from './media-types';
import { IGNORES_OTHERS } from './ignores-others';
import { WHOLE } from './taken-whole';
import { IS_UPLOAD } from './upload';

/** What a route says of itself: the query that it knows, what it takes and what it answers. */
export interface Contract {
  readonly query: readonly string[];
  /** Whether others may stand there, which are passed over. */
  readonly ignoresOthers: boolean;
  /** Media types of the body; none where the route has no body. */
  readonly consumes: readonly string[];
  /** The largest body that is taken at once as bytes; null where it is JSON or a stream. */
  readonly wholeUpTo: number | null;
  /** Whether that is a form of a page, taken by its fields. */
  readonly isForm: boolean;
  /** Whether it is a form with files, read part by part. */
  readonly isUpload: boolean;
  /** Media types of the answer; none where the route leaves it open. */
  readonly produces: readonly string[];
}

/** Set by `Answers`. */
export const PRODUCES = 'predicate:produces';

/** Where Nest and its description of the API keep what the decorators said. */
const ARGUMENTS = '__routeArguments__';
const CONSUMES = 'swagger/apiConsumes';
const FIELDS = 'swagger/apiModelPropertiesArray';
const BODY = '3';
const QUERY = '4';

type Handler = (...args: never[]) => unknown;
type Metadata = object | undefined;

/** The names of the fields that a class describes. */
export const fieldsOf = (type: Type | undefined): string[] =>
  ((Reflect.getMetadata(FIELDS, type?.prototype as object) ?? []) as string[]).map((name) => name.slice(1));

function argumentsOf(door: Type, method: string): readonly (readonly [kind: string, index: number])[] {
  const args = (Reflect.getMetadata(ARGUMENTS, door, method) as Metadata) ?? {};
  return Object.keys(args)
    .map((key) => key.split(':'))
    .map(([kind = '', index]) => [kind, Number(index)]);
}

function read(door: Type, handler: Handler): Contract {
  const prototype = door.prototype as object;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, handler.name) ?? []) as Type[];
  const args = argumentsOf(door, handler.name);
  const streamed = Reflect.getMetadata(CONSUMES, handler) as string[] | undefined;
  const hasBody = args.some(([kind]) => kind === BODY);
  return {
    query: args.filter(([kind]) => kind === QUERY).flatMap(([, index]) => fieldsOf(types[index])),
    ignoresOthers: Reflect.getMetadata(IGNORES_OTHERS, handler) === true,
    consumes: streamed ?? (hasBody ? [JSON_TYPE] : []),
    wholeUpTo: (Reflect.getMetadata(WHOLE, handler) as number | undefined) ?? null,
    isForm: Reflect.getMetadata(IS_FORM, handler) === true,
    isUpload: Reflect.getMetadata(IS_UPLOAD, handler) === true,
    produces: (Reflect.getMetadata(PRODUCES, handler) ?? []) as string[],
  };
}

const contracts = new WeakMap<Handler, Contract>();

/** The contract of a route, read once from its own decorators, so that what is described is what is held. */
export function contractOf(door: Type, handler: Handler): Contract {
  const known = contracts.get(handler) ?? read(door, handler);
  contracts.set(handler, known);
  return known;
}
