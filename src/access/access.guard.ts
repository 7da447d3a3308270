import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Scope } from '../database/scope';
import { type Actor, operatorActor } from '../kernel/actor';
import { Refusal } from '../kernel/refusal';
import { type Caller, Callers } from './callers';
import { EVERYBODY, PERMISSION } from './may';
import { menuOf, type Place } from './menu.rules';
import { OperatorToken } from './operator-token';
import { isFromElsewhere, isOwnPage, OWN_ORIGIN, type OwnOrigin } from './own-origin';
import { type Because, verdictOn } from './policy/policy.rules';
import type { Permission } from './policy/permissions';
import { allowing } from './policy/reading.rules';
import type { Role } from './policy/roles';
import { tokenIn } from './session-cookie';
import { REACH, type Reach } from './within';

/**
 * A request of somebody who is known: who he is, in which roles, and how much of the record he was given. Null is all of
 * it; where he asks about himself it is absent.
 */
export type ActingRequest = FastifyRequest & {
  actor?: Actor;
  roles?: readonly Role[];
  scope?: Scope | null;
  /** The pages about people and the service that he may see. */
  menu?: readonly Place[];
};

/** RFC 6750 §2.1: the scheme in any case, one token, and nothing after it. */
const BEARER = /^bearer +(\S+)$/i;
const CHALLENGE = { 'www-authenticate': 'Bearer realm="predicate"' };
/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const OPERATOR: Caller = {
  ...{ id: 'operator', name: 'Operator', via: { kind: 'operator', id: null } },
  asking: { via: 'operator', roles: [], isFresh: false, scopes: null },
  ...{ sleeping: [], now: new Date(0), grants: [] },
};

/**
 * Who asks, and whether he may. Default deny: a route that declares no permission is refused, and so is whoever the table
 * of permissions does not name.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly operatorToken: OperatorToken,
    private readonly callers: Callers,
    @Inject(OWN_ORIGIN) private readonly own: OwnOrigin,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission | typeof EVERYBODY | undefined>(PERMISSION, context.getHandler());
    if (permission === undefined) throw new Error(`${context.getClass().name} has a route that declares no permission`);
    const request = context.switchToHttp().getRequest<ActingRequest>();
    if (!SAFE.includes(request.method) && isFromElsewhere(request, this.own)) throw elsewhere();
    if (permission === EVERYBODY) return true;
    const { id, name, via, asking, sleeping, ...given } = await this.callerOf(request);
    const reach = this.reflector.get<Reach | undefined>(REACH, context.getHandler());
    const verdict = verdictOn(asking, permission, { ...given, isBounded: reach !== undefined });
    if ('because' in verdict) throw refusals[verdict.because](permission, sleeping);
    const { role, scope = null } = verdict;
    request.roles = asking.roles;
    request.menu = menuOf(allowing(asking.via, asking.roles));
    if (role !== 'person') request.scope = scope;
    request.actor =
      via.kind === 'operator' ? operatorActor(request.id) : { id, name, role, via, requestId: request.id };
    return true;
  }

  private async callerOf(request: ActingRequest): Promise<Caller> {
    const { authorization } = request.headers;
    const bearer = BEARER.exec(authorization ?? '')?.[1];
    if (bearer !== undefined) {
      if (this.operatorToken.matches(bearer)) return OPERATOR;
      return (await this.callers.byToken(bearer)) ?? unknown('This token is none, or none any more');
    }
    const session = authorization === undefined ? tokenIn(request) : undefined;
    if (session === undefined) return unknown('Sign in, or send an API token as “Authorization: Bearer …”');
    if (!SAFE.includes(request.method) && !isOwnPage(request, this.own)) throw elsewhere();
    return (await this.callers.bySession(session)) ?? unknown('The session has ended: sign in again');
  }
}

function unknown(detail: string): never {
  throw new Refusal('authentication-required', detail, [], CHALLENGE);
}

const elsewhere = (): Refusal =>
  new Refusal('csrf', 'A page of another site, or none that can be told, began this request; nothing was done');

const refusals: Readonly<Record<Because, (permission: Permission, sleeping: readonly Role[]) => Refusal>> = {
  role: (permission, sleeping) =>
    new Refusal('forbidden', `None of your roles allows ${permission}${asleep(sleeping)}`),
  scope: (permission) => new Refusal('forbidden', `The token was not given ${permission}`),
  stale: () =>
    new Refusal(
      'reauthentication-required',
      'This session is older than ten minutes: sign in again first',
      [],
      CHALLENGE,
    ),
  expired: () =>
    new Refusal('access-expired', 'No grant of yours runs now: ask the quality lead for one', [], CHALLENGE),
  closed: () =>
    new Refusal('forbidden', 'Of this it cannot be told to which model it belongs; it is closed to auditors'),
  operator: () =>
    new Refusal(
      'forbidden',
      'The operator’s token makes the first administrator and does nothing else: use an API token',
    ),
  'in-person': (permission) =>
    new Refusal('interactive-required', `${permission} takes a person who is signed in; a token never does it`),
};

const asleep = (roles: readonly Role[]): string =>
  roles.length === 0 ? '' : `; ${roles.join(', ')} sleeps until a training or a verified identity is in force`;
