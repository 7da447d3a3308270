import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Digest, MayChoice, Words } from '../http/fields';
import { type ShownRows } from './imports-page';
import { VERDICTS, type Verdict } from './plan';

const IS_PAGE = 'must be the number of a page';
const MayPage = (): PropertyDecorator =>
  applyDecorators(
    ...[
      ApiProperty({ type: 'integer', minimum: 1, maximum: 1_000, required: false }),
      IsOptional(),
      Type(() => Number),
    ],
    ...[Max(1_000, { message: IS_PAGE }), Min(1, { message: IS_PAGE }), IsInt({ message: IS_PAGE })],
  );

/** Which rows of a dry run are shown. */
export class DryRunQuery implements ShownRows {
  @MayChoice(VERDICTS) show?: Verdict;
  @MayPage() page?: number;
}

/** The dry run that was seen, and why it is written. */
export class WriteSpreadsheet {
  @Digest() plan: string;
  @Words(3, 1000) reason: string;
}
