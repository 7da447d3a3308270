import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type as Typed } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import type { ListShape } from '../database/list';
import type { FilterKind, ListFilter } from '../database/list-filters';
import { IsDay } from './is-day';
import { IsMoment } from './is-moment';
import { IsSearch } from './is-search';
import { FORMAT_NAMES, type FormatName } from './list-format';

/** What every list takes: how much of it, from where, and in which form. */
export class ListQuery {
  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 1, maximum: 200 },
    description: 'Rows of a page, 50 when it is not said; of an export, all when it is not said',
  })
  @IsOptional()
  @Typed(() => Number)
  @Max(200, { message: 'must be at most 200' })
  @Min(1, { message: 'must be at least 1' })
  @IsInt({ message: 'must be a whole number' })
  limit?: number;

  @ApiPropertyOptional({ type: String, description: 'The `next` of the page before, of the same list' })
  @IsOptional()
  @IsString()
  @MaxLength(4_000, { message: 'must be one that a list gave as `next`' })
  cursor?: string;

  @ApiPropertyOptional({
    ...{ type: String, enum: [...FORMAT_NAMES] },
    description: 'As a link says what a program says by Accept; csv and jsonl are all rows, not a page',
  })
  @IsOptional()
  @IsIn(FORMAT_NAMES, { message: `must be one of ${FORMAT_NAMES.join(', ')}` })
  format?: FormatName;
}

const oneOf = (choices: readonly string[]): PropertyDecorator =>
  IsIn([...choices], { message: `must be one of ${choices.join(', ')}` });

/** Each kind of filter as the API describes it and as it is held to. */
const OF_KIND: Readonly<Record<FilterKind, (filter: ListFilter) => [ApiPropertyOptions, PropertyDecorator]>> = {
  id: () => [{ type: String, format: 'uuid' }, IsUUID('7', { message: 'must be an id of this service' })],
  choice: ({ choices = [] }) => [{ type: String, enum: [...choices] }, oneOf(choices)],
  flag: () => [{ type: String, enum: ['true', 'false'] }, oneOf(['true', 'false'])],
  day: () => [{ type: String, format: 'date' }, IsDay()],
  instant: () => [{ type: String, example: '2026-11-20' }, IsMoment()],
  text: ({ pattern = /^/, description }) => [
    { type: String, pattern: pattern.source },
    Matches(pattern, { message: `must match ${pattern.source}: ${description}` }),
  ],
};

function declare(target: object, name: string, api: ApiPropertyOptions, ...rules: PropertyDecorator[]): void {
  const described = ApiProperty({ ...api, required: false } as ApiPropertyOptions);
  for (const decorate of [described, IsOptional(), ...rules]) decorate(target, name);
}

/** What else holds of a parameter, beside the rule of its kind. */
type Rule = (kind: PropertyDecorator) => PropertyDecorator[];

const asItIs: Rule = (rule) => [rule];

/** Declares what a list is asked by, on a class of parameters: its filters, its sorts and, where it has text, the search. */
export function declareAsked(
  of: object,
  list: ListShape,
  inAddress: readonly string[] = [],
  rules: Rule = asItIs,
): void {
  for (const [name, filter] of Object.entries(list.filters).filter(([one]) => !inAddress.includes(one))) {
    const [api, rule] = OF_KIND[filter.kind](filter);
    declare(of, name, { ...api, description: filter.description }, ...rules(rule));
  }
  const sorts = Object.keys(list.sorts).flatMap((name) => [name, `-${name}`]);
  const description = `In this order, with - the other way; ${list.byDefault} when it is not said`;
  declare(of, 'sort', { type: String, enum: sorts, description }, ...rules(oneOf(sorts)));
  if (list.search === undefined) return;
  declare(of, 'q', { type: String, maxLength: 200, description: SEARCH }, ...rules(IsSearch()));
}

/**
 * The class of the parameters that a list takes. Filters that are named are left out, since the address of the route says
 * them.
 */
export function queryOf(list: ListShape, ...inAddress: string[]): new () => ListQuery {
  class Query extends ListQuery {}
  declareAsked(Query.prototype, list, inAddress);
  return Query;
}

export const SEARCH =
  'All of these words, the last one as the beginning of a word; "in this order", -without, this or that; or a code';
