import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import type { Actor } from '../kernel/actor';
import { CLOCK, type Clock } from '../kernel/clock';
import { canonicalBytes, sha256 } from '../kernel/digest';
import { newId } from '../kernel/ids';
import type { Page } from '../kernel/page';
import { Refusal } from '../kernel/refusal';
import { pageOf, type PageRequest } from '../database/lists';
import type { Act } from './acts';
import { AuditEvent } from './audit-event.entity';
import { AuditedTransaction } from './audited-transaction';

/** The schema of an event's payload; a change of its shape is a new number. */
const EVENT_SCHEMA = 'predicate/audit-event/1';

export interface Because {
  /** Why, in the words of the person; acts that change what was said before always have one. */
  readonly reason?: string | null;
}

/**
 * The one way to write (21 CFR 11.10(e)): a change and the event that tells it are one transaction, so that neither is
 * ever there without the other.
 */
@Injectable()
export class AuditTrail {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @InjectRepository(AuditEvent) private readonly events: Repository<AuditEvent>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs the change and records it. When either fails nothing of both stays; a change that touched nothing throws. */
  record<T>(
    actor: Actor,
    act: Act,
    { reason = null }: Because,
    change: (tx: AuditedTransaction) => Promise<T>,
  ): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const tx = new AuditedTransaction(manager);
      const outcome = await change(tx);
      const { subject, changes } = tx;
      if (subject === undefined || changes.length === 0) throw new Error(`${act} changed nothing`);
      const id = newId();
      const at = this.clock.now();
      const payload = canonicalBytes({
        schema: EVENT_SCHEMA,
        id,
        at: at.toISOString(),
        act,
        actor: { id: actor.id, name: actor.name, role: actor.role },
        subject: { type: subject.type, id: subject.id },
        changes,
        reason,
        requestId: actor.requestId,
      });
      await manager.insert(AuditEvent, {
        ...{ id, at, act, reason, payload, sha256: sha256(payload) },
        ...{ actorId: actor.id, actorName: actor.name, subjectType: subject.type, subjectId: subject.id },
      });
      return outcome;
    });
  }

  /** The trail, oldest first. */
  list(where: { subjectId?: string }, page: PageRequest): Promise<Page<AuditEvent>> {
    return pageOf(this.events, where.subjectId === undefined ? {} : { subjectId: where.subjectId }, page);
  }

  async get(id: string): Promise<AuditEvent> {
    const event = await this.events.findOneBy({ id });
    if (event === null) throw Refusal.notFound(`Audit event ${id}`);
    return event;
  }
}
