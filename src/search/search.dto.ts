import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsSearch } from '../http/is-search';
import { SEARCH } from '../http/list-query';

/** What is looked for in the whole record. */
export class SearchQuery {
  @ApiProperty({ type: String, minLength: 1, maxLength: 200, description: SEARCH })
  @IsSearch()
  q: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 20, default: 5, description: 'Of each kind' })
  @IsOptional()
  @Type(() => Number)
  @Max(20, { message: 'must be at most 20' })
  @Min(1, { message: 'must be at least 1' })
  @IsInt({ message: 'must be a whole number' })
  limit = 5;
}
