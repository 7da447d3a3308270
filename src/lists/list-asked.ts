import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ActingRequest } from '../access/access.guard';
import type { ListAsk } from './list-pages.service';

/** Who asks for the page of a list, how much of the record he was given, and what the address says. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): ListAsk => {
  const { actor, roles = [], scope, query } = context.switchToHttp().getRequest<ActingRequest>();
  if (actor === undefined || scope === undefined)
    throw new Error('The page of a list is for whoever may read the record');
  return { actor, roles, scope, raw: query as ListAsk['raw'] };
});
