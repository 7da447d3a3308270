import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Scope } from '../database/scope';
import type { ActingRequest } from './access.guard';
import { givenOf, type Permission } from './policy/permissions';
import type { Role } from './policy/roles';

/** Whoever reads a page: in which roles, and how much of the record he was given; null is all of it. */
export interface Reading {
  readonly roles: readonly Role[];
  readonly scope: Scope | null;
}

/** The same of a request; where somebody asks about himself, there is nothing that he was given. */
export const ByReader = createParamDecorator((_: unknown, context: ExecutionContext): Reading => {
  const { roles = [], scope = null } = context.switchToHttp().getRequest<ActingRequest>();
  return { roles, scope };
});

/** Whether one of the roles may do it, so that a page offers nothing that would be refused. */
export const mayOneOf = (roles: readonly Role[], permission: Permission): boolean =>
  givenOf(permission).to.some((role) => roles.includes(role));
