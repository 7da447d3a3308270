import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiDefaultResponse, ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { REFUSALS } from '../kernel/refusal';
import { PRODUCES } from './contract';
import { JSON_TYPE } from './media-types';

class ProblemField {
  @ApiProperty({ type: String, description: 'JSON pointer (RFC 6901) into what was sent' }) pointer: string;
  @ApiProperty({ type: String }) detail: string;
}

/** Problem details (RFC 9457), as every error is answered. */
export class ProblemDetails {
  @ApiProperty({ type: String, enum: Object.keys(REFUSALS).map((type) => `/problems/${type}`) }) type: string;
  @ApiProperty({ type: String }) title: string;
  @ApiProperty({ type: 'integer' }) status: number;
  @ApiProperty({ type: String }) detail: string;
  @ApiProperty({ type: String }) instance: string;
  @ApiProperty({ type: ProblemField, isArray: true, required: false }) errors?: ProblemField[];
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDetails) } } };

const schemaOf = (mediaType: string) => {
  if (mediaType === JSON_TYPE) return { type: 'object' };
  return mediaType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
};

/** What a route answers when all is well, and that everything else is problem details. */
export const Answers = (status: number, description: string, ...mediaTypes: string[]): MethodDecorator => {
  const produces = mediaTypes.length === 0 ? [JSON_TYPE] : mediaTypes;
  return applyDecorators(
    HttpCode(status),
    SetMetadata(PRODUCES, produces),
    ApiExtraModels(ProblemDetails),
    ApiResponse({
      status,
      description,
      content: Object.fromEntries(produces.map((type) => [type, { schema: schemaOf(type) }])),
    }),
    ApiDefaultResponse({ description: 'Problem details (RFC 9457)', content: PROBLEM }),
  );
};

/** One page of a list. */
export const AnswersPage = (of: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    SetMetadata(PRODUCES, [JSON_TYPE]),
    ApiExtraModels(ProblemDetails),
    ApiResponse({
      status: 200,
      description: `A page of: ${of}`,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['items', 'next'],
            properties: {
              items: { type: 'array', items: { type: 'object' } },
              next: { type: 'string', nullable: true },
            },
          },
        },
      },
    }),
    ApiDefaultResponse({ description: 'Problem details (RFC 9457)', content: PROBLEM }),
  );
