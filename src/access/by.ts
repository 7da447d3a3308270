import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../kernel/actor';
import type { ActingRequest } from './access.guard';

/** Who sent the request, as the guard found out. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActingRequest>();
  if (actor === undefined) throw new Error('A route for everybody has no actor');
  return actor;
});
