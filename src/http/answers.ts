import { applyDecorators, Header, HttpCode, SetMetadata, type StreamableFile, type Type } from '@nestjs/common';
import { ApiDefaultResponse, ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { Page } from '../kernel/page';
import { fieldsOf, PRODUCES } from './contract';
import { LIST_TYPES } from './list-format';
import { JSON_TYPE } from './media-types';
import { pageOf } from './page.answer';
import { ProblemDetails } from './problem.answer';

/** What a route may answer in: a class for JSON of its shape, or a media type of bytes or text. */
type Given = Type | string;

type Listed = { readonly items: readonly unknown[] };
type ItemOf<L extends Listed> = L['items'][number];
/** The fields that are given and not described, of a record or of the items of a page. */
type Extra<R, T> = R extends Listed
  ? Exclude<keyof ItemOf<R>, T extends Listed ? keyof ItemOf<T> : never>
  : Exclude<keyof R, keyof T>;

/** Something that nothing fits, unless an answer has the fields of its description with their types, and no other. */
type Fits<R, T> = [R] extends [T]
  ? [Extra<R, T>] extends [never]
    ? unknown
    : { readonly notDescribed: Extra<R, T> }
  : { readonly notAsDescribed: T };

/** For a handler that gives what the class describes; another one does not compile. */
type Giving<T> = <F extends (...args: never[]) => unknown>(
  target: object,
  name: string,
  descriptor: TypedPropertyDescriptor<F> & Fits<Awaited<ReturnType<F>>, T>,
) => void;

/** The same for a handler that may give the bytes of an export as well. */
type GivingList<T> = <F extends (...args: never[]) => unknown>(
  target: object,
  name: string,
  descriptor: TypedPropertyDescriptor<F> & Fits<Exclude<Awaited<ReturnType<F>>, StreamableFile>, Page<T>>,
) => void;

const PROBLEM = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDetails) } } };
const ENTITY_TAG = {
  ETag: { description: 'For If-Match', required: true, schema: { type: 'string' as const, pattern: '^"r[0-9]+"$' } },
};

const mediaTypeOf = (given: Given): string => (typeof given === 'string' ? given : JSON_TYPE);
const schemaOf = (given: Given) => {
  if (typeof given !== 'string') return { $ref: getSchemaPath(given) };
  return given.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
};
const isClass = (given: Given): given is Type => typeof given !== 'string';
const isEdited = (given: Given): boolean => isClass(given) && fieldsOf(given).includes('revision');

function answers(status: number, description: string, given: readonly Given[]): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    SetMetadata(PRODUCES, given.map(mediaTypeOf)),
    ApiExtraModels(ProblemDetails, ...given.filter(isClass)),
    ApiResponse({
      status,
      description,
      headers: given.some(isEdited) ? ENTITY_TAG : {},
      content: Object.fromEntries(given.map((one) => [mediaTypeOf(one), { schema: schemaOf(one) }])),
    }),
    ApiDefaultResponse({ description: 'Problem details (RFC 9457)', content: PROBLEM }),
  );
}

/** What a route answers in JSON when all is well, and that everything else is problem details. */
export const Answers = <T>(status: number, description: string, type: Type<T>): Giving<T> =>
  answers(status, description, [type]);

/** The same of a route that answers bytes or text, or JSON as well. */
export const AnswersIn = (status: number, description: string, ...given: Given[]): MethodDecorator =>
  answers(status, description, given);

/** One page of a list. */
export const AnswersPage = <T>(of: string, type: Type<T>): Giving<Page<T>> =>
  answers(200, `A page of: ${of}`, [pageOf(type)]);

/** A list that is whole: `next` is null. */
export const AnswersAll = <T>(description: string, type: Type<T>): Giving<Page<T>> =>
  answers(200, description, [pageOf(type)]);

/** A list: a page of it as JSON, or all that is wanted of it as CSV or JSON lines, each line one item. */
export const AnswersList = <T>(of: string, type: Type<T>): GivingList<T> =>
  applyDecorators(
    Header('vary', 'Accept'),
    answers(200, `A page of ${of} as JSON; all that match as CSV (RFC 4180) or as JSON lines`, [
      ...[pageOf(type), LIST_TYPES.csv, LIST_TYPES.jsonl],
    ]),
  );
