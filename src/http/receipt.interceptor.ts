import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Receipt, Receipts } from '../audit-trail/kept-log/receipts';
import { recordedEvent, rememberingEvents } from '../audit-trail/recorded-event';
import { waitIn } from './prefer';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A dictionary of structured fields (RFC 9651); the proof is a C2SP tlog-proof, as bytes. */
const printed = (eventId: string, receipt: Receipt | null): string =>
  receipt === null
    ? `event="${eventId}", pending`
    : `event="${eventId}", index=${receipt.index}, size=${receipt.size}, ` +
      `proof=:${Buffer.from(receipt.file, 'utf8').toString('base64')}:`;

/**
 * Answers a write that says `Prefer: wait=…` once its event is in the signed log, with the receipt in a header, so that
 * the body stays what it is. The write is durable before anybody waits; when time is up the receipt is pending. Of several
 * events it is of the last, which enters the log after all others.
 */
@Injectable()
export class ReceiptInterceptor implements NestInterceptor {
  constructor(private readonly receipts: Receipts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (READS.has(request.method)) return next.handle();
    const seconds = waitIn(request.headers.prefer);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(rememberingEvents(() => this.answer(next, reply, seconds)));
  }

  private async answer(next: CallHandler, reply: FastifyReply, seconds: number | null): Promise<unknown> {
    const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    const eventId = recordedEvent();
    if (seconds === null || eventId === null) return answer;
    const receipt = await this.receipts.of(eventId, seconds * 1_000).catch(() => null);
    void reply
      .header('preference-applied', `wait=${seconds}`)
      .header('predicate-receipt', printed(eventId, receipt))
      .header('link', `</api/v1/audit-events/${eventId}/proof>; rel="https://c2sp.org/tlog-proof"`);
    return answer;
  }
}
