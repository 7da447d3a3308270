import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Flag, MayPattern, Pattern, Words } from '../http/fields';
import type { SavedView } from './saved-view.entity';

const LIST = /^[a-z][a-z-]{0,59}$/;

const Query = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, maxLength: 2_000, description: 'What follows the question mark of its address' }),
    IsString(),
    MaxLength(2_000),
  );

/** Of which list. */
export class SavedViewsOf {
  @MayPattern(LIST, 'must be the name of a list, such as evidence') list?: string | null;
}

/** An address of a list under a name; one's own of that name is replaced. */
export class SaveView {
  @Pattern(LIST, 'must be the name of a list, such as evidence') list: string;
  @Words(1, 80) name: string;
  @Query() query: string;
  @Flag() shared = false;
}

export const presentView = ({ id, list, name, query, shared, ownerId, ownerName, savedAt }: SavedView) => ({
  ...{ id, list, name, query, shared, ownerId, ownerName, savedAt },
});
