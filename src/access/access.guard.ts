import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../kernel/actor';
import { Refusal } from '../kernel/refusal';
import { EVERYBODY, PERMISSION } from './may';
import { OperatorToken } from './operator-token';

export type ActingRequest = FastifyRequest & { actor?: Actor };

/** RFC 6750 §2.1: the scheme in any case, one token, and nothing after it. */
const BEARER = /^bearer +(\S+)$/i;
const CHALLENGE = { 'www-authenticate': 'Bearer realm="predicate"' };

/** Default deny: a route without a declared permission is refused, every other one wants the operator's token. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly operatorToken: OperatorToken,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const permission = this.reflector.get<string | undefined>(PERMISSION, context.getHandler());
    if (permission === EVERYBODY) return true;
    if (permission === undefined) throw new Error(`${context.getClass().name} has a route that declares no permission`);
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !this.operatorToken.matches(token)) {
      throw new Refusal(
        'authentication-required',
        'Send the operator token that the first start printed, as “Authorization: Bearer …”',
        [],
        CHALLENGE,
      );
    }
    request.actor = { id: 'operator', name: 'Operator', role: 'operator', requestId: request.id };
    return true;
  }
}
