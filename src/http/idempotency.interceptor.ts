import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { recordedEvent, rememberEvent } from '../audit-trail/recorded-event';
import { withRetries } from '../audit-trail/retries';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { digestOf, sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { entityTagOf } from './entity-tag';
import { PagesInterceptor } from './pages/pages.interceptor';
import { SeeOther } from './pages/see-other';
import { ShownAgain } from './pages/shown-again';
import { AlreadyAnswered, type Claim, IdempotencyStore, type KeptAnswer } from './idempotency-store';
import { REPEATABLE } from './repeatable';

const SEE_OTHER = 303;
const SHOWS_ONCE = 'predicate:shows-once';

/** Declares the field of an answer that is told to the first who asks and never again: what is kept for a retry has null. */
export const ShowsOnce = (field: string): MethodDecorator => SetMetadata(SHOWS_ONCE, field);

/** How an answer is told, and which field of it only once. */
interface Telling {
  readonly status: number;
  readonly shownOnce: string | null;
}

interface Answered {
  readonly answer: KeptAnswer;
  readonly isKept: boolean;
}

type ActingRequest = FastifyRequest & { actor?: Actor };

/** What was sent: JSON as it is, and a file by the digest of its bytes. */
const bodyOf = ({ body }: ActingRequest): unknown =>
  body instanceof Uint8Array ? { sha256: sha256(body) } : (body ?? null);

/** Everything that a POST is about; the address is part of it. */
function claimOf(request: ActingRequest): Claim {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') {
    throw new Refusal('idempotency-key-missing', 'Send an Idempotency-Key of your own with every POST that writes');
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Refusal('idempotency-key-missing', 'Idempotency-Key: 1 to 255 printable characters without spaces');
  }
  const route = `${request.method} ${request.url.split('?')[0] ?? ''}`;
  const requestSha256 = digestOf({ url: request.url, body: bodyOf(request) });
  return { actorId: request.actor?.id ?? 'nobody', route, key, requestSha256 };
}

/**
 * A POST that writes has one effect however often it is sent (draft-ietf-httpapi-idempotency-key-header-07): the key, the
 * effect and the answer are one transaction, and a retry is answered byte for byte as the first one was.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly store: IdempotencyStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly pages: PagesInterceptor,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const isRepeatable = this.reflector.get<boolean | undefined>(REPEATABLE, context.getHandler()) ?? false;
    if (request.method !== 'POST' || isRepeatable) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const shownOnce = this.reflector.get<string | undefined>(SHOWS_ONCE, context.getHandler()) ?? null;
    const once = (): Promise<KeptAnswer> => this.once(claimOf(request), shownOnce, reply, next);
    return from(this.pages.isOf(context) ? this.shown(context, once) : once().then((answer) => replay(reply, answer)));
  }

  /** The same for the form of a page: what it leads to, or the form again once nothing of it is written. */
  private async shown(context: ExecutionContext, once: () => Promise<KeptAnswer>): Promise<string> {
    try {
      const { status, answer } = await once();
      const outcome: unknown = JSON.parse(answer);
      return this.pages.answer(context, status === SEE_OTHER ? new SeeOther(outcome as string) : (outcome as object));
    } catch (error) {
      return this.pages.refuse(context, error);
    }
  }

  /**
   * What is asked is done at once, in the hope that it was not asked before: the first write finds out. What was refused,
   * or wrote nothing, may be a retry of what succeeded, and is looked up.
   */
  private async once(
    claim: Claim,
    shownOnce: string | null,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<KeptAnswer> {
    try {
      const ask = (): Promise<Answered> => this.answer(claim, { status: reply.statusCode, shownOnce }, next);
      const { answer, isKept } = await withRetries(() => true, ask);
      return isKept ? answer : ((await this.store.answerTo(claim)) ?? answer);
    } catch (error) {
      if (!isOfKeys(error)) throw error;
      const first = await this.store.answerTo(claim);
      if (first !== null) return first;
      if (!(error instanceof AlreadyAnswered)) throw error;
      throw new Refusal('idempotency-in-progress', 'Ask again with the same Idempotency-Key');
    }
  }

  private async answer(claim: Claim, telling: Telling, next: CallHandler): Promise<Answered> {
    let outcome: unknown = null;
    try {
      return await this.answered(claim, telling, async () => {
        outcome = await lastValueFrom(next.handle());
        return outcome;
      });
    } catch (error) {
      throw outcome instanceof SeeOther && outcome.again !== null ? outcome.again(error) : error;
    }
  }

  private answered(claim: Claim, { status, shownOnce }: Telling, ask: () => Promise<unknown>): Promise<Answered> {
    return this.unitOfWork.run<Answered & { readonly kept: string }>(
      {
        open: (client) => this.store.claim(client, claim),
        keep: ({ answer, kept }) => [this.store.keeping(claim, { ...answer, answer: kept })],
        keepAtOnce: ({ answer, kept }) => [this.store.keepingAtOnce(claim, { ...answer, answer: kept })],
      },
      async () => {
        const outcome = await ask();
        if (outcome instanceof SeeOther) return led(outcome, this.unitOfWork.hasWritten);
        const [entityTag, eventId] = [entityTagOf(outcome), recordedEvent()];
        const answer = { status, entityTag, answer: JSON.stringify(outcome), eventId };
        const kept = shownOnce === null ? answer.answer : JSON.stringify({ ...(outcome as object), [shownOnce]: null });
        return { answer, kept, isKept: this.unitOfWork.hasWritten };
      },
    );
  }
}

/** Where a form leads, as it is kept for a browser that sends it twice. */
const led = ({ href }: SeeOther, isKept: boolean): Answered & { readonly kept: string } => {
  const answer = JSON.stringify(href);
  return { answer: { status: SEE_OTHER, entityTag: null, answer, eventId: recordedEvent() }, kept: answer, isKept };
};

/** What may have failed because the same was asked before. */
const isOfKeys = (error: unknown): boolean =>
  error instanceof AlreadyAnswered || error instanceof Refusal || error instanceof ShownAgain;

function replay(reply: FastifyReply, { status, entityTag, answer, eventId }: KeptAnswer): string {
  rememberEvent(eventId);
  void reply.status(status).type('application/json; charset=utf-8');
  if (entityTag !== null) void reply.header('etag', entityTag);
  return answer;
}
