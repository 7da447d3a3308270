import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsDay } from './is-day';
import { IsInstant } from './is-moment';
import { IsTimeZone } from './is-time-zone';

/** One line says a field to the validator and to the API description alike, so that the two cannot disagree. */
const field = (api: ApiPropertyOptions, ...rules: PropertyDecorator[]): PropertyDecorator =>
  applyDecorators(ApiProperty(api), ...rules);

/** Blanks say nothing. */
const MUST_SAY = Matches(/\S/, { message: 'must say something' });

/** Text of a person, from `min` to `max` characters. */
export const Words = (min: number, max: number): PropertyDecorator =>
  field({ type: String, minLength: min, maxLength: max }, IsString(), Length(min, max), MUST_SAY);

/** The same, or null, or absent. */
export const MayWords = (max: number): PropertyDecorator =>
  field(
    { type: String, minLength: 1, maxLength: max, nullable: true, required: false },
    IsOptional(),
    IsString(),
    Length(1, max),
    MUST_SAY,
  );

/** Text of one form. */
export const Pattern = (pattern: RegExp, message: string): PropertyDecorator =>
  field({ type: String, pattern: pattern.source }, IsString(), Matches(pattern, { message }));

/** The same, or null, or absent. */
export const MayPattern = (pattern: RegExp, message: string): PropertyDecorator =>
  field(
    { type: String, pattern: pattern.source, nullable: true, required: false },
    IsOptional(),
    IsString(),
    Matches(pattern, { message }),
  );

/** An address of electronic mail, or null, or absent. */
export const MayEmail = (): PropertyDecorator =>
  field(
    { type: String, format: 'email', maxLength: 254, nullable: true, required: false },
    IsOptional(),
    IsEmail({}, { message: 'must be an address, as name@example.org' }),
  );

/** The name of a time zone, or null, or absent. */
export const MayTimeZone = (): PropertyDecorator =>
  field(
    {
      ...{ type: String, maxLength: 64, nullable: true, required: false, example: 'America/Chicago' },
      description: 'A zone of the IANA database',
    },
    IsOptional(),
    IsTimeZone(),
  );

/** One of a closed list. */
export const Choice = (of: readonly string[]): PropertyDecorator =>
  field({ type: String, enum: [...of] }, IsIn(of, { message: `must be one of ${of.join(', ')}` }));

/** Some of a closed list, each once, and at least one. */
export const SomeOf = (of: readonly string[]): PropertyDecorator =>
  field(
    { type: String, enum: [...of], isArray: true, minItems: 1, maxItems: of.length },
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(of.length),
    ArrayUnique(),
    IsIn(of, { each: true, message: `must be some of ${of.join(', ')}` }),
  );

/** A whole number in a range. */
export const Whole = (least: number, most: number): PropertyDecorator =>
  field({ type: 'integer', minimum: least, maximum: most }, IsInt(), Min(least), Max(most));

export const MayChoice = (of: readonly string[]): PropertyDecorator =>
  field(
    { type: String, enum: [...of], nullable: true, required: false },
    IsOptional(),
    IsIn(of, { message: `must be one of ${of.join(', ')}` }),
  );

/** A UUIDv7 that this service gave out. */
export const IdOf = (what: string): PropertyDecorator =>
  field({ type: String, format: 'uuid', description: what }, IsUUID('7', { message: 'must be an id of this service' }));

export const MayIdOf = (what: string): PropertyDecorator =>
  field(
    { type: String, format: 'uuid', description: what, nullable: true, required: false },
    IsOptional(),
    IsUUID('7', { message: 'must be an id of this service' }),
  );

/** A day that exists, as `2026-11-20`. */
export const Day = (): PropertyDecorator => field({ type: String, format: 'date' }, IsDay());

/** An instant in UTC, as `2026-11-20T12:00:00Z`. */
export const Instant = (description: string): PropertyDecorator =>
  field({ type: String, format: 'date-time', description }, IsInstant());

/** A SHA-256 in 64 lower-case hexadecimal digits. */
export const Digest = (): PropertyDecorator =>
  field(
    { type: String, pattern: '^[0-9a-f]{64}$' },
    Matches(/^[0-9a-f]{64}$/, { message: 'must be a SHA-256 in 64 lower-case hexadecimal digits' }),
  );

/** Yes or no; false when absent. */
export const Flag = (): PropertyDecorator =>
  field({ type: Boolean, required: false, default: false }, WhenSent(), IsBoolean());

const IS_COUNTRY = 'must be two capital letters of ISO 3166-1';
/** Two capital letters of ISO 3166-1. */
export const Country = (): PropertyDecorator =>
  field(
    { type: String, pattern: '^[A-Z]{2}$' },
    IsISO31661Alpha2({ message: IS_COUNTRY }),
    Matches(/^[A-Z]{2}$/, { message: IS_COUNTRY }),
  );

type Lazy = () => new () => object;

const listOf = (type: Lazy, max: number, api: { required?: boolean; default?: [] }): PropertyDecorator =>
  field(
    { type: () => type(), isArray: true, maxItems: max, ...api },
    IsArray(),
    ArrayMaxSize(max),
    IsObject({ each: true, message: 'must hold objects only' }),
    ValidateNested({ each: true }),
    Type(type),
  );

/** A list of objects, each checked on its own. */
export const ListOf = (type: Lazy, max = 100): PropertyDecorator => listOf(type, max, {});

/** The same, or absent; the field itself says `= []`. */
export const MayListOf = (type: Lazy, max = 100): PropertyDecorator =>
  listOf(type, max, { required: false, default: [] });

/** An object of its own, or null. */
export const MayBe = (type: Lazy): PropertyDecorator =>
  field(
    { type: () => type(), nullable: true, required: false },
    IsOptional(),
    IsObject(),
    ValidateNested(),
    Type(type),
  );

/** Any JSON object, or null, or absent. */
export const MayObject = (description: string): PropertyDecorator =>
  field(
    { type: 'object', additionalProperties: true, nullable: true, selfRequired: false, description },
    IsOptional(),
    IsObject({ message: 'must be a JSON object' }),
  );

/** A list of texts without doubles. */
export const ListOfWords = (max: number, each = 200): PropertyDecorator =>
  field(
    { type: String, isArray: true, maxItems: max },
    IsArray(),
    ArrayMaxSize(max),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, each, { each: true }),
  );

/** Makes every rule of a field hold only when it was sent: for an edit that names just what it changes. */
export const WhenSent = (): PropertyDecorator =>
  field(
    { required: false },
    ValidateIf((_, value) => value !== undefined),
  );
