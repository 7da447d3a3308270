import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type as Typed } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import type { ListShape } from '../database/list';
import { declareAsked } from '../http/list-query';

/** Rows of a page that one may ask for. */
export const ROWS = [50, 100, 200] as const;

/** A form sends what nobody filled in as nothing; that is as if it were not there. */
const Blank = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));

/** What every page of a list takes beside its filters, its order and its search. */
export class ListPageQuery {
  @ApiPropertyOptional({ type: 'integer', enum: [...ROWS], description: 'Rows of a page, 50 when it is not said' })
  @IsOptional()
  @Typed(() => Number)
  @IsIn(ROWS, { message: `must be one of ${ROWS.join(', ')}` })
  @IsInt({ message: 'must be a whole number' })
  rows?: number;

  @ApiPropertyOptional({ type: String, description: 'The `next` of the page before, of the same list' })
  @IsOptional()
  @IsString()
  @MaxLength(4_000, { message: 'must be one that a list gave as `next`' })
  cursor?: string;

  @ApiPropertyOptional({ type: String, description: 'The columns, by their names' })
  @Blank()
  @IsOptional()
  @Matches(/^[a-zA-Z0-9]{1,40}(,[a-zA-Z0-9]{1,40}){0,39}$/, { message: 'must be names of columns with commas between' })
  columns?: string;

  @ApiPropertyOptional({ type: String, description: 'The saved view that this is' })
  @IsOptional()
  @IsUUID('7', { message: 'must be an id of this service' })
  view?: string;
}

/** Under this name the form of the columns says that one is wanted. */
export const pickOf = (column: string): string => `column-${column}`;

/** The class of the parameters that the page of a list takes: a plain form fills them, and they are the address. */
export function pageQueryOf(list: ListShape, columns: readonly { readonly name: string }[]): new () => ListPageQuery {
  class Query extends ListPageQuery {}
  const of: object = Query.prototype;
  declareAsked(of, list, [], (rule) => [Blank(), rule]);
  for (const { name } of columns) {
    for (const decorate of [ApiPropertyOptional({ type: String, enum: ['on'] }), IsOptional(), IsIn(['on'])]) {
      decorate(of, pickOf(name));
    }
  }
  return Query;
}
