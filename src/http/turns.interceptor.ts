import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { Actor } from '../kernel/actor';
import { Refusal } from '../kernel/refusal';
import { type Line, Turns } from './turns';

type ActingRequest = FastifyRequest & { actor?: Actor };

const stillRunning = (): Refusal =>
  new Refusal('idempotency-in-progress', 'A request with this Idempotency-Key is still running; ask again');
const othersEdit = (): Refusal =>
  Refusal.forNow('busy', 'Others change the same record; nothing was changed, ask again', 2);

/** What a request would have the database wait for: an equal request, by its key, and the record that it edits. */
function linesOf({ method, url, headers, actor }: ActingRequest): Line[] {
  if (method === 'GET' || method === 'HEAD') return [];
  const [address, key] = [url.split('?')[0] ?? '', headers['idempotency-key']];
  return [
    ...(typeof key === 'string'
      ? [{ name: `${actor?.id ?? ''} ${method} ${address} ${key}`, tooLong: stillRunning }]
      : []),
    ...(headers['if-match'] === undefined ? [] : [{ name: address, tooLong: othersEdit }]),
  ];
}

/**
 * Equal requests, and edits of one record, wait here and not in the database: there each would hold a connection while
 * it waits for a row, and those that have nothing to do with them would find none. Other processes still meet at the row.
 */
@Injectable()
export class TurnsInterceptor implements NestInterceptor {
  private readonly turns = new Turns();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const lines = linesOf(context.switchToHttp().getRequest<ActingRequest>());
    if (lines.length === 0) return next.handle();
    const act = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(lines.reduceRight((then, line) => () => this.turns.take(line, then), act)());
  }
}
