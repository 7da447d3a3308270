import { IsIn, IsOptional } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { IsTimeZone } from '../../http/is-time-zone';
import { THEMES, type PageSettings, type Theme } from '../../http/pages/settings-cookie';
import { Transform } from 'class-transformer';

/** A field that was left blank says nothing. */
const Blank = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

export class ChooseSettings implements PageSettings {
  @ApiProperty({ type: String, enum: [...THEMES], nullable: true })
  @Blank()
  @IsOptional()
  @IsIn(THEMES, { message: `must be ${THEMES.join(' or ')}, or nothing` })
  theme: Theme | null;

  @ApiProperty({ type: String, nullable: true })
  @Blank()
  @IsOptional()
  @IsTimeZone()
  timeZone: string | null;
}
