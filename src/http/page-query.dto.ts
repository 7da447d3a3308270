import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AsOf } from './as-of.dto';
import { IsCursor } from './is-cursor';

/** How much of a list, and from where. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @Max(200, { message: 'must be at most 200' })
  @Min(1, { message: 'must be at least 1' })
  @IsInt({ message: 'must be a whole number' })
  limit = 50;

  @ApiPropertyOptional({ type: String, description: 'The `next` of the page before' })
  @IsOptional()
  @IsCursor()
  cursor?: string;
}

/** The same of a list that can be read as it was. */
export class PageAsOf extends IntersectionType(PageQuery, AsOf) {}
