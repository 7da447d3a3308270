import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from './policy/permissions';

export const PERMISSION = 'predicate:permission';
export const EVERYBODY = 'everybody';

/** Declares what a caller needs to be allowed for this route; the description of the API names it as `x-permission`. */
export const May = (permission: Permission): MethodDecorator =>
  applyDecorators(SetMetadata(PERMISSION, permission), ApiExtension('x-permission', permission), ApiBearerAuth());

/** Declares a route that needs nobody to be known: it tells nothing of the record, and stores at most who came. */
export const ForEverybody = (): MethodDecorator => SetMetadata(PERMISSION, EVERYBODY);
