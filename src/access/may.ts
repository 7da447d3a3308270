import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import { givenOf, type Permission } from './policy/permissions';

export const PERMISSION = 'predicate:permission';
export const EVERYBODY = 'everybody';

/** How a permission can be used, for the description of the API: in a session, by a token, or either. */
function waysOf(permission: Permission): MethodDecorator[] {
  const { inPerson = false, operator = false } = givenOf(permission);
  return [...(operator ? [] : [ApiCookieAuth('session')]), ...(inPerson ? [] : [ApiBearerAuth()])];
}

/** Declares what a caller needs to be allowed for this route; the description of the API names it as `x-permission`. */
export const May = (permission: Permission): MethodDecorator =>
  applyDecorators(
    ...[SetMetadata(PERMISSION, permission), ApiExtension('x-permission', permission)],
    ...waysOf(permission),
  );

/** Declares a route that needs nobody to be known: it tells nothing of the record, and stores at most who came. */
export const ForEverybody = (): MethodDecorator => SetMetadata(PERMISSION, EVERYBODY);
