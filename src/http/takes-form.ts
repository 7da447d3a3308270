import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { WHOLE } from './taken-whole';

const KIB = 1024;
const MOST_BYTES = 64 * KIB;

/** Declares a route that takes one field of a form, for a standard that has it so; the handler is given the bytes as they came. */
export const TakesForm = (field: string, description: string): MethodDecorator =>
  applyDecorators(
    SetMetadata(WHOLE, MOST_BYTES),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({
      schema: { type: 'object', properties: { [field]: { type: 'string', description } }, required: [field] },
    }),
  );
