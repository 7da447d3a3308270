import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { MayChoice } from '../../http/fields';
import { IsSearch } from '../../http/is-search';

/** The kinds of records of which two states are compared, each by its table. */
export const COMPARED_RECORDS = [
  ...(['organization', 'model', 'model_version', 'software_function', 'intended_use', 'claim'] as const),
  ...(['evidence', 'classification', 'submission', 'dossier'] as const),
];
export type ComparedRecord = (typeof COMPARED_RECORDS)[number];

/** A form sends what was not chosen as an empty text. */
const MayId = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'uuid', required: false, description }),
    ...[Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)), IsOptional()],
    IsUUID('7', { message: 'must be an id of this service' }),
  );

const IS_NUMBER = 'must be the number of a revision';
const MayNumber = (): PropertyDecorator =>
  applyDecorators(
    ...[ApiProperty({ type: 'integer', minimum: 1, required: false }), IsOptional(), Type(() => Number)],
    ...[Max(1_000_000, { message: IS_NUMBER }), Min(1, { message: IS_NUMBER }), IsInt({ message: IS_NUMBER })],
  );
const MaySearch = (): PropertyDecorator =>
  applyDecorators(ApiProperty({ type: String, required: false }), IsOptional(), IsSearch());

/** What is to be compared: two versions, or two states of a record. Nothing of it asks what there is to compare. */
export class CompareQuery {
  @MayId('The earlier version') a?: string;
  @MayId('The later version') b?: string;
  @MayId('The model of whose versions one is to choose') model?: string;
  @MaySearch() q?: string;
  @MayChoice(COMPARED_RECORDS) record?: ComparedRecord;
  @MayId('The record') id?: string;
  @MayNumber() from?: number;
  @MayNumber() to?: number;
  @MayChoice(['shown', 'hidden']) unchanged?: 'shown' | 'hidden';
}
