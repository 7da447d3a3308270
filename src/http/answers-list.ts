import { applyDecorators, Header, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiDefaultResponse, ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDetails } from './answers';
import { PRODUCES } from './contract';
import { LIST_TYPES } from './list-format';

const PAGE = {
  type: 'object',
  required: ['items', 'next'],
  properties: {
    items: { type: 'array', items: { type: 'object' } },
    next: { type: 'string', nullable: true, description: 'The cursor of the next page; null on the last' },
  },
};

/** A list: a page of it as JSON, or all that is wanted of it as CSV or JSON lines. */
export const AnswersList = (of: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    Header('vary', 'Accept'),
    SetMetadata(PRODUCES, Object.values(LIST_TYPES)),
    ApiExtraModels(ProblemDetails),
    ApiResponse({
      status: 200,
      description: `A page of ${of} as JSON; all that match as CSV or as JSON lines`,
      content: {
        [LIST_TYPES.json]: { schema: PAGE },
        [LIST_TYPES.csv]: { schema: { type: 'string', description: 'RFC 4180, UTF-8, a line of names first' } },
        [LIST_TYPES.jsonl]: { schema: { type: 'string', description: 'Each line one item of the JSON list' } },
      },
    }),
    ApiDefaultResponse({
      description: 'Problem details (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDetails) } } },
    }),
  );
