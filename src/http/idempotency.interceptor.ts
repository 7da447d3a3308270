import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { recordedEvent, rememberEvent } from '../audit-trail/recorded-event';
import { withRetries } from '../audit-trail/retries';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import type { Actor } from '../kernel/actor';
import { digestOf, sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { REPEATABLE as REPEATABLE_IN_API } from './description';
import { entityTagOf } from './entity-tag';
import { AlreadyAnswered, type Claim, IdempotencyStore, type KeptAnswer } from './idempotency-store';

const REPEATABLE = 'predicate:repeatable';

/** Declares a POST that may be sent twice by its nature: it stores nothing, or the same bytes under the same digest. */
export const Repeatable = (): MethodDecorator =>
  applyDecorators(SetMetadata(REPEATABLE, true), ApiExtension(REPEATABLE_IN_API, true));

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
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const isRepeatable = this.reflector.get<boolean | undefined>(REPEATABLE, context.getHandler()) ?? false;
    if (request.method !== 'POST' || isRepeatable) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const shownOnce = this.reflector.get<string | undefined>(SHOWS_ONCE, context.getHandler()) ?? null;
    return from(this.once(claimOf(request), shownOnce, reply, next));
  }

  /**
   * What is asked is done at once, in the hope that it was not asked before: the first write finds out. What was refused,
   * or wrote nothing, may be a retry of what succeeded, and is looked up.
   */
  private async once(claim: Claim, shownOnce: string | null, reply: FastifyReply, next: CallHandler): Promise<string> {
    try {
      const ask = (): Promise<Answered> => this.answer(claim, { status: reply.statusCode, shownOnce }, next);
      const { answer, isKept } = await withRetries(() => true, ask);
      return replay(reply, isKept ? answer : ((await this.store.answerTo(claim)) ?? answer));
    } catch (error) {
      if (!(error instanceof AlreadyAnswered) && !(error instanceof Refusal)) throw error;
      const first = await this.store.answerTo(claim);
      if (first !== null) return replay(reply, first);
      if (error instanceof Refusal) throw error;
      throw new Refusal('idempotency-in-progress', 'Ask again with the same Idempotency-Key');
    }
  }

  private answer(claim: Claim, { status, shownOnce }: Telling, next: CallHandler): Promise<Answered> {
    return this.unitOfWork.run<Answered & { readonly kept: string }>(
      {
        open: (client) => this.store.claim(client, claim),
        keep: ({ answer, kept }) => [this.store.keeping(claim, { ...answer, answer: kept })],
      },
      async () => {
        const outcome: unknown = await lastValueFrom(next.handle());
        const [entityTag, eventId] = [entityTagOf(outcome), recordedEvent()];
        const answer = { status, entityTag, answer: JSON.stringify(outcome), eventId };
        const kept = shownOnce === null ? answer.answer : JSON.stringify({ ...(outcome as object), [shownOnce]: null });
        return { answer, kept, isKept: this.unitOfWork.hasWritten };
      },
    );
  }
}

function replay(reply: FastifyReply, { status, entityTag, answer, eventId }: KeptAnswer): string {
  rememberEvent(eventId);
  void reply.status(status).type('application/json; charset=utf-8');
  if (entityTag !== null) void reply.header('etag', entityTag);
  return answer;
}
