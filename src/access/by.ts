import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '../kernel/actor';
import type { ActingRequest } from './access.guard';
import { allowing, type Allows } from './policy/reading.rules';
import type { Role } from './policy/roles';

/** Who sent the request, as the guard found out. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActingRequest>();
  if (actor === undefined) throw new Error('A route for everybody has no actor');
  return actor;
});

/** Somebody who is there, in a session of his, with all roles that count for him now. */
export interface Present {
  readonly actor: Actor;
  readonly roles: readonly Role[];
  readonly sessionId: string;
}

/** The same of a request that takes a person: with every role, since the act itself says in which one it is done. */
export const InPerson = createParamDecorator((_: unknown, context: ExecutionContext): Present => {
  const { actor, roles } = context.switchToHttp().getRequest<ActingRequest>();
  const sessionId = actor?.via.id ?? null;
  if (actor === undefined || roles === undefined || sessionId === null) {
    throw new Error('This route takes a person in a session');
  }
  return { actor, roles, sessionId };
});

/** Somebody who looks at a page, and what he may do from there. */
export interface Looking {
  readonly actor: Actor;
  readonly allows: Allows;
}

/** Who looks, for a page that offers what he may do and says who can do the rest. */
export const Looks = createParamDecorator((_: unknown, context: ExecutionContext): Looking => {
  const { actor, roles = [] } = context.switchToHttp().getRequest<ActingRequest>();
  if (actor === undefined || actor.via.kind === 'program')
    throw new Error('A route for everybody has nobody who looks');
  return { actor, allows: allowing(actor.via.kind, roles) };
});
