import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What somebody is looking for, while he types it; nothing is as good as a word. */
export class SoughtQuery {
  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200, { message: 'must have at most 200 characters' })
  q = '';
}
