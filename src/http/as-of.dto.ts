import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDate, IsOptional } from 'class-validator';
import { isDay } from './is-day';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

/** A day means its end, in UTC: what was true when that day was over. */
function instantOf(text: unknown): unknown {
  if (isDay(text)) return new Date(`${String(text)}T23:59:59.999Z`);
  return typeof text === 'string' && INSTANT.test(text) ? new Date(text) : text;
}

/** The day or instant at which a record is read. */
export class AsOf {
  @ApiPropertyOptional({
    type: String,
    description: 'As it was at the end of a day (2026-11-20) or at an instant, UTC',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => instantOf(value))
  @IsDate({ message: 'must be a day, or an instant in UTC such as 2026-11-20T12:00:00Z' })
  asOf?: Date;
}
