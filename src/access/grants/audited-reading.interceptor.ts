import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { WRITE_HOLD, type WriteHold } from '../../audit-trail/write-hold';
import { readForAuditor } from '../../database/auditors-pool';
import type { Scope } from '../../database/scope';
import { OPERATION } from '../../http/does';
import { refusalOf } from '../../http/problem';
import type { Actor } from '../../kernel/actor';
import { Refusal } from '../../kernel/refusal';
import type { ActingRequest } from '../access.guard';
import { REACH, type Reach } from '../within';
import { AuditorReads, type Reading } from './auditor-reads.service';
import { type Address, type Reference, referencesOf, toldOf } from './references.rules';

/** A request of an auditor: who he is, what he was given, and the records that he names. */
interface Asked {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly named: readonly Reference[];
}

/**
 * How an auditor is answered: of what he was given, and each time it is told before he is. What cannot be told is not
 * shown, and neither is anything while nothing may be written (21 CFR 11.10(d), (e)).
 */
@Injectable()
export class AuditedReading implements NestInterceptor {
  private readonly log = new Logger('Auditors');

  constructor(
    private readonly reflector: Reflector,
    private readonly reads: AuditorReads,
    @Inject(WRITE_HOLD) private readonly hold: WriteHold,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const { actor, scope = null } = request;
    if (actor === undefined || scope === null) return next.handle();
    if (this.hold !== null) throw new Refusal('unavailable', this.hold);
    const reach = this.reflector.get<Reach>(REACH, context.getHandler());
    const operation = this.reflector.get<string>(OPERATION, context.getHandler());
    const named = referencesOf(reach, request as Address);
    const reading = { operation, told: toldOf(reach, named) };
    const { statusCode } = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.answer({ actor, scope, named }, { ...reading, status: statusCode }, next));
  }

  private async answer(asked: Asked, reading: Reading, next: CallHandler): Promise<unknown> {
    let answer: unknown;
    try {
      answer = await readForAuditor(() => this.read(asked, next));
    } catch (error) {
      await this.tell(asked, { ...reading, status: refusalOf(error)?.status ?? 500 });
      throw error;
    }
    await this.tell(asked, reading, answer);
    return answer;
  }

  /** On connections that cannot write; that it was read is told outside of them. */
  private async read({ scope, named }: Asked, next: CallHandler): Promise<unknown> {
    for (const one of named) await this.reads.requireWithin(scope, one);
    return lastValueFrom(next.handle(), { defaultValue: undefined });
  }

  /** What was opened to be sent is let go where it is not. */
  private async tell({ actor }: Asked, reading: Reading, answer?: unknown): Promise<void> {
    try {
      await this.reads.tell(actor, reading);
    } catch (error) {
      if (answer instanceof StreamableFile) answer.getStream().destroy();
      this.log.error(`That ${actor.id} asked for ${reading.operation} could not be told, and nothing was shown`, error);
      const detail = 'What an auditor reads is told first, and it cannot be told now: nothing is shown';
      throw Refusal.forNow('unavailable', detail, 5);
    }
  }
}
