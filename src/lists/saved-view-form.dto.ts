import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { MayPattern, Pattern, Words } from '../http/fields';

/** The path of a list, and nothing after it. */
const PATH = /^\/[a-z][a-z-]{0,59}$/;
/** The same with what its address says; never another site (CWE-601). */
const PLACE = /^\/[a-z][a-z-]{0,59}(\?[\x21-\x7e]{0,2000})?$/;

/** The view that one looks at, as a form sends it. */
export class SaveViewForm {
  @Pattern(/^[a-z][a-z-]{0,59}$/, 'must be the name of a list') list: string;
  @Words(1, 80) name: string;
  @ApiProperty({ type: String, maxLength: 2_000 }) @IsString() @MaxLength(2_000) query: string;
  @ApiProperty({ type: String, enum: ['on'], required: false }) @IsOptional() @IsIn(['on']) shared?: 'on';
  @ApiProperty({ type: String }) @Matches(PATH, { message: 'must be the path of a list' }) path: string;
}

/** Where one is led on to. */
export class BackForm {
  @MayPattern(PLACE, 'must be the address of a list') back?: string | null;
}
