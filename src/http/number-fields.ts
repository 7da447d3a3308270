import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { WhenSent } from './fields';

const DECIMAL = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/;

/** A decimal number as text, kept in its own digits: `0.850` stays `0.850`. */
export const DecimalText = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, pattern: DECIMAL.source }),
    Matches(DECIMAL, { message: 'must be a decimal number as text, such as "0.85"' }),
  );

/** A whole number in a range. */
export const WholeNumber = (least: number, most: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', minimum: least, maximum: most }),
    Max(most, { message: `must be at most ${most}` }),
    Min(least, { message: `must be at least ${least}` }),
    IsInt({ message: 'must be a whole number' }),
  );

/** Ids of this service, each once; or absent. */
export const MayListOfIds = (what: string, max = 100): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      ...{ type: String, format: 'uuid', isArray: true, maxItems: max, required: false, description: what },
    }),
    WhenSent(),
    IsArray(),
    ArrayMaxSize(max),
    ArrayUnique({ message: 'must name each once' }),
    IsUUID('7', { each: true, message: 'must hold ids of this service' }),
  );
