import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsDay } from './is-day';

/** A day that exists, or null, or absent. */
export const MayDay = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date', nullable: true, required: false }),
    IsOptional(),
    IsDay(),
  );
