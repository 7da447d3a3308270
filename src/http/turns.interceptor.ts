import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { Actor } from '../kernel/actor';
import { Refusal } from '../kernel/refusal';
import { type Line, Turns } from './turns';

const ONCE = 'predicate:once';

/** Declares a route whose address is used up by who comes first: what is sent there twice at once is looked at in turn. */
export const UsedOnce = (): MethodDecorator => SetMetadata(ONCE, true);

type ActingRequest = FastifyRequest & { actor?: Actor };

const stillRunning = (): Refusal =>
  new Refusal('idempotency-in-progress', 'A request with this Idempotency-Key is still running; ask again');
const othersEdit = (): Refusal =>
  Refusal.forNow('busy', 'Others change the same record; nothing was changed, ask again', 2);

/** What a request would have the database wait for: an equal request, by its key, and the record that it edits. */
function linesOf({ method, url, headers, actor }: ActingRequest, isOnce: boolean): Line[] {
  if (method === 'GET' || method === 'HEAD') return [];
  const [address, key] = [url.split('?')[0] ?? '', headers['idempotency-key']];
  return [
    ...(typeof key === 'string'
      ? [{ name: `${actor?.id ?? ''} ${method} ${address} ${key}`, tooLong: stillRunning }]
      : []),
    ...(headers['if-match'] === undefined && !isOnce ? [] : [{ name: address, tooLong: othersEdit }]),
  ];
}

/**
 * Equal requests, and edits of one record, wait here and not in the database: there each would hold a connection while
 * it waits for a row, and those that have nothing to do with them would find none. Other processes still meet at the row.
 */
@Injectable()
export class TurnsInterceptor implements NestInterceptor {
  private readonly turns = new Turns();

  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const isOnce = this.reflector.get<boolean | undefined>(ONCE, context.getHandler()) ?? false;
    const lines = linesOf(context.switchToHttp().getRequest<ActingRequest>(), isOnce);
    if (lines.length === 0) return next.handle();
    const act = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(lines.reduceRight((then, line) => () => this.turns.take(line, then), act)());
  }
}
