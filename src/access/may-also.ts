import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActingRequest } from './access.guard';
import { givenOf, type Permission } from './policy/permissions';

/**
 * Whether the roles of who reads a page allow something else too, so that it offers what would not be refused. It decides
 * nothing: the route behind it does.
 */
export const MayAlso = createParamDecorator((permission: Permission, context: ExecutionContext): boolean => {
  const { roles = [] } = context.switchToHttp().getRequest<ActingRequest>();
  return givenOf(permission).to.some((role) => roles.includes(role));
});
